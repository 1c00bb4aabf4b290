trigger LeadSteps on Lead (after insert) {
    for (Trigger_Step__mdt step : [SELECT Class_Name__c FROM Trigger_Step__mdt]) {
        ((TriggerStep) Type.forName(step.Class_Name__c).newInstance()).run(Trigger.new);
    }
}
