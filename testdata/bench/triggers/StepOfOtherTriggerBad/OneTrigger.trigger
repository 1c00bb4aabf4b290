trigger OneTrigger on Case (before insert) {
    new TriggerDispatcher().dispatch();
}
