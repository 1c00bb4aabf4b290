trigger Leads on Lead (after insert) {
    Notes.write(Trigger.new);
}
