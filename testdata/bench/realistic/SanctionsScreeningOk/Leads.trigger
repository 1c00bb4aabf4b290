trigger Leads on Lead (after insert, after update) {
    SanctionsQueue.collect(Trigger.new, Trigger.oldMap);
}
