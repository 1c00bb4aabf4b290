trigger Accounts on Account (after insert) {
    Notes.write(Trigger.new);
}
