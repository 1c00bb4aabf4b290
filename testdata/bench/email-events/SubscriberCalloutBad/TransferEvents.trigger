trigger TransferEvents on Transfer_Event__e (after insert) {
    List<String> names = new List<String>();
    for (Transfer_Event__e event : Trigger.new) {
        names.add(event.Beneficiary__c);
    }
    TransferEventHandler.forward('{"transfers":' + JSON.serialize(names) + '}');
}
