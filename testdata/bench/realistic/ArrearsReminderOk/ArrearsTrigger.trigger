trigger ArrearsTrigger on Arrears_Case__c (after update) {
    ArrearsHandler.afterUpdate(Trigger.new, Trigger.oldMap);
}
