// Bands from objects to destinations. The largest have a node of their own, the rest share one, so that it stays readable.
function drawDiagram(register, rows, choose) {
  "use strict";
  const shown = 14, width = 1000, label = 275;
  const chart = document.getElementById("chart");
  chart.replaceChildren();
  if (rows.length === 0) return;

  const fieldsOf = (rows, key) => {
    const counts = new Map();
    for (const row of rows) {
      const name = key(row);
      if (!counts.has(name)) counts.set(name, new Set());
      for (const field of row.fields) counts.get(name).add(row.object + "." + field);
    }
    return counts;
  };
  const largest = key => {
    const names = [...fieldsOf(rows, key)].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
    return names.length <= shown + 1 ? new Set(names) : new Set(names.slice(0, shown));
  };
  const sides = [["object", largest(row => row.object)], ["recipient", largest(row => row.recipient)]];
  const nodes = new Map();
  const nodeOf = (side, row) => {
    const [key, own] = sides[side];
    const name = row[key], isRest = !own.has(name), id = side + (isRest ? "rest" : "=" + name);
    if (!nodes.has(id)) nodes.set(id, { id, side, key, name, isRest, members: new Set(), fields: new Set() });
    const node = nodes.get(id);
    node.members.add(name);
    for (const field of row.fields) node.fields.add(row.object + "." + field);
    return node;
  };
  const links = new Map();
  for (const row of rows) {
    const source = nodeOf(0, row), target = nodeOf(1, row), id = [source.id, target.id, row.verdict].join("\n");
    if (!links.has(id)) links.set(id, { source: source.id, target: target.id, verdict: row.verdict, fields: new Set() });
    for (const field of row.fields) links.get(id).fields.add(row.object + "." + field);
  }

  const perSide = Math.max(...[0, 1].map(side => [...nodes.values()].filter(node => node.side === side).length));
  const height = Math.max(90, perSide * 30);
  const graph = d3.sankey().nodeId(node => node.id).nodeWidth(12).nodePadding(14).nodeAlign(node => node.side)
    .extent([[label, 6], [width - label, height - 6]])({
      nodes: [...nodes.values()],
      links: [...links.values()].map(link => ({ ...link, value: link.fields.size })),
    });

  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Diagram of objects and the destinations of their fields" });
  const path = d3.sankeyLinkHorizontal();
  for (const link of graph.links) {
    const band = element("path", { d: path(link), "stroke-width": Math.max(1, link.width), class: "v" + link.verdict });
    band.append(element("title", {}, `${nameOf(link.source)} → ${nameOf(link.target)}: ${plural(link.fields.size, "field")}, ${register.verdicts[link.verdict]}`));
    svg.append(band);
  }
  for (const node of graph.nodes) {
    const left = node.side === 0, name = nameOf(node), count = plural(node.fields.size, "field");
    const group = element("g", node.isRest ? { class: "node rest" } : { class: "node", role: "button", tabindex: "0", "aria-label": `Show only ${nounOf(node)} ${name}, ${count}` });
    group.append(element("rect", { x: node.x0, y: node.y0, width: node.x1 - node.x0, height: Math.max(1, node.y1 - node.y0) }));
    group.append(element("text", { x: left ? node.x0 - 6 : node.x1 + 6, y: (node.y0 + node.y1) / 2, dy: "0.35em", "text-anchor": left ? "end" : "start" }, shorten(name)));
    group.append(element("title", {}, `${name}: ${count}`));
    if (!node.isRest) {
      group.addEventListener("click", () => choose(node.key, node.name));
      group.addEventListener("keydown", event => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(node.key, node.name);
      });
    }
    svg.append(group);
  }
  chart.append(svg);

  function nameOf(node) { return node.isRest ? `${node.members.size} other ${nounOf(node)}s` : node.name; }
  function nounOf(node) { return node.side === 0 ? "object" : "destination"; }
  function shorten(name) { return name.length <= 36 ? name : name.slice(0, 21) + "…" + name.slice(-14); }
  function plural(count, unit) { return `${count} ${unit}${count === 1 ? "" : "s"}`; }
  function element(name, attributes, content) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (content !== undefined) made.textContent = content;
    return made;
  }
}
