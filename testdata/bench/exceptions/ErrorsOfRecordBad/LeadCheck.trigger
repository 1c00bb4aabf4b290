trigger LeadCheck on Lead (before insert) {
    for (Lead l : Trigger.new) {
        if (l.Company.length() > 40) {
            l.addError('Too long: ' + l.Company);
        }
        for (Database.Error e : l.getErrors()) {
            System.debug(e.getMessage()); // $ MISSING: Alert[SOV1101]="Lead.Company" reason: errors added to a record are not kept in it
        }
    }
}
