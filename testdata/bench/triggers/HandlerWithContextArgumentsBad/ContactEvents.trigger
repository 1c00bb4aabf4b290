trigger ContactEvents on Contact (after update) {
    new ContactEventsHandler(Trigger.new, Trigger.oldMap).afterUpdate();
}
