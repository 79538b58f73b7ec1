// The drawing: vis-network pans, zooms and says what is under the pointer; shapes and lines are drawn here.

let network = null;
let nodes = null;
let points = new Map();
let near = new Set(); // the selected entity's neighbours in the drawing
let under = -1; // the entity under the pointer
let dragged = -1; // the entity that the pointer drags

/** Half the size of an entity's shape, in the drawing's units: by its statements, and never too small to see on the screen. */
const radius = (id) => (6 + 12 * Math.sqrt(Math.min(1, graph.entities[id].statements.length / largest()))) * Math.max(1, 0.7 / network.getScale());
let most = 0;
const largest = () => (most ||= Math.max(8, graph.entities.slice(0, 200).reduce((top, entity) => Math.max(top, entity.statements.length), 0)));

function startDrawing() {
  nodes = new vis.DataSet();
  const options = {
    // It would look for a new size once a second; the observer below tells it at once.
    autoResize: false,
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: drawNode, chosen: false },
    interaction: { hover: true, selectConnectedEdges: false, zoomSpeed: 0.6 },
  };
  network = new vis.Network(byId("drawing"), { nodes, edges: [] }, options);
  network.on("beforeDrawing", drawLines);
  network.on("afterDrawing", drawLabels);
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes: [id] }) => { if (id !== undefined) expand(id); });
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(-1));
  network.on("zoom", () => { journey++; });
  network.on("dragStart", ({ nodes: [id] }) => { journey++; dragged = id ?? -1; });
  network.on("dragEnd", () => {
    if (dragged < 0) return;
    trackDragged();
    dragged = -1;
    remember();
  });
  byId("drawing").addEventListener("keydown", drawingKey);
  new ResizeObserver(() => {
    network.setSize("100%", "100%");
    network.redraw();
    if (paper.matches) fit();
  }).observe(byId("drawing"));
}

const hover = (id) => {
  under = id;
  byId("drawing").classList.toggle("over", id >= 0);
  network.redraw();
};

/** Note where the dragged entity is: vis-network moves it, the lines follow. */
function trackDragged() {
  const { x, y } = network.getPosition(dragged);
  points.set(dragged, [x, y]);
  moved.set(dragged, [Math.round(x), Math.round(y)]);
}

/** Bring the drawing in line with the state; what stays drawn stays where it is. */
function draw() {
  points = placeDrawn();
  near = state.around.get(view.selected) ?? new Set();
  layGrounds();
  const gone = nodes.getIds().filter((id) => !points.has(id));
  nodes.remove(gone);
  nodes.update([...points].map(([id, [x, y]]) => ({ id, x, y })));
  network.redraw();
}

const faded = (id) => view.selected >= 0 && id !== view.selected && !near.has(id) && points.has(view.selected);

function drawNode({ ctx, id, x, y }) {
  const size = radius(id);
  return {
    drawNode() {
      const { type } = graph.entities[id];
      ctx.save();
      ctx.translate(x, y);
      ctx.globalAlpha = faded(id) ? 0.22 : 1;
      if (id === view.selected || id === under) {
        ctx.beginPath();
        ctx.arc(0, 0, size + 6, 0, 2 * Math.PI);
        ctx.fillStyle = id === view.selected ? "#f4c430" : "#e3e7ec";
        ctx.fill();
      }
      ctx.scale(size, size);
      ctx.fillStyle = colour(type);
      ctx.fill(outline(type));
      ctx.lineWidth = 1.5 / size;
      ctx.strokeStyle = view.pinned.has(id) ? "#16202c" : "#ffffff";
      ctx.stroke(outline(type));
      ctx.restore();
    },
    nodeDimensions: { width: size * 2 + 4, height: size * 2 + 4 },
  };
}

function drawLines(ctx) {
  const scale = network.getScale();
  if (dragged >= 0) trackDragged();
  drawGrounds(ctx);
  const chosen = [], others = [];
  for (const line of state.lines) (line.from === view.selected || line.to === view.selected ? chosen : others).push(line);
  ctx.lineCap = "round";
  ctx.strokeStyle = ctx.fillStyle = "#8a97a6";
  ctx.globalAlpha = points.has(view.selected) ? 0.18 : 0.5;
  for (const line of others) stroke(ctx, line, 1 / Math.min(scale, 1));
  ctx.globalAlpha = chosen.length > 40 ? 0.4 : 0.95;
  ctx.strokeStyle = ctx.fillStyle = "#44546a";
  for (const line of chosen) stroke(ctx, line, 1.6 / Math.min(scale, 1));
  ctx.globalAlpha = 1;
}

/** One line with its arrowhead, from edge to edge of the two shapes. */
function stroke(ctx, { from, to, statements }, width) {
  const [x1, y1] = points.get(from), [x2, y2] = points.get(to);
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const dx = (x2 - x1) / length, dy = (y2 - y1) / length;
  const head = 4 + 3 * width, end = length - radius(to) - 4;
  if (end <= radius(from)) return;
  const x = x1 + dx * end, y = y1 + dy * end;
  ctx.lineWidth = width * Math.min(1 + Math.log2(statements.length) * 0.6, 3);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x - dx * head, y - dy * head);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - dx * head - dy * head * 0.4, y - dy * head + dx * head * 0.4);
  ctx.lineTo(x - dx * head + dy * head * 0.4, y - dy * head - dx * head * 0.4);
  ctx.fill();
}

/** A click on an entity selects it; on a line, the subject of what the line says; elsewhere, nothing. */
function clicked({ nodes: [id], pointer: { canvas } }) {
  if (id !== undefined) return select(id);
  const line = lineAt(canvas);
  select(line ? (line.from === view.selected ? line.to : line.from) : -1);
}

function lineAt({ x, y }) {
  const reach = 5 / network.getScale();
  return state.lines.find(({ from, to }) => {
    const [x1, y1] = points.get(from), [x2, y2] = points.get(to);
    const square = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1;
    const along = Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square));
    return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) < reach;
  });
}
