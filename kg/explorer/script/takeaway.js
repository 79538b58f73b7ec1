// What a reader takes along: pictures, tables, Turtle, a query, a link, the view as a file.

function startTakeaway() {
  const menu = byId("takeaway");
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
}

function drawTakeaway() {
  const ways = {
    "take.png": () => onPaper(byId("drawing").querySelector("canvas")).toBlob((blob) => save("graph.png", blob)),
    "take.svg": () => save("graph.svg", asSvg(), "image/svg+xml"),
    "take.csv": () => save(`${shownTable.tab}.csv`, asCsv(shownTable.tab), "text/csv"),
    "take.ttl": () => save("graph.ttl", asTurtle(), "text/turtle"),
    "take.rq": () => save("graph.rq", asQuery(), "application/sparql-query"),
    "take.link": () => copy(location.href.split("#")[0] + address(fragment())),
    "take.view": () => save("view.json", JSON.stringify({ view: fragment(), moved: positionsByKey() }), "application/json"),
    "take.open": () => chooseView(),
  };
  fill(byId("takeaways"), ...Object.entries(ways).map(([key, action]) => button(t(key), () => {
    byId("takeaway").open = false;
    action();
  })));
}

function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page opened from a disk may have no clipboard of its own: copy a selection instead.
    const field = make("textarea", { class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(t("copied"));
}

const positionsByKey = () => Object.fromEntries([...moved].map(([id, point]) => [graph.entities[id].key, point]));

function chooseView() {
  const field = make("input", { type: "file", accept: ".json" });
  field.addEventListener("change", async () => {
    try {
      const saved = JSON.parse(await field.files[0].text());
      restore(saved.view);
      for (const [key, [x, y]] of Object.entries(saved.moved)) {
        if (graph.byKey.has(key) && Number.isFinite(x) && Number.isFinite(y)) moved.set(graph.byKey.get(key), [x, y]);
      }
      refresh({ fit: true });
      remember();
    } catch {
      notice(t("notice.view"));
    }
  });
  field.click();
}

/** Rows as a spreadsheet reads them; a byte-order mark, without which Excel misreads Chinese, and no live formulas. */
function asCsv(tab) {
  const columns = Object.entries(COLUMNS[tab]);
  const field = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = listed(tab, shownTable.all).map((row) => [row.iri, ...columns.map(([, value]) => value(row))]);
  return `\ufeff${[["iri", ...columns.map(([name]) => t(name))], ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

const iri = (text) => `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}>`;
const literal = (text) => JSON.stringify(text).replace(/[\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`);

/** A date at the precision it has, as the build's own Turtle writes it; what is no date stays words. */
function dated(text) {
  const kind = { 4: "gYear", 7: "gYearMonth", 10: "date" }[/^\d{4}(-\d\d){0,2}$/.test(text) ? text.length : 0];
  return literal(text) + (kind ? `^^<http://www.w3.org/2001/XMLSchema#${kind}>` : "");
}

const ONTOLOGY = "https://w3id.org/union-kg/ontology#";
const CLASSES = { PERSON: "Person", UNION: "Union", ORG: "Organization", PLACE: "Place", PROGRAMME: "Programme", EVENT: "Event", WORK: "Work", HONOUR: "Honour" };

/** The entities drawn and the statements among them. */
function asTurtle() {
  const lines = [`@prefix kg: <${ONTOLOGY}> .`, "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", ""];
  for (const entity of listed("entities", false)) {
    lines.push(`${iri(entity.iri)} a kg:${CLASSES[graph.types[entity.type]]} ; skos:prefLabel ${literal(entity.name)}@zh .`);
  }
  for (const { subject, predicate, object, value } of listed("statements", false)) {
    const end = object >= 0 ? iri(graph.entities[object].iri) : dated(value ?? "");
    lines.push(`${iri(graph.entities[subject].iri)} kg:${graph.predicates[predicate]} ${end} .`);
  }
  return `${lines.join("\n")}\n`;
}

/** A query that returns what is drawn, with the evidence, from the build's graph.ttl. */
function asQuery() {
  const ids = listed("entities", false).map((entity) => `    ${iri(entity.iri)}`).join("\n");
  const predicates = [...new Set(listed("statements", false).map((one) => `kg:${graph.predicates[one.predicate]}`))].join(" ");
  return `PREFIX kg: <${ONTOLOGY}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?subject ?predicate ?object ?quote WHERE {
  VALUES ?subject {\n${ids}\n  }
  VALUES ?object {\n${ids}\n  }
  VALUES ?predicate { ${predicates} }
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:quote ?quote .
}
`;
}

/** The drawing on white: its own canvas has no ground. */
function onPaper(canvas) {
  const paper = make("canvas", { width: canvas.width, height: canvas.height });
  const ctx = paper.getContext("2d");
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, paper.width, paper.height);
  ctx.drawImage(canvas, 0, 0);
  return paper;
}

/** The drawing as a picture without resolution, with the labels that fit. */
function asSvg() {
  const all = points.size ? [...points.values()] : [[0, 0]];
  const left = Math.min(...all.map(([x]) => x)) - 120, top = Math.min(...all.map(([, y]) => y)) - 60;
  const wide = Math.max(...all.map(([x]) => x)) + 120 - left, high = Math.max(...all.map(([, y]) => y)) + 60 - top;
  const picture = drawn("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${wide} ${high}`, width: wide, height: high });
  picture.append(drawn("rect", { x: left, y: top, width: wide, height: high, fill: "#ffffff" }));
  for (const { from, to } of state.lines) {
    const [x1, y1] = points.get(from), [x2, y2] = points.get(to);
    picture.append(drawn("line", { x1, y1, x2, y2, stroke: "#8a97a6", "stroke-opacity": 0.5 }));
  }
  for (const [id, [x, y]] of points) {
    const { type, name } = graph.entities[id];
    picture.append(drawn("path", { d: LOOKS[graph.types[type]][1], fill: colour(type), transform: `translate(${x} ${y}) scale(${radius(id)})` }));
    picture.append(drawn("text", { x, y: y + radius(id) + 14, "text-anchor": "middle", "font-size": 12, "font-family": FONT, fill: "#1c2733" }, short(name, 12)));
  }
  return new XMLSerializer().serializeToString(picture);
}
