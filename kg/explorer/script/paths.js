// How two entities hang together: the shortest paths told as sentences, and the neighbours they share.

const PATHS = 5;

/** The shortest paths as lists of statements, at most `PATHS`, those over the more important entities first; none is []. */
function shortestPaths(start, end) {
  const from = new Map([[start, new Map()]]); // entity to those before it, each with the statement that ties them
  let edge = [start];
  while (edge.length && !from.has(end)) {
    const next = new Map();
    for (const id of edge.sort((one, two) => one - two)) {
      for (const statement of graph.entities[id].statements) {
        const far = other(statement, id);
        if (far < 0 || from.has(far) || !state.passing[statement.id]) continue;
        if (!next.has(far)) next.set(far, new Map());
        if (!next.get(far).has(id)) next.get(far).set(id, statement);
      }
    }
    for (const [id, before] of next) from.set(id, before);
    edge = [...next.keys()];
  }
  const paths = [];
  const walk = (id, steps) => {
    if (paths.length === PATHS) return;
    if (id === start) paths.push(steps);
    else for (const [before, statement] of from.get(id)) walk(before, [statement, ...steps]);
  };
  if (from.has(end)) walk(end, []);
  return paths;
}

function setStart(id) {
  view.start = id;
  drawPanel();
  remember();
}

/** The panel's sections on the paths from the chosen start to the entity; none without a start. */
function pathSections(entity) {
  if (view.start < 0 || view.start === entity.id) return [];
  const start = graph.entities[view.start];
  const paths = shortestPaths(start.id, entity.id);
  const mine = new Set(neighbours(entity.id));
  const shared = neighbours(start.id).filter((id) => mine.has(id));
  const along = [...new Set(paths.flat().flatMap((step) => [step.subject, step.object]))];
  return [make("section", { class: "path" },
    make("h3", {}, t("path.from", start.name)),
    !paths.length && make("p", { class: "quiet" }, t("path.none", start.name)),
    ...paths.map((steps, at) => make("div", {}, paths.length > 1 && make("h4", {}, t("path.one", at + 1)), make("ol", {}, steps.map(stepRow)))),
    paths.length > 0 && button(t("path.draw"), () => add(along, entity.id), { class: "plain" }),
    make("h4", {}, t("path.common"), make("span", { class: "number" }, count(shared.length))),
    shared.length ? make("ul", {}, shared.slice(0, 40).map((id) => make("li", {}, entityLink(id)))) : make("p", { class: "quiet" }, t("path.common.none")))];
}

function stepRow(statement) {
  const [toggle, box] = evidenceToggle("", statement.evidence);
  toggle.append(quoteLine(statement.evidence[0]));
  return make("li", { class: "statement" },
    make("div", { class: "line" }, entityLink(statement.subject), make("span", { class: "verb" }, t(`out.${graph.predicates[statement.predicate]}`)),
      entityLink(statement.object), statement.value && make("strong", { class: "value name" }, statement.value)), toggle, box);
}
