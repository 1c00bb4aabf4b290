trigger PayoutEvents on Payout_Event__e (after insert) {
    PayoutEventLog.write(Trigger.new);
}
