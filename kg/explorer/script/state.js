// What the reader has chosen, what follows from it for the drawing, and its form as a link.

const LIMIT = 1500;
const EXPANDED = 40; // neighbours opened at a time
const SURROUNDING = 80; // those drawn around a centre

const noFilters = () => ({
  types: new Set(), predicates: new Set(), bases: new Set(), // what is left out, by number
  from: null, to: null, confidence: 0, degree: 0, document: -1,
});

const view = {
  selected: -1,
  centre: -1, // the entity whose surroundings are drawn instead of the overview
  tier: 0,
  added: new Map(), // entity to the one it was opened from
  hidden: new Set(),
  pinned: new Set(),
  start: -1, // where a path begins
  filters: noFilters(),
};

// What follows from the view: recomputed by `settle`.
const state = { passing: [], admitted: [], degree: [], drawn: [], isDrawn: new Set(), lines: [], hides: [0, 0], left: 0 };

const filtersSet = () => {
  const { types, predicates, bases, from, to, confidence, degree, document } = view.filters;
  return Boolean(types.size || predicates.size || bases.size || from || to || confidence || degree || document >= 0);
};

/** Whether a piece of evidence passes the filters that speak of evidence. */
function evidencePasses(evidence) {
  const { bases, from, to, confidence, document } = view.filters;
  if (bases.has(evidence.basis) || evidence.confidence < confidence) return false;
  if (document >= 0 && evidence.document !== document) return false;
  if ((from || to) && !evidence.date) return false;
  return !(from && evidence.date < from) && !(to && evidence.date > to);
}

function settleStatements() {
  const { predicates } = view.filters;
  const degree = new Uint32Array(graph.entities.length);
  const passing = new Uint8Array(graph.statements.length);
  for (const statement of graph.statements) {
    if (predicates.has(statement.predicate) || !statement.evidence.some(evidencePasses)) continue;
    passing[statement.id] = 1;
    degree[statement.subject]++;
    if (statement.object >= 0 && statement.object !== statement.subject) degree[statement.object]++;
  }
  state.passing = passing;
  state.degree = degree;
}

function settleEntities() {
  const { types, predicates, bases, from, to, confidence, degree, document } = view.filters;
  // Filters on statements also leave out the entities that lose their last one by it.
  const onStatements = predicates.size || bases.size || from || to || confidence;
  state.admitted = graph.entities.map((entity) => {
    if (types.has(entity.type) || state.degree[entity.id] < degree) return false;
    if (document >= 0 && !entity.documents.includes(document) && !state.degree[entity.id]) return false;
    return !(onStatements && entity.statements.length && !state.degree[entity.id]);
  });
}

let settledFor = null;

/** Work out what passes the filters; nothing where they have not changed. */
function settleFilters() {
  const filters = JSON.stringify(view.filters, (_, value) => (value instanceof Set ? [...value] : value));
  if (filters === settledFor) return;
  settledFor = filters;
  settleStatements();
  settleEntities();
  const passing = state.passing.reduce((sum, one) => sum + one, 0);
  state.hides = [graph.entities.length - state.admitted.filter(Boolean).length, graph.statements.length - passing];
}

/** Work out what is drawn. */
function settle() {
  settleFilters();
  const base = view.centre >= 0
    ? [view.centre, ...neighbours(view.centre).slice(0, SURROUNDING)]
    : graph.entities.slice(0, graph.layouts[view.tier]?.size ?? 0).map((entity) => entity.id);
  const wanted = new Set([...view.pinned, ...base, ...view.added.keys()]);
  if (view.selected >= 0) wanted.add(view.selected);
  for (const id of view.hidden) wanted.delete(id);
  const admitted = [...wanted].filter((id) => state.admitted[id] || id === view.selected);
  state.drawn = admitted.slice(0, LIMIT);
  state.left = admitted.length - state.drawn.length;
  state.isDrawn = new Set(state.drawn);
  state.lines = linesAmong(state.isDrawn);
}

