trigger LeadShred on Lead (before delete) {
    List<String> lines = new List<String>();
    for (Lead l : Trigger.old) {
        lines.add('deleted ' + l.Phone);
    }
    System.debug(String.join(lines, '\n')); // $ Alert[SOV1101]="Lead.Phone"
}
