trigger LeadEvents on Lead (after insert) {
    new LeadEventHandler().afterInsert(Trigger.new);
}
