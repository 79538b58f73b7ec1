// Where entities stand in the drawing: the builder's layout, rings around a centre, free room for those opened later.

const ROOM = [118, 52];

// Where the reader put something, which a link restores; and where it was put for want of a place in the layout.
const moved = new Map();
const placed = new Map();

/** Return entity to [x, y] for all that is drawn. */
function placeDrawn() {
  const points = view.centre >= 0 ? rings() : overviewPoints();
  for (const id of state.drawn) if (moved.has(id) || placed.has(id)) points.set(id, moved.get(id) ?? placed.get(id));
  // In the order in which they were opened, so that a link puts them where they were.
  const waiting = [...new Set([...view.added.keys(), ...state.drawn])].filter((id) => state.isDrawn.has(id) && !points.has(id));
  const drawn = new Map(state.drawn.filter((id) => points.has(id)).map((id) => [id, points.get(id)]));
  const cells = new Map();
  for (const point of drawn.values()) occupy(cells, point);
  for (const id of waiting) {
    const anchor = drawn.get(view.added.get(id)) ?? drawn.get(neighbours(id).find((one) => drawn.has(one))) ?? [0, 0];
    const point = freeRoom(cells, anchor).map(Math.round);
    occupy(cells, point);
    drawn.set(id, point);
    placed.set(id, point);
  }
  return drawn;
}

function overviewPoints() {
  const layout = graph.layouts[view.tier];
  return new Map(layout ? layout.x.map((x, id) => [id, [x, layout.y[id]]]) : []);
}

/** The centre in the middle, neighbours around it, those of one predicate side by side. */
function rings() {
  const kind = new Map();
  for (const statement of graph.entities[view.centre].statements) {
    const end = other(statement, view.centre);
    if (end >= 0 && state.passing[statement.id] && !kind.has(end)) kind.set(end, statement.predicate * 2 + (statement.subject === end ? 1 : 0));
  }
  const around = state.drawn.filter((id) => id !== view.centre && kind.has(id))
    .sort((one, two) => kind.get(one) - kind.get(two) || one - two);
  const points = new Map([[view.centre, [0, 0]]]);
  for (let ring = 0, at = 0; at < around.length; ring++) {
    const wide = 250 + ring * 170, high = 150 + ring * 95;
    const room = Math.floor((Math.PI * (wide + high)) / 125);
    const many = Math.min(room, around.length - at);
    for (let place = 0; place < many; place++, at++) {
      const angle = ((place + (ring % 2) / 2) / many) * 2 * Math.PI - Math.PI / 2;
      points.set(around[at], [wide * Math.cos(angle), high * Math.sin(angle)]);
    }
  }
  return points;
}

const cell = ([x, y]) => `${Math.round(x / ROOM[0])} ${Math.round(y / ROOM[1])}`;

function occupy(cells, point) {
  const key = cell(point);
  if (!cells.has(key)) cells.set(key, []);
  cells.get(key).push(point);
}

/** The nearest place to `anchor`, on a widening spiral, where a label fits. */
function freeRoom(cells, [x, y]) {
  for (let turn = 1; ; turn++) {
    const angle = turn * 2.4, far = 40 + 13 * turn ** 0.75;
    const point = [x + far * 1.5 * Math.cos(angle), y + far * Math.sin(angle)];
    if (turn > 3000 || isFree(cells, point)) return point;
  }
}

function isFree(cells, point) {
  const column = Math.round(point[0] / ROOM[0]), row = Math.round(point[1] / ROOM[1]);
  for (let across = column - 1; across <= column + 1; across++) {
    for (let down = row - 1; down <= row + 1; down++) {
      for (const taken of cells.get(`${across} ${down}`) ?? []) {
        if (Math.abs(taken[0] - point[0]) < ROOM[0] * 0.8 && Math.abs(taken[1] - point[1]) < ROOM[1] * 0.9) return false;
      }
    }
  }
  return true;
}
