// Finding an entity by name, alias, pinyin or the initials of its pinyin.

const FOUND = 30;
let haystack = null;

const plain = (text) => text.toLowerCase().replace(/[\s·“”"'‘’《》（）()]+/gu, "");

/** Per entity: its names, and for each the pinyin run together, its initials and where its syllables begin. */
function searchable() {
  haystack ??= graph.entities.map((entity, id) => ({
    names: [...new Set([entity.name, ...entity.names.map((name) => name[0])])].map(plain),
    sounds: [...new Set(graph.columns.pinyin[id])].map(sound),
  }));
  return haystack;
}

function sound(text) {
  const syllables = text.split(" ");
  const starts = new Set();
  let at = 0;
  for (const syllable of syllables) {
    starts.add(at);
    at += syllable.length;
  }
  return { whole: syllables.join(""), initials: syllables.map((one) => one[0] ?? "").join(""), starts };
}

/** Lower is better; -1 is no match. Names before sounds, whole before beginning before middle, full name before alias. */
function score({ names, sounds }, wanted, latin) {
  let best = -1;
  const note = (value) => { if (best < 0 || value < best) best = value; };
  for (let index = 0; index < names.length; index++) {
    const at = names[index].indexOf(wanted);
    if (at >= 0) note((names[index].length === wanted.length ? 0 : at === 0 ? 2 : 4) + (index ? 1 : 0));
  }
  if (best >= 0 || !latin) return best;
  for (let index = 0; index < sounds.length; index++) {
    const at = soundsAt(sounds[index], wanted);
    if (at >= 0) note((at === 0 ? 6 : 8) + (index ? 1 : 0));
  }
  return best;
}

/** Where pinyin matches from the beginning of a syllable, by initials or run together; -1 where it does not. */
function soundsAt({ whole, initials, starts }, wanted) {
  const initial = initials.indexOf(wanted);
  if (initial >= 0) return initial;
  let at = whole.indexOf(wanted);
  while (at >= 0 && !starts.has(at)) at = whole.indexOf(wanted, at + 1);
  return at;
}

/** All matches, best first, the more important first among equals. */
function find(query) {
  const wanted = plain(query);
  if (!wanted) return [];
  const latin = /^[a-z0-9]+$/.test(wanted);
  const ranks = Array.from({ length: 10 }, () => []);
  searchable().forEach((entry, id) => {
    const value = score(entry, wanted, latin);
    if (value >= 0) ranks[value].push(id);
  });
  return ranks.flat();
}

function startSearch() {
  const box = byId("search"), list = byId("results");
  let chosen = -1;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    chosen = (index + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const take = (id) => {
    close();
    box.value = "";
    select(id, { centre: true, focus: true });
  };
  const offer = () => {
    const found = find(box.value);
    fill(list, ...found.slice(0, FOUND).map((id, at) => option(id, at, box.value, take)));
    if (!found.length && box.value.trim()) list.append(make("li", { class: "none", role: "presentation" }, t("search.none", box.value.trim())));
    byId("found").textContent = box.value.trim() ? t("search.count", count(found.length)) : "";
    list.hidden = !list.childElementCount;
    if (found.length) choose(0);
  };
  box.addEventListener("input", offer);
  box.addEventListener("focus", () => { if (box.value.trim()) offer(); });
  // Later, so that a click on an option comes first; not where the reader is back by then.
  box.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== box) close(); }, 150));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still choosing characters
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter" && chosen >= 0 && !list.hidden) list.querySelectorAll("[role=option]")[chosen].click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

function option(id, at, query, take) {
  const entity = graph.entities[id];
  const wanted = plain(query);
  const alias = plain(entity.name).includes(wanted) ? null
    : entity.names.find(([text]) => plain(text).includes(wanted))?.[0];
  return make("li", {
    role: "option", id: `option-${at}`, "aria-selected": "false",
    on: { mousedown: (event) => event.preventDefault(), click: () => take(id) },
  }, symbol(entity.type), make("span", { class: "name" }, entity.name),
  alias && make("span", { class: "alias name" }, alias), make("span", { class: "kind" }, typeName(entity)));
}
