trigger Cases on Case (after insert) {
    Dispatcher.run(Trigger.new, 'Case');
}
