trigger Cases on Case (after insert) {
    for (TriggerAction action : new List<TriggerAction>{ new CountAction(), new TraceAction() }) {
        action.afterInsert(Trigger.new);
    }
}
