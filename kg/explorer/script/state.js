// What the reader has chosen, and what follows from it for the drawing.

const LIMIT = 1500;
const EXPANDED = 40; // neighbours opened at a time
const SURROUNDING = 80; // those drawn around a centre

const noFilters = () => ({
  types: new Set(), predicates: new Set(), bases: new Set(), // what is left out, by number
  from: null, to: null, confidence: 0, degree: 0,
  document: "", // what the names of documents are to contain
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
const state = {
  passing: [], admitted: [], degree: [], // by statement and by entity
  documents: null, // those that the filter lets pass, by number; null for all
  drawn: [], isDrawn: new Set(), lines: [],
  around: new Map(), // entity to its neighbours in the drawing
  hides: [0, 0], left: 0,
};

const filtersSet = () => {
  const { types, predicates, bases, from, to, confidence, degree, document } = view.filters;
  return Boolean(types.size || predicates.size || bases.size || from || to || confidence || degree || document);
};

/** Whether a piece of evidence passes the filters that speak of evidence. */
function evidencePasses(evidence) {
  const { bases, from, to, confidence } = view.filters;
  if (bases.has(evidence.basis) || evidence.confidence < confidence) return false;
  if (state.documents && !state.documents.has(evidence.document)) return false;
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
  const { types, predicates, bases, from, to, confidence, degree } = view.filters;
  // Filters on statements also leave out the entities that lose their last one by it.
  const onStatements = predicates.size || bases.size || from || to || confidence;
  state.admitted = graph.entities.map((entity) => {
    if (types.has(entity.type) || state.degree[entity.id] < degree) return false;
    if (state.documents && !state.degree[entity.id] && !entity.documents.some((one) => state.documents.has(one))) return false;
    return !(onStatements && entity.statements.length && !state.degree[entity.id]);
  });
}

let settledFor = null;

/** Work out what passes the filters; nothing where they have not changed. */
function settleFilters() {
  const filters = JSON.stringify(view.filters, (_, value) => (value instanceof Set ? [...value] : value));
  if (filters === settledFor) return;
  settledFor = filters;
  const part = view.filters.document;
  state.documents = part ? new Set(graph.documents.flatMap((name, number) => (name.includes(part) ? [number] : []))) : null;
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
  // What does not fit is left out from the end: never what the reader has chosen.
  const wanted = new Set([...(view.selected < 0 ? [] : [view.selected]), ...view.pinned, ...base, ...view.added.keys()]);
  for (const id of view.hidden) wanted.delete(id);
  const admitted = [...wanted].filter((id) => state.admitted[id] || id === view.selected);
  state.drawn = admitted.slice(0, LIMIT);
  state.left = admitted.length - state.drawn.length;
  state.isDrawn = new Set(state.drawn);
  state.lines = linesAmong(state.isDrawn);
  state.around = new Map(state.drawn.map((id) => [id, new Set()]));
  for (const { from, to } of state.lines) {
    state.around.get(from).add(to);
    state.around.get(to).add(from);
  }
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
