trigger LoanTrigger on Loan__c (before insert, after update) {
    new LoanTriggerHandler().run();
}
