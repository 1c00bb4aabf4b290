trigger LoanTrigger on Loan__c (before insert, after update) {
    Object o = Trigger.new; // $ Type="List<Loan__c>"
    o = Trigger.old[0].Rate__c; // $ Type="Decimal"
    o = Trigger.newMap.get(Trigger.new[0].Id).Borrower__r; // $ Type="Account"
    o = Trigger.oldMap.keySet(); // $ Type="Set<Id>"
    o = Trigger.isBefore && Trigger.isInsert; // $ Type="Boolean"
    o = Trigger.operationType; // $ Type="System.TriggerOperation"
    o = Trigger.size; // $ Type="Integer"
    switch on Trigger.operationType {
        when BEFORE_INSERT, AFTER_UPDATE { o = TriggerOperation.BEFORE_INSERT; } // $ Type[TriggerOperation.BEFORE_INSERT]="System.TriggerOperation"
        when else { o = helper(1); } // $ Type[helper(1)]="String"
    }
    for (Loan__c l : Trigger.new) l.addError('x'); // $ Type="void"
    static String helper(Integer n) { return 'x'; }
}
