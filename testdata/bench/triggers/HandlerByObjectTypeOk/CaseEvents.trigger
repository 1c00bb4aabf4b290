trigger CaseEvents on Case (before update) {
    Handlers.of(Case.SObjectType).run();
}
