// What the reader does, each as one function, and how the page begins.

/** Redraw everything that follows from the view. */
function refresh({ fit: whole = false } = {}) {
  settle();
  draw();
  drawPanel();
  drawFilters();
  drawTable();
  const total = count(graph.entities.length), now = count(state.drawn.length);
  byId("shown").textContent = t(matchMedia("(max-width: 760px)").matches ? "shown.short" : "shown", now, total);
  document.body.classList.toggle("chosen", view.selected >= 0);
  byId("limit").hidden = !state.left;
  byId("limit").textContent = t("limit", count(LIMIT), count(state.left));
  drawEmpty();
  if (whole) afterSizing(() => fit());
}

function drawEmpty() {
  const empty = byId("empty");
  const none = !graph.entities.length;
  empty.hidden = !none && state.drawn.length > 0;
  fill(empty, ...(none ? [make("h2", {}, t("empty")), make("p", {}, t("empty.do"))]
    : [make("p", {}, t("filter.nothing")), button(t("filter.clear"), clearFilters)]));
}

let written = "";

/** Write the view into the address; a new selection or centre is a step that the reader can go back on. */
function remember(step = false) {
  const text = fragment();
  if (text === written) return;
  written = text;
  if (step) history.pushState(null, "", address(text));
  else history.replaceState(null, "", address(text));
}

/** Change the view, redraw, and remember. */
function change(action, { step = false, fit: whole = false } = {}) {
  action();
  refresh({ fit: whole });
  remember(step);
}

/** Select an entity (-1 for none): it is drawn, its panel opens, and going back returns to what was before. */
function select(id, { centre: middle = false, focus = false } = {}) {
  if (id === view.selected && !middle) return;
  const anchor = view.selected;
  const drawnBefore = points.has(id);
  change(() => {
    view.selected = id;
    view.hidden.delete(id);
    if (id >= 0 && !drawnBefore) view.added.set(id, anchor);
  }, { step: true });
  if (middle || (id >= 0 && !drawnBefore)) resight();
  if (focus) byId("entity")?.focus({ preventScroll: true });
  if (id >= 0) say(`${graph.entities[id].name} ${typeName(graph.entities[id])}`);
}

/** Draw the entity's most important neighbours that are not drawn yet, of all its statements or of those given. */
function expand(id, among = null) {
  const wanted = among && new Set(among);
  const fresh = neighbours(id, (one) => state.passing[one.id] && (!wanted || wanted.has(one))).filter((one) => !points.has(one)).slice(0, EXPANDED);
  if (fresh.length) add(fresh, id);
}

function add(ids, anchor) {
  change(() => {
    for (const id of ids) {
      view.hidden.delete(id);
      if (!points.has(id)) view.added.set(id, anchor);
    }
  });
}

/** What collapsing takes away, of all neighbours or by some statements: those opened from the entity, or else those on it alone. */
function closing(id, among = null) {
  const ends = among ? new Set(among.map((one) => other(one, id))) : new Set([...state.around.get(id) ?? [], ...view.added.keys()]);
  const there = [...ends].filter((one) => state.isDrawn.has(one) && one !== view.selected && !view.pinned.has(one));
  const opened = there.filter((one) => view.added.get(one) === id);
  return opened.length ? opened : there.filter((one) => state.around.get(one)?.size === 1 && state.around.get(one).has(id));
}

function collapse(id, among = null) {
  change(() => {
    for (const one of closing(id, among)) if (!view.added.delete(one)) view.hidden.add(one);
  });
}

function hide(id) {
  change(() => {
    view.hidden.add(id);
    view.added.delete(id);
    view.pinned.delete(id);
    view.selected = -1;
  }, { step: true });
}

function togglePin(id) {
  change(() => { if (!view.pinned.delete(id)) view.pinned.add(id); });
}

/** Draw an entity with what surrounds it; -1 goes back to the overview. */
function centreOn(id, tier = view.tier) {
  moved.clear();
  placed.clear();
  change(() => {
    view.centre = id;
    view.tier = tier;
    view.added.clear();
    view.hidden.clear();
  }, { step: true, fit: true });
}

let silence;

function notice(text) {
  const line = byId("notice");
  line.textContent = text;
  line.hidden = false;
  clearTimeout(silence);
  silence = setTimeout(() => { line.hidden = true; }, 12000);
}

const say = (text) => { byId("spoken").textContent = text; };

/** Show what the address says; where it says nothing that this graph has, the overview and a notice. */
function follow({ fit: whole = false } = {}) {
  try {
    restore(location.hash);
  } catch {
    restore("");
    notice(t("notice.link"));
  }
  translate();
  drawTakeaway();
  refresh({ fit: whole });
  written = fragment();
  if (view.selected >= 0) resight();
}

function startControls() {
  const on = (id, action) => byId(id).addEventListener("click", action);
  on("back", () => history.back());
  on("forward", () => history.forward());
  on("zoom-in", () => zoom(1.3));
  on("zoom-out", () => zoom(1 / 1.3));
  on("fit", () => fit());
  on("show-table", () => toggleTable());
  on("show-filters", () => {
    const open = document.body.classList.toggle("with-filters");
    byId("show-filters").setAttribute("aria-expanded", String(open));
  });
  on("language", () => {
    language = 1 - language;
    translate();
    drawTakeaway();
    refresh();
    remember();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => follow());
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      byId("search").focus();
    }
    if (event.key === "Escape" && event.target.closest("#panel")) {
      select(-1);
      byId("drawing").focus();
    }
  });
}

async function begin() {
  if (!("DecompressionStream" in window)) {
    labels = {};
    return notice("这个浏览器太旧，无法解开本页的数据。请用 2023 年以后的 Chrome、Edge、Firefox 或 Safari 打开。 This browser is too old: open the page in one from 2023 or later.");
  }
  let raw;
  try {
    raw = await unpack("graph-data");
  } catch {
    return notice("本页的数据已损坏，请重新生成：kg build SOURCE -o OUT。 The page's data is damaged: build it again.");
  }
  labels = raw.labels;
  graph = open(raw);
  startDrawing();
  startSearch();
  startTakeaway();
  startControls();
  fill(byId("documents"), graph.documents.map((name) => make("option", { value: name })));
  follow({ fit: true });
  if (graph.lost) notice(t("notice.lost", count(graph.lost)));
  searchable();
  document.body.classList.add("ready");
  afterSizing(() => afterSizing(() => { arriving = false; }));
  // The first sentence need not wait for its paragraph.
  setTimeout(() => sources().catch(() => {}), 600);
}

begin();
