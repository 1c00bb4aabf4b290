trigger LimitGuard on Loan__c (before insert) {
    for (Loan__c loan : Trigger.new) {
        String text = 'Too high: ' + loan.Principal__c;
        loan.addError(text);
        System.debug(loan.hasErrors());
    }
}
