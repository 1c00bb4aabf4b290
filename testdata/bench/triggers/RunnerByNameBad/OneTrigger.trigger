trigger OneTrigger on Case (before insert) {
    Runner.start(Step__mdt.getInstance('first').Class_Name__c);
}
