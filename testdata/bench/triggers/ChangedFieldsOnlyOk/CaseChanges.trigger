trigger CaseChanges on Case (before update) {
    List<String> changed = new List<String>();
    for (Case c : Trigger.new) {
        Case before = Trigger.oldMap.get(c.Id);
        if (c.Status != before.Status) {
            changed.add(c.Id + ':' + (before.Status == null));
        }
    }
    System.debug(String.join(changed, ','));
}
