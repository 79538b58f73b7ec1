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
  grounds = view.centre >= 0 ? [] : communities().slice(0, 60).map((ids) => {
    const members = ids.filter((id) => !view.added.has(id) && !moved.has(id)).map((id) => points.get(id));
    return { corners: members.length > 2 ? hull(members) : [], name: t("community", short(leader(ids), 12), count(ids.length)), size: ids.length };
  }).filter(({ corners }) => corners.length);
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
  for (const { corners } of grounds) {
    ctx.beginPath();
    corners.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
}

/** The names of the larger communities above their grounds, where there is room, while nothing is selected. */
function nameGrounds(ctx, scale, taken, shapes) {
  if (points.has(view.selected)) return;
  ctx.fillStyle = "#566170";
  for (const { corners, name, size } of grounds) {
    if (size < 5) continue;
    const top = Math.min(...corners.map(([, y]) => y)) - 32 - 9 / scale;
    const middle = (Math.min(...corners.map(([x]) => x)) + Math.max(...corners.map(([x]) => x))) / 2;
    const box = around([middle, top], textWidth(ctx, name, 600) / scale / 2, 8 / scale);
    if (!inside(box) || !clear(box, [...taken, ...shapes])) continue;
    taken.push(box);
    ctx.font = `600 ${12.5 / scale}px ${FONT}`;
    ctx.strokeText(name, middle, top - 6 / scale);
    ctx.fillText(name, middle, top - 6 / scale);
  }
}
