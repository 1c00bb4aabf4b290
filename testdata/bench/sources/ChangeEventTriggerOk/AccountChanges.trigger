trigger AccountChanges on AccountChangeEvent (after insert) {
    for (AccountChangeEvent change : Trigger.new) {
        System.debug(change.ChangeEventHeader.getRecordIds());
    }
}
