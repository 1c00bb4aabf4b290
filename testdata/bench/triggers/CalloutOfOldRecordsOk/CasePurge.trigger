trigger CasePurge on Case (after delete) {
    CasePurgeCallout.run(Trigger.old);
}
