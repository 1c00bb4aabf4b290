trigger AccountStateEvents on Account (before update, after update) {
    if (Trigger.isBefore) {
        for (Account a : Trigger.old) {
            AccountState.BEFORE.put(a.Id, a.Website);
        }
    } else {
        for (Account a : Trigger.new) {
            System.debug('was ' + AccountState.BEFORE.get(a.Id)); // $ Alert[SOV1101]="Account.Website"
        }
    }
}
