trigger LeadEvents on Lead (after insert, after update) {
    LeadEventsHandler.run();
}
