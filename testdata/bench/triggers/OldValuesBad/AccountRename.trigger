trigger AccountRename on Account (before update) {
    for (Account a : Trigger.new) {
        Account before = Trigger.oldMap.get(a.Id);
        if (before.Name != a.Name) {
            System.debug('renamed from ' + before.Name); // $ Alert[SOV1101]="Account.Name"
        }
    }
}
