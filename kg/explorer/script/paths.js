// How two entities hang together: the shortest path told as sentences, and the neighbours they share.

/** The statements along one shortest path, or null. Of equally short ones it takes the more important entities. */
function shortestPath(start, end) {
  const from = new Map([[start, null]]);
  let edge = [start];
  while (edge.length && !from.has(end)) {
    const next = [];
    for (const id of edge.sort((one, two) => one - two)) {
      for (const statement of graph.entities[id].statements) {
        const far = other(statement, id);
        if (far < 0 || from.has(far) || !state.passing[statement.id]) continue;
        from.set(far, [id, statement]);
        next.push(far);
      }
    }
    edge = next;
  }
  if (!from.has(end)) return null;
  const steps = [];
  for (let at = end; from.get(at); at = from.get(at)[0]) steps.unshift(from.get(at)[1]);
  return steps;
}

function setStart(id) {
  view.start = id;
  drawPanel();
}

/** The panel's sections on the path from the chosen start to the entity; none without a start. */
function pathSections(entity) {
  if (view.start < 0 || view.start === entity.id) return [];
  const start = graph.entities[view.start];
  const steps = shortestPath(start.id, entity.id);
  const shared = neighbours(start.id).filter((id) => neighbours(entity.id).includes(id));
  const along = steps ? [...new Set(steps.flatMap((step) => [step.subject, step.object]))] : [];
  return [make("section", { class: "path" },
    make("h3", {}, t("path.from", start.name)),
    steps ? make("ol", {}, steps.map(stepRow)) : make("p", { class: "quiet" }, t("path.none", start.name)),
    steps && button(t("path.draw"), () => add(along, entity.id), { class: "plain" }),
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
