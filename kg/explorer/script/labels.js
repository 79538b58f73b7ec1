// Names in the drawing: one size whatever the zoom, and never one over another.

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
const widths = new Map();

/** How wide a label is on the screen, measured once. */
function textWidth(ctx, text, weight) {
  const key = `${weight} ${text}`;
  if (!widths.has(key)) {
    ctx.font = `${weight} 12.5px ${FONT}`;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

const short = (name, letters) => {
  const all = [...name];
  return all.length > letters ? `${all.slice(0, letters - 1).join("")}…` : name;
};

/** Labels at one size whatever the zoom, the important first; one that would cover another waits for a closer look. */
function drawLabels(ctx) {
  const scale = network.getScale();
  const first = [...new Set([view.selected, under])].filter((id) => points.has(id));
  const rest = state.drawn.filter((id) => !first.includes(id) && !faded(id) && inSight(id))
    .sort((one, two) => Number(near.has(two)) - Number(near.has(one)) || one - two);
  // Shapes that a label must not cover: of a crowd, the important ones.
  const shape = (id) => around(points.get(id), radius(id), radius(id));
  const shapes = [...first, ...rest].slice(0, 300).map(shape);
  const leading = new Set([...rest].sort((one, two) => one - two).slice(0, 12));
  const taken = [...first, ...leading].map(shape);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5 / scale;
  ctx.strokeStyle = "#ffffff";
  nameGrounds(ctx, scale, taken, shapes);
  for (const id of [...first, ...rest]) drawLabel(ctx, id, scale, { taken, shapes, chosen: first.includes(id), leading: leading.has(id) });
  drawVerbs(ctx, scale, [...shapes, ...taken]);
}

const around = ([x, y], wide, high) => [x - wide, y - high, x + wide, y + high];
const clear = (box, taken) => !taken.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1]);

/** Whether a box lies within the part of the drawing that is seen. */
function inside([left, top, right, bottom]) {
  const { x, y } = network.canvasToDOM({ x: left, y: top }), far = network.canvasToDOM({ x: right, y: bottom });
  const { clientWidth, clientHeight } = byId("drawing");
  return x >= 0 && y >= 0 && far.x <= clientWidth && far.y <= clientHeight;
}

const inSight = (id) => inside(around(points.get(id), 0, 0));

/** Below the shape, or else above it, or beside it, or not at all; a leading name may lie over a lesser shape, a chosen one over all. */
function drawLabel(ctx, id, scale, { taken, shapes, chosen, leading }) {
  const size = 12.5 / scale, weight = chosen ? 600 : 400;
  const [x, y] = points.get(id), reach = radius(id);
  const text = short(graph.entities[id].name, chosen ? 28 : 12);
  const wide = textWidth(ctx, text, weight) / scale / 2, high = size * 0.62;
  const places = [[x, y + reach + high + 2 / scale], [x, y - reach - high - 2 / scale], [x + reach + wide + 4 / scale, y], [x - reach - wide - 4 / scale, y]];
  const free = places.filter((one) => clear(around(one, wide, high), taken) && inside(around(one, wide, high)));
  const place = free.find((one) => clear(around(one, wide, high), shapes)) ?? (leading || chosen ? free[0] : null) ?? (chosen ? places[0] : null);
  if (!place) return;
  taken.push(around(place, wide, high));
  ctx.font = `${weight} ${size}px ${FONT}`;
  ctx.strokeText(text, place[0], place[1] - high);
  ctx.fillStyle = "#1c2733";
  ctx.fillText(text, place[0], place[1] - high);
}

/** What the selected entity's lines say, where there is room. */
function drawVerbs(ctx, scale, taken) {
  const size = 11 / scale;
  ctx.textBaseline = "middle";
  ctx.font = `400 ${size}px ${FONT}`;
  for (const { from, to, statements } of state.lines) {
    if (from !== view.selected && to !== view.selected) continue;
    const text = [...new Set(statements.map((one) => t(`out.${graph.predicates[one.predicate]}`)))].join("、");
    const [x1, y1] = points.get(from), [x2, y2] = points.get(to);
    const x = (x1 + x2) / 2, y = (y1 + y2) / 2;
    const box = around([x, y], (text.length * size) / 2, size * 0.6);
    if (Math.hypot(x2 - x1, y2 - y1) * scale < 70 || !clear(box, taken)) continue;
    taken.push(box);
    ctx.strokeText(text, x, y);
    ctx.fillStyle = "#44546a";
    ctx.fillText(text, x, y);
  }
}
