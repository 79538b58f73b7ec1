// The column of filters, which is the legend too: what is shown, by type, relation, basis, date and more.

function drawFilters() {
  const focused = document.activeElement?.id;
  fill(byId("filters"),
    status(), choices("types", (n) => [symbol(n), t(`type.${graph.types[n]}`)]),
    choices("predicates", (n) => [t(`out.${graph.predicates[n]}`)]),
    choices("bases", (n) => [t(`basis.${graph.bases[n]}`)]),
    ...dateRange(), furtherConditions(), sizes(), communityList());
  if (focused?.startsWith("filter-")) byId(focused)?.focus();
}

/** What the filters hide, and the way back. */
function status() {
  const [entities, lines] = state.hides;
  const words = filtersSet() ? t("filter.hides", count(entities), count(lines)) : t("filter.none");
  return make("div", { class: "status" }, make("p", { role: "status" }, words),
    graph.lost > 0 && make("p", {}, t("notice.lost", count(graph.lost))),
    filtersSet() && button(t("filter.clear"), clearFilters, { class: "plain", id: "filter-clear" }),
    view.hidden.size > 0 && make("p", {}, t("hidden", count(view.hidden.size)), " ",
      button(t("hidden.show"), () => change(() => view.hidden.clear()), { class: "plain" })));
}

let tallies = null;

/** How many entities, statements and pieces of evidence there are of each type, relation and basis: counted once. */
function counted() {
  if (tallies) return tallies;
  tallies = { types: [], predicates: [], bases: [] };
  const add = (list, number) => { list[number] = (list[number] ?? 0) + 1; };
  for (const entity of graph.entities) add(tallies.types, entity.type);
  for (const statement of graph.statements) {
    add(tallies.predicates, statement.predicate);
    for (const evidence of statement.evidence) add(tallies.bases, evidence.basis);
  }
  return tallies;
}

function choices(name, words) {
  const counts = counted()[name];
  const out = view.filters[name];
  const boxes = graph[name].map((_, n) => n).filter((n) => counts[n]).map((n) => make("label", {},
    make("input", {
      type: "checkbox", id: `filter-${name}-${n}`, checked: !out.has(n),
      on: { change: (event) => change(() => (event.target.checked ? out.delete(n) : out.add(n))) },
    }), ...words(n), make("span", { class: "number" }, count(counts[n]))));
  return boxes.length > 0 && make("fieldset", {}, make("legend", {}, t(name)), boxes);
}

/** Two sliders over the articles' dates; none where there is one date or none. */
function dateRange() {
  if (graph.dates.length < 2) return [];
  const last = graph.dates.length - 1;
  const slider = (name, index) => make("label", { class: "slider" }, make("span", {}, t(`dates.${name}`)),
    make("input", {
      type: "range", min: 0, max: last, value: index, id: `filter-${name}`, "aria-valuetext": graph.dates[index],
      on: { change: (event) => change(() => setDates(name, Number(event.target.value))),
        input: (event) => { event.target.nextSibling.textContent = graph.dates[event.target.value]; } },
    }), make("output", {}, graph.dates[index]));
  const { from, to } = view.filters;
  const at = (date, otherwise) => (date ? Math.max(0, graph.dates.findIndex((one) => one >= date)) : otherwise);
  return [make("fieldset", {}, make("legend", {}, t("dates")), slider("from", at(from, 0)), slider("to", at(to, last)))];
}

function setDates(name, index) {
  const { filters } = view, last = graph.dates.length - 1;
  filters[name] = index === (name === "from" ? 0 : last) ? null : graph.dates[index];
  if (filters.from && filters.to && filters.from > filters.to) filters[name === "from" ? "to" : "from"] = filters[name];
}

function furtherConditions() {
  const { filters } = view;
  const number = (name, step, max) => make("label", { class: "amount" }, make("span", {}, t(name)), make("input", {
    type: "number", id: `filter-${name}`, min: 0, max, step, value: filters[name],
    on: { change: (event) => change(() => { filters[name] = Math.max(0, Number(event.target.value) || 0); }) },
  }));
  const pages = make("input", {
    type: "text", id: "filter-document", list: "documents", placeholder: t("document.all"), value: filters.document,
    on: { change: (event) => change(() => { filters.document = event.target.value.trim(); }) },
  });
  const open = filters.confidence || filters.degree || filters.document;
  return make("details", { open: Boolean(open) || byId("filter-degree")?.closest("details").open },
    make("summary", {}, t("more")), number("confidence", 0.05, 1), number("degree", 1, 9999),
    make("label", { class: "pages" }, make("span", {}, t("document")), pages));
}

/** How many of the most important entities the overview draws. */
function sizes() {
  if (graph.layouts.length < 2) return null;
  const words = (size) => t(size === graph.entities.length ? "size.all" : "size.top", count(size));
  return make("fieldset", {}, make("legend", {}, t("size")), graph.layouts.map(({ size }, tier) => make("label", {},
    make("input", {
      type: "radio", name: "size", id: `filter-size-${tier}`, checked: view.centre < 0 && tier === view.tier,
      on: { change: () => centreOn(-1, tier) },
    }), words(size))));
}

function clearFilters() {
  change(() => { view.filters = noFilters(); });
}
