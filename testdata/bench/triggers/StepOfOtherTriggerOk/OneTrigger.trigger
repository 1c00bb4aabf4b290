trigger OneTrigger on Lead (before insert) {
    new TriggerDispatcher().dispatch();
}
