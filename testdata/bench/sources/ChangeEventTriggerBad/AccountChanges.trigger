trigger AccountChanges on AccountChangeEvent (after insert) {
    for (AccountChangeEvent change : Trigger.new) {
        System.debug(change.Phone); // $ Alert[SOV1101]
    }
}
