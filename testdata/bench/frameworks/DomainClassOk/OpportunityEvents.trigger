trigger OpportunityEvents on Opportunity (after insert) {
    Domain.handle(new Opportunities(Trigger.new));
}
