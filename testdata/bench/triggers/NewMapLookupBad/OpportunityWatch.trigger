trigger OpportunityWatch on Opportunity (after update) {
    for (Id key : Trigger.newMap.keySet()) {
        Opportunity o = Trigger.newMap.get(key);
        if (o.IsClosed) {
            System.debug('closed with next step ' + o.NextStep); // $ Alert[SOV1101]="Opportunity.NextStep"
        }
    }
}
