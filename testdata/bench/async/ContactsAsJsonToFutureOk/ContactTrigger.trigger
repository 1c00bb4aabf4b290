trigger ContactTrigger on Contact (after update) {
    ContactTriggerHandler.afterUpdate(Trigger.new, Trigger.oldMap);
}
