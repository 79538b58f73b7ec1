// The table beside the graph: entities or relations, sorted by any column; choosing a row selects it in the drawing.

const ROWS = 500;
const shownTable = { open: false, tab: "entities", all: false, sort: { entities: ["col.relations", -1], statements: ["col.subject", 1] } };

const COLUMNS = {
  entities: {
    "col.name": (entity) => entity.name,
    "col.type": typeName,
    "col.relations": (entity) => state.degree[entity.id],
    "col.mentions": (entity) => entity.mentions,
    "col.documents": (entity) => entity.documents.length,
    "col.last": (entity) => entity.last ?? "",
  },
  statements: {
    "col.subject": (statement) => graph.entities[statement.subject].name,
    "col.predicate": (statement) => t(`out.${graph.predicates[statement.predicate]}`),
    "col.object": (statement) => (statement.object >= 0 ? graph.entities[statement.object].name : ""),
    "col.value": (statement) => statement.value ?? "",
    "col.date": (statement) => statement.evidence.map((one) => one.date ?? "").sort().at(-1),
    "col.basis": (statement) => [...new Set(statement.evidence.map((one) => t(`basis.${graph.bases[one.basis]}`)))].join("、"),
    "col.confidence": (statement) => Math.max(...statement.evidence.map((one) => one.confidence)),
  },
};

/** The entities or statements that the table lists: of the drawing or of the whole graph, as the filters leave them. */
function listed(tab, all) {
  const drawnNow = new Set(state.drawn);
  if (tab === "entities") return graph.entities.filter((entity) => state.admitted[entity.id] && (all || drawnNow.has(entity.id)));
  return graph.statements.filter((one) => state.passing[one.id]
    && (all || (drawnNow.has(one.subject) && (one.object < 0 || drawnNow.has(one.object)))));
}

function drawTable() {
  const section = byId("table");
  section.hidden = !shownTable.open;
  document.body.classList.toggle("with-table", shownTable.open);
  byId("show-table").setAttribute("aria-expanded", String(shownTable.open));
  if (!shownTable.open) return fill(section);
  const { tab, all } = shownTable;
  const rows = sorted(listed(tab, all), tab);
  const focused = document.activeElement?.id;
  fill(section,
    make("div", { class: "heads" }, tabs(), scope(),
      rows.length > ROWS && make("span", { class: "quiet" }, t("table.cut", count(ROWS), count(rows.length))),
      button("×", () => toggleTable(false), { class: "close", "aria-label": t("table.close") })),
    make("div", { class: "rows", role: "tabpanel", id: "rows", "aria-labelledby": `tab-${tab}`, tabindex: "0" },
      make("table", {}, heads(tab), make("tbody", {}, cut(rows, tab).map((row) => tableRow(tab, row))))));
  if (focused) section.querySelector(`#${CSS.escape(focused)}`)?.focus();
  section.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** The first rows, and behind them what is selected in the drawing where it comes later. */
function cut(rows, tab) {
  const later = tab === "entities" ? rows.slice(ROWS).filter((row) => row.id === view.selected) : [];
  return [...rows.slice(0, ROWS), ...later];
}

function sorted(rows, tab) {
  const [column, way] = shownTable.sort[tab];
  const collator = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true });
  const value = COLUMNS[tab][column];
  return rows.map((row) => [value(row), row])
    .sort(([one], [two]) => way * (typeof one === "number" ? one - two : collator.compare(one, two))).map(([, row]) => row);
}

function tabs() {
  const names = Object.keys(COLUMNS);
  const show = (tab) => { shownTable.tab = tab; drawTable(); remember(); byId(`tab-${tab}`).focus(); };
  return make("div", { role: "tablist", "aria-label": t("table"), on: { keydown: (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") show(names[1 - names.indexOf(shownTable.tab)]);
  } } }, names.map((tab) => button(t(`table.${tab}`), () => show(tab), {
    role: "tab", id: `tab-${tab}`, "aria-controls": "rows", "aria-selected": String(tab === shownTable.tab), tabindex: tab === shownTable.tab ? "0" : "-1",
  })));
}

function scope() {
  const choice = (all, words) => button(t(words), () => { shownTable.all = all; drawTable(); }, { "aria-pressed": String(shownTable.all === all), id: `scope-${words.split(".")[1]}` });
  return make("div", { class: "scope" }, choice(false, "table.drawn"), choice(true, "table.all"));
}

function heads(tab) {
  const [column, way] = shownTable.sort[tab];
  return make("thead", {}, make("tr", {}, Object.keys(COLUMNS[tab]).map((name) => make("th", {
    scope: "col", "aria-sort": name !== column ? "none" : way > 0 ? "ascending" : "descending",
  }, button(t(name), () => {
    shownTable.sort[tab] = [name, name === column ? -way : 1];
    drawTable();
  }, { id: name.replace(".", "-") })))));
}

function tableRow(tab, row) {
  const id = tab === "entities" ? row.id : row.subject;
  const cells = Object.entries(COLUMNS[tab]).map(([name, value]) => {
    if (name === "col.name" || name === "col.subject") return make("td", {}, entityLink(id));
    if (name === "col.object") return make("td", {}, row.object >= 0 && entityLink(row.object));
    const content = value(row);
    return make("td", { class: typeof content === "number" ? "amount" : name === "col.value" && !/^\d{4}(-|$)/.test(content) ? "name" : "fixed" },
      name === "col.confidence" ? `${Math.round(content * 100)}%` : typeof content === "number" ? count(content) : content);
  });
  const choose = (event) => { if (!event.target.closest("a")) select(id, { centre: true }); };
  return make("tr", { "aria-current": id === view.selected ? "true" : null, on: { click: choose } }, cells);
}

function toggleTable(open = !shownTable.open) {
  shownTable.open = open;
  drawTable();
  remember();
  if (!open) byId("show-table").focus();
  resight();
}
