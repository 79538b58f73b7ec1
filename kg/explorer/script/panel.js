// The panel that stays: who or what the selected entity is, what is said of it, and the sentence for each.

function drawPanel() {
  const panel = byId("panel");
  panel.hidden = view.selected < 0;
  document.body.classList.toggle("with-panel", !panel.hidden);
  if (panel.hidden) return fill(panel);
  const entity = graph.entities[view.selected];
  panel.setAttribute("aria-label", entity.name);
  fill(panel, head(entity), actions(entity), ...pathSections(entity), statementSection(entity), ...figureSections(entity), nameSection(entity));
  panel.scrollTop = 0;
}

function head(entity) {
  const dates = entity.first && (entity.first === entity.last ? entity.first : t("seen.dates", entity.first, entity.last));
  return make("div", { class: "head" },
    make("p", { class: "kind" }, symbol(entity.type), typeName(entity)),
    button("×", () => select(-1), { class: "close", "aria-label": t("close") }),
    make("h2", { class: "name", tabindex: "-1", id: "entity" }, entity.name),
    make("p", { class: "seen" }, [t("seen", count(entity.mentions), count(entity.documents.length)), dates].filter(Boolean).join(" · ")));
}

function actions(entity) {
  const id = entity.id;
  const waiting = neighbours(id).filter((one) => !state.isDrawn.has(one)).length;
  return make("div", { class: "actions" },
    button(waiting ? `${t("expand")} (${count(waiting)})` : t("expand"), () => expand(id), { disabled: !waiting }),
    button(t("collapse"), () => collapse(id), { disabled: !closing(id).length }),
    view.centre === id ? button(t("overview"), () => centreOn(-1)) : button(t("focus"), () => centreOn(id)),
    button(t(view.pinned.has(id) ? "unpin" : "pin"), () => togglePin(id), { "aria-pressed": String(view.pinned.has(id)) }),
    button(t("hide"), () => hide(id)),
    view.start === id ? button(t("path.clear"), () => setStart(-1)) : button(t("path.start"), () => setStart(id)),
    button(t("copy"), () => copy(location.href.split("#")[0] + entityAddress(entity))));
}

/** A link to an entity: a real one, so that it opens in another tab too. */
function link(id, properties, ...words) {
  return make("a", {
    href: entityAddress(graph.entities[id]), ...properties,
    on: { click: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      select(id, { centre: true, focus: true });
    } },
  }, ...words);
}

const entityLink = (id) => link(id, { class: "entity name" }, symbol(graph.entities[id].type), graph.entities[id].name);

