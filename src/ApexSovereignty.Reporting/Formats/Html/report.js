// The results: filters, order, pages, and each with its path over the source.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = id => document.getElementById(id);
  const text = index => data.texts[index];
  const openUpTo = 5, printedUpTo = 500, context = 2;

  const sources = new Map(data.sources.map(([path, ...lines]) => {
    const known = new Map();
    for (let i = 0; i < lines.length; i += 2) known.set(lines[i], text(lines[i + 1]));
    return [path, known];
  }));
  const place = ([path, line, column, endLine, endColumn]) => ({ path, line, column, endLine, endColumn });
  const results = data.results.map(([rule, level, state, message, at, endpoint, fields, advice, reason, steps], number) => ({
    number, rule: data.rules[rule], level: data.levels[level], rank: level, state: data.states[state], message: text(message), at: place(at),
    endpoint: text(endpoint), fields: fields.map(text), advice: text(advice), reason: text(reason),
    steps: steps.map(([words, kind, depth, ...rest]) => ({ words: text(words), kind, depth, at: place(rest) })),
  }));
  const placeText = at => `${text(at.path)}:${at.line}`;
  const haystacks = results.map(result => [result.rule.id, result.rule.title, result.message, placeText(result.at), result.endpoint, result.fields, result.reason,
    result.steps.map(step => placeText(step.at))].flat().join("\n").toLowerCase());

  const filters = [
    ["state", result => result.state, data.states],
    ["level", result => result.level, data.levels],
    ["rule", result => `${result.rule.id}: ${result.rule.title}`, null],
  ].map(([name, value, order]) => ({ name, value, order, select: find("filter-" + name) }));
  const search = find("filter-text"), order = find("order"), size = find("page-size"), list = find("list");
  let shown = [], page = 0;

  for (const filter of filters) {
    const values = [...new Set(results.map(filter.value))];
    values.sort((a, b) => filter.order ? filter.order.indexOf(a) - filter.order.indexOf(b) : a < b ? -1 : 1);
    filter.select.append(new Option("all", ""), ...values.map(value => new Option(value, value)));
    filter.select.addEventListener("change", update);
  }

  // Text of the project reaches the page as text nodes only.
  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function excerpt(at, around = context) {
    const known = sources.get(at.path);
    if (!known) return null;
    const code = element("div", "code");
    const last = Math.min(at.endLine, at.line + 8);
    for (let number = at.line - around; number <= last + around; number++) {
      const line = known.get(number);
      if (line === undefined) continue;
      const row = element("span", number >= at.line && number <= last ? "line meant" : "line");
      row.dataset.number = number;
      const from = number === at.line ? at.column - 1 : 0, to = number === at.endLine ? at.endColumn - 1 : line.length;
      if (number < at.line || number > last || to <= from) row.append(line);
      else {
        const start = number === at.line ? from : line.length - line.trimStart().length;
        row.append(line.slice(0, start), element("mark", "", line.slice(start, to)), line.slice(to));
      }
      code.append(row);
    }
    return code.childElementCount > 0 ? code : null;
  }

  // A step on the line of the one before needs no lines around it again.
  function stepOf(step, index, steps) {
    const item = element("li", `${step.kind} n${Math.min(step.depth, 5)}`, element("p", "", step.words, " ", element("span", "place", placeText(step.at))));
    const before = steps[index - 1];
    const code = excerpt(step.at, before && before.at.path === step.at.path && before.at.line === step.at.line ? 0 : context);
    if (code) item.append(code);
    return item;
  }

  function article(result, isOpen) {
    const head = element("h3", "", element("span", "level", result.level), ` ${result.rule.id}: ${result.rule.title} `);
    if (result.state !== "open") head.append(element("span", "state", result.state));
    const made = element("article", "result " + result.level, head, element("p", "place", placeText(result.at)), element("p", "", result.message));
    const facts = element("dl", "");
    for (const [name, value] of [["Endpoint", result.endpoint], ["Fields", result.fields.join(", ")], ["Suppressed", result.reason], ["What to do", result.advice]])
      if (value) facts.append(element("dt", "", name), element("dd", "", value));
    if (facts.childElementCount > 0) made.append(facts);
    const details = element("details", "", element("summary", "", result.steps.length > 0 ? `Path: ${result.steps.length} ${result.steps.length === 1 ? "step" : "steps"}` : "Code"));
    const fill = () => {
      if (details.childElementCount > 1) return;
      const content = result.steps.length > 0 ? element("ol", "path", ...result.steps.map(stepOf)) : excerpt(result.at);
      if (content) details.append(content);
    };
    details.addEventListener("toggle", fill);
    if (isOpen) {
      fill();
      details.open = true;
    }
    if (result.steps.length > 0 || sources.has(result.at.path)) made.append(details);
    return made;
  }

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = results.filter(result => filters.every(filter => filter.select.value === "" || filter.value(result) === filter.select.value)
      && words.every(word => haystacks[result.number].includes(word)));
    if (order.value === "level") shown.sort((a, b) => a.rank - b.rank || a.number - b.number);
    page = 0;
    render();
  }

  function render() {
    const perPage = Number(size.value), pages = Math.max(1, Math.ceil(shown.length / perPage));
    page = Math.min(page, pages - 1);
    find("count").textContent = `${shown.length.toLocaleString("en")} of ${results.length.toLocaleString("en")} results`;
    find("page-place").textContent = `Page ${page + 1} of ${pages.toLocaleString("en")}`;
    find("page-previous").disabled = page === 0;
    find("page-next").disabled = page === pages - 1;
    document.querySelector(".pages").hidden = pages === 1 && results.length <= 10;
    list.replaceChildren(...shown.slice(page * perPage, (page + 1) * perPage).map(result => article(result, shown.length <= openUpTo)));
  }

  const turn = by => { page += by; render(); find("results").focus(); find("results").scrollIntoView(); };
  find("page-previous").addEventListener("click", () => turn(-1));
  find("page-next").addEventListener("click", () => turn(1));
  size.addEventListener("change", () => { page = 0; render(); });
  order.addEventListener("change", update);
  search.addEventListener("input", update);
  document.querySelector(".filters").addEventListener("reset", () => setTimeout(update));
  document.querySelector(".filters").addEventListener("submit", event => event.preventDefault());

  // On paper all that the filters let through is there, with its paths.
  addEventListener("beforeprint", () => {
    list.replaceChildren(...shown.slice(0, printedUpTo).map(result => article(result, true)));
    if (shown.length > printedUpTo) list.prepend(element("p", "notice", `The first ${printedUpTo} of ${shown.length.toLocaleString("en")} results; filter to print others.`));
  });
  addEventListener("afterprint", render);

  const open = find("filter-state").querySelector("option[value=open]");
  if (open) open.selected = true;
  document.querySelector(".scripted").hidden = false;
  update();
})();
