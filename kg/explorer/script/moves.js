// Moving about in the drawing: gliding to an entity, fitting the window, arrow keys from one entity to the next.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const paper = matchMedia("print");
let journey = 0;
let arriving = true; // the page opens on its view at once: there is nowhere to come from

/** Glide to a position and scale (vis-network's own animation stops whenever nodes change). */
function travel({ x, y }, scale) {
  const begun = performance.now(), mine = ++journey;
  const from = network.getViewPosition(), first = network.getScale();
  const step = (now) => {
    if (mine !== journey) return;
    const part = still.matches || paper.matches || arriving ? 1 : Math.min(1, Math.max(0, (now - begun) / 320));
    const eased = part * part * (3 - 2 * part);
    network.moveTo({
      position: { x: from.x + (x - from.x) * eased, y: from.y + (y - from.y) * eased },
      scale: first * (scale / first) ** eased,
    });
    if (part < 1) requestAnimationFrame(step);
  };
  step(begun);
}

// On a phone the whole is a crowd: there it begins with the most important entity and what lies around it.
const LEGIBLE = 0.55;
const pair = ([x, y]) => ({ x, y });

/** Show all of `ids` (otherwise all that is drawn), labels included. */
function fit(ids = state.drawn) {
  const there = ids.map((id) => points.get(id)).filter(Boolean);
  if (!there.length) return;
  const [xs, ys] = [0, 1].map((axis) => there.map((point) => point[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { clientWidth: wide, clientHeight: high } = byId("drawing");
  const scale = Math.min((wide - 150) / (right - left || 1), (high - 70) / (bottom - top || 1), 1.5);
  if (scale < LEGIBLE && wide < 600) return travel(pair(points.get(Math.min(...ids))), LEGIBLE);
  travel({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(scale, 0.05));
}

/** A panel that has just opened takes room from the drawing, which learns of it a moment later. */
const afterSizing = (action) => requestAnimationFrame(() => requestAnimationFrame(action));

/** Bring back into sight the chosen entity, or all that is around the centre. */
const resight = () => afterSizing(() => (view.selected >= 0 && view.centre < 0 ? centre(view.selected) : fit()));

/** Move the entity to the middle, near enough to read. */
function centre(id) {
  if (!points.has(id)) return;
  travel(pair(points.get(id)), Math.max(network.getScale(), 1.2));
}

const zoom = (factor) => travel(network.getViewPosition(), Math.min(6, Math.max(0.05, network.getScale() * factor)));

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function drawingKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const id = view.selected;
  const acts = {
    Enter: () => byId("entity")?.focus(), e: () => expand(id), c: () => collapse(id), h: () => hide(id), p: () => togglePin(id),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit(), Escape: () => select(-1),
  };
  if (WAYS[event.key]) step(WAYS[event.key]);
  else if (acts[event.key] && (id >= 0 || "+=-0".includes(event.key))) acts[event.key]();
  else return;
  event.preventDefault();
}

/** Select the nearest entity that lies in the direction of the arrow. */
function step([dx, dy]) {
  if (!points.has(view.selected)) return state.drawn.length && select(Math.min(...state.drawn), { centre: true });
  const [x, y] = points.get(view.selected);
  let best = -1, least = Infinity;
  for (const [id, [px, py]] of points) {
    const along = (px - x) * dx + (py - y) * dy, aside = Math.abs((px - x) * dy + (py - y) * dx);
    if (id === view.selected || along <= 0 || along < aside * 0.6) continue;
    if (along + 2 * aside < least) [best, least] = [id, along + 2 * aside];
  }
  if (best >= 0) select(best, { centre: true });
}
