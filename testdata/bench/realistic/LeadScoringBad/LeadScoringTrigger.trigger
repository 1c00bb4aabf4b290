trigger LeadScoringTrigger on Lead (after insert, after update) {
    LeadScoringService.enqueue(Trigger.newMap, Trigger.isUpdate ? Trigger.oldMap : new Map<Id, Lead>());
}
