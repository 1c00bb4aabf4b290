trigger OrderEvents on Order_Event__e (after insert) {
    for (Order_Event__e event : Trigger.new) {
        System.debug('event ' + event.ReplayId);
    }
}