function statementSection(entity) {
  const groups = new Map();
  let hidden = 0;
  for (const statement of entity.statements) {
    if (!state.passing[statement.id]) { hidden++; continue; }
    const direction = statement.subject === entity.id ? "out" : "in";
    // Working together has no direction: both sides stand in one group.
    const name = graph.predicates[statement.predicate];
    const key = name === "cooperatesWith" ? "out.cooperatesWith" : `${direction}.${name}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(statement);
  }
  const order = (key) => graph.predicates.indexOf(key.split(".")[1]) * 2 + (key.startsWith("in") ? 1 : 0);
  const sections = [...groups].sort((one, two) => order(one[0]) - order(two[0])).map(([key, statements]) => statementGroup(entity, key, statements));
  return make("section", { class: "statements" },
    make("h3", {}, t("statements")),
    !entity.statements.length && make("p", { class: "quiet" }, t("statements.none")),
    hidden > 0 && make("p", { class: "quiet" }, t("statements.hidden", count(hidden)), " ", button(t("filter.clear"), clearFilters, { class: "plain" })),
    ...sections);
}

const GROUP = 12;

function statementGroup(entity, key, statements) {
  const rows = [...statements].sort((one, two) => deputy(one) - deputy(two) || other(one, entity.id) - other(two, entity.id));
  const here = new Set(statements);
  const waiting = neighbours(entity.id, (one) => here.has(one)).filter((id) => !state.isDrawn.has(id)).length;
  const open = closing(entity.id, statements).length;
  const list = make("ul", {}, rows.slice(0, GROUP).map((statement) => statementRow(entity, statement)));
  const more = rows.length > GROUP && button(`+ ${count(rows.length - GROUP)}`, () => {
    list.append(...rows.slice(GROUP).map((statement) => statementRow(entity, statement)));
    more.remove();
  }, { class: "plain" });
  return make("section", { class: "group" },
    make("h4", {}, t(key), make("span", { class: "number" }, count(rows.length)),
      make("span", { class: "steps" },
        open > 0 && stepper("−", t("collapse.of", t(key), count(open)), () => collapse(entity.id, statements)),
        waiting > 0 && stepper("+", t("expand.of", t(key), count(waiting)), () => expand(entity.id, statements)))),
    list, more);
}

/** Who asks who leads a union reads deputies second. */
const deputy = ({ value }) => Number(/[副原]/.test(value ?? ""));

const stepper = (sign, words, action) => button(sign, action, { class: "step", "aria-label": words, title: words });

function statementRow(entity, statement) {
  const end = other(statement, entity.id);
  const pieces = [...statement.evidence].sort((one, two) => Number(evidencePasses(two)) - Number(evidencePasses(one)));
  const [toggle, box] = evidenceToggle("", pieces);
  toggle.append(quoteLine(pieces[0]), pieces.length > 1 ? make("span", { class: "number" }, `+${pieces.length - 1}`) : "");
  toggle.title = t("evidence.show");
  return make("li", { class: "statement" },
    make("div", { class: "line" }, end >= 0 && entityLink(end), statement.value && make("strong", { class: "value name" }, statement.value)),
    make("div", { class: "facts" }, ...facts(pieces)), toggle, box);
}

/** Basis, confidence and dates of a statement's evidence. */
function facts(pieces) {
  const bases = [...new Set(pieces.map((one) => graph.bases[one.basis]))];
  const dates = [...new Set(pieces.map((one) => one.date).filter(Boolean))].sort();
  const best = Math.max(...pieces.map((one) => one.confidence));
  return [
    ...bases.map((basis) => make("span", { class: `basis ${basis}`, title: t(`basis.${basis}.why`) }, t(`basis.${basis}`))),
    make("span", { title: t("confidence.why") }, `${Math.round(best * 100)}%`),
    make("span", {}, dates.length > 1 ? t("seen.dates", dates[0], dates.at(-1)) : dates[0] ?? t("evidence.undated")),
  ];
}

/** Printed forms with the rule that says why each is this entity. */
function nameSection(entity) {
  return make("section", { class: "names" }, make("h3", {}, t("names")),
    make("ul", {}, entity.names.map(([text, rule, times, article, document, passage, start, end, features, ground]) => {
      const place = document >= 0 && piece(graph, [article, document, passage, start, end]);
      const decided = ground.length > 0 && piece(graph, ground);
      const [toggle, box] = place ? evidenceToggle(t("names.where"), decided ? [place, decided] : [place]) : [null, null];
      return make("li", {},
        make("div", { class: "line" }, make("span", { class: "name" }, text), times > 0 && make("span", { class: "number" }, t("names.times", count(times))), toggle),
        graph.rules[rule] && make("p", { class: "rule" }, [reason(graph.rules[rule]), ...features.map(feature)].join(" · ")), box);
    })),
    make("p", { class: "iri" }, entity.iri));
}

/** Why a form was taken for its entity: in words where the page knows the rule, or else as the build calls it. */
const reason = (rule) => (labels[`rule.${rule}`] ? t(`rule.${rule}`) : rule);

/** A feature of a merge: what it is, how much it weighs, and what was seen. */
function feature([name, weight, detail]) {
  const words = labels[`feature.${name}`] ? t(`feature.${name}`) : labels[`rule.${name}`] ? t(`rule.${name}`) : name;
  return `${words}${weight ? ` ${weight > 0 ? "+" : "−"}${Math.abs(weight)}` : ""}${detail ? ` ${detail}` : ""}`;
}

/** Figures as a table, and a chart where one metric in one unit has several dates. */
function figureSections(entity) {
  if (!entity.figures.length) return [];
  const rows = [...entity.figures].sort((one, two) => (one.metric ?? "").localeCompare(two.metric ?? "", "zh") || when(one).localeCompare(when(two)));
  return [make("section", { class: "figures" }, make("h3", {}, t("figures")), ...charts(rows),
    make("table", {},
      make("thead", {}, make("tr", {}, ["figures.metric", "figures.value", "figures.when"].map((key) => make("th", { scope: "col" }, t(key))))),
      make("tbody", {}, rows.flatMap(figureRows))))];
}

const when = (figure) => figure.to ?? figure.from ?? figure.evidence.map((one) => one.date).filter(Boolean).sort()[0] ?? "";

function figureRows(figure) {
  const [toggle, box] = evidenceToggle(figure.metric || "—", figure.evidence);
  toggle.title = t("evidence.show");
  const period = figure.from && figure.to && figure.from !== figure.to ? `${figure.from} – ${figure.to}` : figure.to ?? figure.from ?? "";
  return [
    make("tr", {}, make("th", { scope: "row" }, toggle),
      make("td", { class: "amount" }, figure.value === null ? "—" : count(figure.value), make("span", { class: "unit name" }, figure.unit ?? "")),
      make("td", {}, period)),
    make("tr", { class: "under" }, make("td", { colspan: "3" }, box)),
  ];
}

function charts(figures) {
  const series = new Map();
  for (const figure of figures) {
    if (figure.value === null || !when(figure)) continue;
    const key = `${figure.metric}\n${figure.unit}`;
    if (!series.has(key)) series.set(key, new Map());
    series.get(key).set(when(figure), figure.value);
  }
  return [...series].filter(([, points]) => points.size > 1).map(([key, points]) => {
    const [metric, unit] = key.split("\n");
    return chart(t("figures.chart", metric, unit), [...points].sort((one, two) => one[0].localeCompare(two[0])));
  });
}

/** Bars, one a date, from zero: lengths compare as the numbers do. */
function chart(title, points) {
  const top = Math.max(...points.map((point) => point[1]), 1);
  const svg = drawn("svg", { viewBox: `0 0 320 ${points.length * 22 + 2}`, class: "chart", role: "img", "aria-label": title });
  points.forEach(([date, value], at) => {
    const y = at * 22 + 3;
    svg.append(
      drawn("text", { x: 0, y: y + 12 }, date),
      drawn("rect", { x: 84, y, width: Math.max((value / top) * 150, 1), height: 16, rx: 2 }),
      drawn("text", { x: 90 + (value / top) * 150, y: y + 12 }, count(value)));
  });
  return make("figure", {}, make("figcaption", { class: "name" }, title), svg);
}
