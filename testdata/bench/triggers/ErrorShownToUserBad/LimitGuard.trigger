trigger LimitGuard on Loan__c (before insert) {
    for (Loan__c loan : Trigger.new) {
        String text = 'Too high: ' + loan.Principal__c;
        loan.addError(text);
        System.debug(text); // $ Alert[SOV1101]="Loan__c.Principal__c"
    }
}
