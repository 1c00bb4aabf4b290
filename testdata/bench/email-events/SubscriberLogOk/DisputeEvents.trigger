trigger DisputeEvents on Dispute_Event__e (after insert) {
    for (Dispute_Event__e event : Trigger.new) {
        System.debug('dispute ' + Trigger.new.size());
    }
}
