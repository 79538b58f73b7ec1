// The view as the fragment of a link, and back: what is chosen, opened, filtered and put where.

const keys = (ids) => [...ids].map((id) => graph.entities[id].key).join("|");
const LEFT_OUT = ["types", "predicates", "bases"];

/** A fragment's text as an address holds it. */
const address = (text) => `#${encodeURI(text).replace(/%25/g, "%")}`;
const escaped = (value) => String(value).replace(/[%&#\s+]/g, encodeURIComponent);
const entityAddress = (entity) => address(`e=${escaped(entity.key)}`);

/** The view as the fragment of a link: only what differs from the overview. */
function fragment() {
  const { filters } = view;
  const parts = {
    e: view.selected >= 0 ? keys([view.selected]) : "",
    centre: view.centre >= 0 ? keys([view.centre]) : "",
    size: view.tier ? graph.layouts[view.tier].size : "",
    added: openedFrom(),
    hidden: keys(view.hidden),
    pinned: keys(view.pinned),
    at: ownPlaces().map(([id, point]) => [keys([id]), ...point].join("|")).join("|"),
    start: view.start >= 0 ? keys([view.start]) : "",
    from: filters.from, to: filters.to,
    confidence: filters.confidence || "", degree: filters.degree || "", document: filters.document,
    table: shownTable.open ? shownTable.tab : "",
    lang: language ? "en" : "",
  };
  for (const name of LEFT_OUT) parts[`no-${name}`] = [...filters[name]].map((n) => graph[name][n]).join("|");
  return Object.entries(parts).filter(([, value]) => value)
    .map(([name, value]) => `${name}=${escaped(value)}`).join("&");
}

/** Where the reader put things. What was opened found its place around these, so that its places come along. */
const ownPlaces = () => (moved.size ? [...new Map([...placed, ...moved])].filter(([id]) => state.isDrawn.has(id)) : []);

/** What was opened, in groups: first the entity that it was opened from (nothing for none). */
function openedFrom() {
  const groups = new Map();
  for (const [id, anchor] of view.added) groups.set(anchor, [...groups.get(anchor) ?? [], id]);
  return [...groups].map(([anchor, ids]) => `${anchor < 0 ? "" : keys([anchor])}|${keys(ids)}`).join("||");
}

/** Set the view from a fragment; throw, and leave the view as it is, where it does not describe a view of this graph. */
function restore(text) {
  const found = {};
  for (const part of text.replace(/^#/, "").split("&").filter(Boolean)) {
    const [, name, value] = part.match(/^([a-z-]+)=(.*)$/) ?? [null, "e", part];
    found[name] = decodeURIComponent(value);
  }
  const filters = { ...noFilters(), ...foundNumbers(found), ...foundWords(found) };
  for (const name of LEFT_OUT) filters[name] = new Set(several(found[`no-${name}`]).map((one) => among(graph[name], one)));
  const tier = found.size ? graph.layouts.findIndex((one) => one.size === Number(found.size)) : 0;
  if (tier < 0) throw new Error(`no overview of ${found.size}`);
  const positions = foundPositions(several(found.at));
  const entity = (name) => (found[name] ? numbered(found[name]) : -1);
  const set = (name) => new Set(several(found[name]).map(numbered));
  const table = found.table ? among(Object.keys(COLUMNS), found.table) : -1;
  Object.assign(view, {
    selected: entity("e"), centre: entity("centre"), tier, added: foundOpened(found.added), hidden: set("hidden"), pinned: set("pinned"),
    start: entity("start"), filters,
  });
  moved.clear();
  if (positions.length) placed.clear();
  for (const [id, point] of positions) moved.set(id, point);
  shownTable.open = table >= 0;
  if (table >= 0) shownTable.tab = found.table;
  if ("lang" in found) language = found.lang === "en" ? 1 : 0;
}

const several = (text) => (text ? text.split("|") : []);

function numbered(key) {
  if (!graph.byKey.has(key)) throw new Error(`no entity ${key}`);
  return graph.byKey.get(key);
}

function among(list, value) {
  if (!list.includes(value)) throw new Error(`nothing named ${value}`);
  return list.indexOf(value);
}

function foundNumbers(found) {
  const number = (name) => {
    const value = Number(found[name] ?? 0);
    if (!(value >= 0)) throw new Error(`no number ${found[name]}`);
    return value;
  };
  return { confidence: number("confidence"), degree: number("degree") };
}

function foundWords(found) {
  const date = (name) => {
    if (found[name] && !/^\d{4}(-\d\d){0,2}$/.test(found[name])) throw new Error(`no date ${found[name]}`);
    return found[name] || null;
  };
  const document = found.document ?? "";
  if (!graph.documents.some((name) => name.includes(document)) && document) throw new Error(`no document ${document}`);
  return { from: date("from"), to: date("to"), document };
}

function foundOpened(text) {
  const added = new Map();
  for (const group of text ? text.split("||") : []) {
    const [anchor, ...ids] = group.split("|");
    for (const id of ids) added.set(numbered(id), anchor ? numbered(anchor) : -1);
  }
  return added;
}

function foundPositions(parts) {
  const positions = [];
  for (let at = 0; at < parts.length; at += 3) {
    const point = [Number(parts[at + 1]), Number(parts[at + 2])];
    if (!point.every(Number.isFinite)) throw new Error(`no position ${parts[at + 1]} ${parts[at + 2]}`);
    positions.push([numbered(parts[at]), point]);
  }
  return positions;
}
