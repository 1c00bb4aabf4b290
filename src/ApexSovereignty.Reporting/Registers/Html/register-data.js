// The rows of the page: texts by number become texts again.
function readRegister() {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const text = i => data.texts[i];
  const place = ([path, line]) => ({ path: text(path), line });
  const rows = data.rows.map(([verdict, classes, regimes, object, fields, pseudonymised, exit, part, destination, recipient, kind, jurisdiction, reason, rules, suppression, member, at, sourceCount, sources, steps], index) => ({
    index,
    verdict,
    classes: classes.map(text),
    regimes: regimes.map(text),
    object: text(object),
    fields: fields.map(text),
    form: pseudonymised ? "pseudonymised" : "",
    exit: text(exit),
    part: text(part),
    destination: text(destination),
    recipient: text(recipient),
    kind: text(kind),
    jurisdiction: text(jurisdiction) || "not stated",
    reason: text(reason),
    rules: rules.map(text),
    suppression: text(suppression),
    member: text(member),
    at: place(at),
    sourceCount,
    sources: sources.map(place),
    // Steps are read when a row is opened.
    steps: () => {
      const read = [];
      for (let i = 0; i < steps.length; i += 4) read.push({ message: text(steps[i]), path: text(steps[i + 1]), line: steps[i + 2], level: steps[i + 3] });
      return read;
    },
  }));
  return { verdicts: data.verdicts, rows };
}
