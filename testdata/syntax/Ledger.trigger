trigger Ledger on Account (before insert, after UPDATE, before delete, after undelete) {
    // A trigger may declare members.
    public static final Integer LIMIT_OF_ROWS = 5;
    static void log(Account entry) { System.debug(entry); }
    if (Trigger.isBefore && Trigger.isInsert) {
        for (Account entry : Trigger.new) log(entry);
    }
    Integer count = Trigger.size;
    class Counter { Integer value; }
}
