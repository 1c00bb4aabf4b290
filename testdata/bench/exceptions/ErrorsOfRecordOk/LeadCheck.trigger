trigger LeadCheck on Lead (before insert) {
    for (Lead l : Trigger.new) {
        if (l.Company.length() > 40) {
            l.addError('Too long: ' + l.Company.length());
        }
        for (Database.Error e : l.getErrors()) {
            System.debug(e.getMessage());
        }
    }
}
