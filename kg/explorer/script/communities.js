// Entities that hang together: a list of the largest groups drawn, and a ground under each in the drawing.

let grounds = [];

/** The communities of what is drawn, largest first, members by importance. */
function communities() {
  const groups = new Map();
  for (const id of [...state.drawn].sort((one, two) => one - two)) {
    const { community } = graph.entities[id];
    if (!groups.has(community)) groups.set(community, []);
    groups.get(community).push(id);
  }
  return [...groups.values()].filter((ids) => ids.length > 2).sort((one, two) => two.length - one.length);
}

/** A list of the largest, each named after its most important members: choosing one shows it whole. */
function communityList() {
  const large = communities().slice(0, 8);
  return large.length > 0 && make("fieldset", { class: "communities" }, make("legend", {}, t("communities")),
    make("ul", {}, large.map((ids) => make("li", {},
      button(t("community", short(leader(ids), 14), count(ids.length)), () => fit(ids), { class: "plain name" })))));
}

/** A community takes the name of a body or programme before that of a place or a person. */
function leader(ids) {
  const named = ["UNION", "PROGRAMME", "ORG"].map((type) => graph.types.indexOf(type));
  const members = ids.map((id) => graph.entities[id]);
  return (members.slice(0, 4).find((entity) => named.includes(entity.type)) ?? members[0]).name;
}

/** Work out the grounds; around a centre the rings say what belongs together. */
function layGrounds() {
  grounds = view.centre >= 0 ? [] : communities().slice(0, 60)
    .map((ids) => ids.filter((id) => !view.added.has(id) && !moved.has(id)).map((id) => points.get(id)))
    .filter((members) => members.length > 2).map(hull);
}

/** The corners of the convex hull, in turn (Andrew's monotone chain). */
function hull(members) {
  const order = [...members].sort((one, two) => one[0] - two[0] || one[1] - two[1]);
  const chain = (list) => list.reduce((corners, point) => {
    while (corners.length > 1 && !turnsLeft(corners.at(-2), corners.at(-1), point)) corners.pop();
    return [...corners, point];
  }, []).slice(0, -1);
  return [...chain(order), ...chain(order.toReversed())];
}

const turnsLeft = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;

function drawGrounds(ctx) {
  ctx.lineJoin = "round";
  ctx.lineWidth = 64;
  ctx.fillStyle = ctx.strokeStyle = "#f3f6f9";
  for (const corners of grounds) {
    ctx.beginPath();
    corners.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
}
