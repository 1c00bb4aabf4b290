trigger ContactChanges on Contact (after update) {
    for (Contact c : Trigger.new) {
        System.debug(c.Id + ' ' + Changes.between(Trigger.oldMap.get(c.Id), c, new List<String>{ 'Email', 'Phone' }));
    }
}
