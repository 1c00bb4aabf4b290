trigger LeadShred on Lead (before delete) {
    List<String> lines = new List<String>();
    for (Lead l : Trigger.old) {
        lines.add('deleted ' + l.Id);
    }
    System.debug(String.join(lines, '\n'));
}
