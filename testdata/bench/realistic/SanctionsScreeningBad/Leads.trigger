trigger Leads on Lead (after insert, after update) {
    SanctionsQueue.gather(Trigger.new, Trigger.oldMap);
}
