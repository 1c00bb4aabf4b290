// The table of flows: filters, order, pages, and the path of a row.
(() => {
  "use strict";
  const register = readRegister();
  const find = id => document.getElementById(id);
  const placeText = place => `${place.path}:${place.line}`;
  const columns = [
    { name: "Class", text: row => row.classes.join(", ") },
    { name: "Object", text: row => row.object, className: "object" },
    { name: "Fields", text: row => row.fields.join(", ") + (row.form ? ` (${row.form})` : ""), className: "fields" },
    { name: "Exit", text: row => `${row.exit}, ${row.part}` },
    { name: "Destination", text: row => row.destination, className: "destination" },
    { name: "Jurisdiction", text: row => row.jurisdiction },
    { name: "Verdict", text: row => register.verdicts[row.verdict], order: row => row.verdict },
    { name: "Code", text: row => placeText({ path: row.at.path.slice(row.at.path.lastIndexOf("/") + 1), line: row.at.line }), title: row => placeText(row.at), order: row => row.at.path + "\u0000" + String(row.at.line).padStart(9, "0"), className: "place" },
  ];
  const filters = [
    ["class", row => row.classes],
    ["object", row => [row.object]],
    ["recipient", row => [row.recipient]],
    ["jurisdiction", row => [row.jurisdiction]],
    ["exit", row => [row.exit]],
    ["verdict", row => [register.verdicts[row.verdict]]],
  ].map(([name, values]) => ({ name, values, select: find("filter-" + name) }));
  const search = find("filter-text"), size = find("page-size"), body = find("rows").tBodies[0], head = find("rows").tHead.rows[0];
  const open = new Set();
  let shown = register.rows, page = 0, sorted = -1, descending = false, printing = false;

  const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  const haystacks = register.rows.map(row => [row.classes, row.regimes, row.object, row.fields, row.form, row.exit, row.part, row.destination, row.recipient, row.kind, row.jurisdiction,
    row.reason, row.rules, row.suppression, row.member, placeText(row.at), row.sources.map(placeText)].flat().join("\n").toLowerCase());

  for (const filter of filters) {
    const values = [...new Set(register.rows.flatMap(filter.values))];
    if (filter.name === "verdict") values.sort((a, b) => register.verdicts.indexOf(a) - register.verdicts.indexOf(b));
    else values.sort(compare);
    filter.select.append(new Option("all", ""), ...values.map(value => new Option(value || "none", value)));
    filter.select.addEventListener("change", () => update());
  }

  columns.forEach((column, index) => {
    const cell = document.createElement("th"), button = document.createElement("button");
    cell.scope = "col";
    button.type = "button";
    button.textContent = column.name;
    button.addEventListener("click", () => {
      descending = sorted === index && !descending;
      sorted = index;
      update();
    });
    cell.append(button);
    head.append(cell);
  });
  const openHead = document.createElement("th");
  openHead.scope = "col";
  openHead.className = "open";
  openHead.textContent = "Path";
  head.append(openHead);

  register.verdicts.forEach((verdict, index) => {
    const item = document.createElement("li");
    item.className = "v" + index;
    item.textContent = verdict;
    document.querySelector(".legend").append(item);
  });

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    const wanted = filters.filter(filter => filter.select.selectedIndex > 0);
    shown = register.rows.filter(row => wanted.every(filter => filter.values(row).includes(filter.select.value)) && words.every(word => haystacks[row.index].includes(word)));
    if (sorted >= 0) {
      const key = columns[sorted].order ?? columns[sorted].text, sign = descending ? -1 : 1;
      shown.sort((a, b) => sign * compare(key(a), key(b)) || a.index - b.index);
    }
    columns.forEach((_, index) => {
      if (index === sorted) head.cells[index].setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.cells[index].removeAttribute("aria-sort");
    });
    page = 0;
    showPage();
    if (find("diagram").open) drawDiagram(register, shown, choose);
    const fields = new Set(shown.flatMap(row => row.fields.map(field => row.object + "." + field)));
    find("count").textContent = `${shown.length.toLocaleString("en")} of ${register.rows.length.toLocaleString("en")} rows, ${fields.size.toLocaleString("en")} fields`;
  }

  function choose(name, value) {
    const filter = filters.find(filter => filter.name === name);
    filter.select.value = value;
    update();
    find("flows").focus();
  }

  function showPage() {
    const count = Number(size.value), first = printing ? 0 : page * count, last = printing ? shown.length : Math.min(first + count, shown.length);
    body.replaceChildren(...shown.slice(first, last).flatMap(rowElements));
    find("page-place").textContent = shown.length === 0 ? "no rows" : `${first + 1} to ${last} of ${shown.length.toLocaleString("en")}`;
    find("page-previous").disabled = page === 0;
    find("page-next").disabled = last >= shown.length;
  }

  function rowElements(row) {
    const line = document.createElement("tr");
    columns.forEach((column, index) => {
      const cell = document.createElement("td");
      if (column.className) cell.className = column.className;
      if (column.title) cell.title = column.title(row);
      if (column.name === "Verdict") {
        const verdict = document.createElement("span");
        verdict.className = "verdict v" + row.verdict;
        verdict.textContent = column.text(row);
        cell.append(verdict);
        if (row.suppression) cell.append(textElement("span", " (suppressed)", "suppressed"));
      } else {
        cell.textContent = column.text(row);
      }
      line.append(cell);
    });
    const cell = document.createElement("td"), button = document.createElement("button");
    cell.className = "open";
    button.type = "button";
    cell.append(button);
    line.append(cell);
    const elements = [line];
    const label = () => {
      const isOpen = open.has(row.index);
      button.textContent = isOpen ? "Hide" : "Show";
      button.setAttribute("aria-expanded", String(isOpen));
      button.setAttribute("aria-label", `${isOpen ? "Hide" : "Show"} the path of ${row.object} to ${row.destination}`);
    };
    label();
    if (open.has(row.index)) elements.push(pathElement(row));
    button.addEventListener("click", () => {
      if (open.delete(row.index)) {
        line.nextElementSibling.remove();
      } else {
        open.add(row.index);
        line.after(pathElement(row));
      }
      label();
    });
    return elements;
  }

  function pathElement(row) {
    const line = document.createElement("tr"), cell = document.createElement("td"), facts = document.createElement("dl");
    line.className = "path";
    cell.colSpan = columns.length + 1;
    const fact = (name, value) => value && facts.append(textElement("dt", name), textElement("dd", value));
    fact("Why", row.reason);
    fact("Reported by", row.rules.join(", "));
    fact("Suppressed", row.suppression);
    fact("Regimes", row.regimes.join(", "));
    fact("Kind", row.kind);
    fact("Handed over", `in ${row.member} at ${placeText(row.at)}`);
    fact("Read at", row.sources.map(placeText).join(", ") + (row.sourceCount > row.sources.length ? ` and ${row.sourceCount - row.sources.length} more` : ""));
    cell.append(facts);
    const steps = row.steps();
    if (steps.length > 0) {
      const list = document.createElement("ol");
      for (const step of steps) {
        const item = document.createElement("li");
        if (step.level > 1) item.className = "n" + Math.min(step.level, 5);
        item.append(step.message + " ", textElement("code", placeText(step)));
        list.append(item);
      }
      cell.append(list);
    }
    line.append(cell);
    return line;
  }

  function textElement(name, content, className) {
    const made = document.createElement(name);
    made.textContent = content;
    if (className) made.className = className;
    return made;
  }

  search.addEventListener("input", () => update());
  size.addEventListener("change", () => { page = 0; showPage(); });
  find("page-previous").addEventListener("click", () => { page--; showPage(); });
  find("page-next").addEventListener("click", () => { page++; showPage(); });
  find("diagram").addEventListener("toggle", () => find("diagram").open && drawDiagram(register, shown, choose));
  document.querySelector(".filters").addEventListener("reset", () => setTimeout(() => { sorted = -1; update(); }));
  document.querySelector(".filters").addEventListener("submit", event => event.preventDefault());
  // On paper there are no pages to turn: all rows that the filters leave are printed.
  addEventListener("beforeprint", () => { printing = true; showPage(); });
  addEventListener("afterprint", () => { printing = false; showPage(); });
  document.querySelector(".scripted").hidden = false;
  update();
})();
