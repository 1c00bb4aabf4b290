trigger OpportunityWatch on Opportunity (after update) {
    for (Id key : Trigger.newMap.keySet()) {
        Opportunity o = Trigger.newMap.get(key);
        if (o.IsClosed) {
            System.debug('closed record ' + key);
        }
    }
}