/** One line from one entity to another for all statements between them in that direction. */
function linesAmong(drawn) {
  const lines = new Map();
  for (const id of drawn) {
    for (const statement of graph.entities[id].statements) {
      if (statement.subject !== id || statement.object < 0 || statement.object === id) continue;
      if (!state.passing[statement.id] || !drawn.has(statement.object)) continue;
      const key = `${id} ${statement.object}`;
      if (!lines.has(key)) lines.set(key, { from: id, to: statement.object, statements: [] });
      lines.get(key).statements.push(statement);
    }
  }
  return [...lines.values()];
}

const keys = (ids) => [...ids].map((id) => graph.entities[id].key).join("|");
const LEFT_OUT = ["types", "predicates", "bases"];

/** A fragment's text as an address holds it. */
const address = (text) => `#${encodeURI(text).replace(/%25/g, "%")}`;
const escaped = (value) => String(value).replace(/[%&#\s+]/g, encodeURIComponent);
const entityAddress = (entity) => address(`e=${escaped(entity.key)}`);

/** The view as the fragment of a link: only what differs from the overview. */
function fragment() {
  const { filters } = view;
  const parts = {
    e: view.selected >= 0 ? keys([view.selected]) : "",
    centre: view.centre >= 0 ? keys([view.centre]) : "",
    size: view.tier ? graph.layouts[view.tier].size : "",
    added: keys(view.added.keys()),
    hidden: keys(view.hidden),
    pinned: keys(view.pinned),
    from: filters.from, to: filters.to,
    confidence: filters.confidence || "", degree: filters.degree || "",
    document: filters.document >= 0 ? graph.documents[filters.document] : "",
    lang: language ? "en" : "",
  };
  for (const name of LEFT_OUT) parts[`no-${name}`] = [...filters[name]].map((n) => graph[name][n]).join("|");
  return Object.entries(parts).filter(([, value]) => value)
    .map(([name, value]) => `${name}=${escaped(value)}`).join("&");
}

/** Set the view from a fragment; throw where it does not describe a view of this graph. */
function restore(text) {
  const found = {};
  for (const part of text.replace(/^#/, "").split("&").filter(Boolean)) {
    const [, name, value] = part.match(/^([a-z-]+)=(.*)$/) ?? [null, "e", part];
    found[name] = decodeURIComponent(value);
  }
  const entity = (key) => {
    if (!graph.byKey.has(key)) throw new Error(`no entity ${key}`);
    return graph.byKey.get(key);
  };
  const several = (name) => (found[name] ? found[name].split("|").map(entity) : []);
  const number = (name) => {
    const value = Number(found[name] ?? 0);
    if (!(value >= 0)) throw new Error(`no number ${found[name]}`);
    return value;
  };
  const listed = (list, value) => {
    if (!list.includes(value)) throw new Error(`nothing named ${value}`);
    return list.indexOf(value);
  };
  const date = (name) => {
    if (found[name] && !/^\d{4}(-\d\d){0,2}$/.test(found[name])) throw new Error(`no date ${found[name]}`);
    return found[name] || null;
  };
  const filters = {
    ...noFilters(),
    from: date("from"), to: date("to"), confidence: number("confidence"), degree: number("degree"),
    document: found.document ? listed(graph.documents, found.document) : -1,
  };
  for (const name of LEFT_OUT) {
    filters[name] = new Set(found[`no-${name}`] ? found[`no-${name}`].split("|").map((one) => listed(graph[name], one)) : []);
  }
  const tier = found.size ? graph.layouts.findIndex((one) => one.size === Number(found.size)) : 0;
  if (tier < 0) throw new Error(`no overview of ${found.size}`);
  Object.assign(view, {
    selected: found.e ? entity(found.e) : -1,
    centre: found.centre ? entity(found.centre) : -1,
    tier,
    added: new Map(several("added").map((id) => [id, view.added.get(id) ?? -1])),
    hidden: new Set(several("hidden")),
    pinned: new Set(several("pinned")),
    filters,
  });
  if ("lang" in found) language = found.lang === "en" ? 1 : 0;
}
