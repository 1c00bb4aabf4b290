trigger ContactTrace on Contact (before insert, before update) {
    for (Contact c : Trigger.new) {
        if (String.isBlank(c.Email)) {
            c.addError('E-mail is required');
            continue;
        }
        System.debug('accepted ' + c.AccountId);
    }
    System.debug('rows ' + Trigger.new.size() + ' insert ' + Trigger.isInsert);
}
