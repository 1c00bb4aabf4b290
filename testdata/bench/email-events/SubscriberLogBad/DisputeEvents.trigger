trigger DisputeEvents on Dispute_Event__e (after insert) {
    for (Dispute_Event__e event : Trigger.new) {
        System.debug('dispute ' + event.Complaint_Text__c); // $ Alert[SOV1101]="Dispute_Event__e.Complaint_Text__c"
    }
}
