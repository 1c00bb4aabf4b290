trigger LoansTrigger on Loan__c (after insert, after update) {
    fflib_SObjectDomain.triggerHandler(Loans.class);
}
