trigger OneTrigger on Case (before insert) {
    RecordLog.write();
}
