// A quote in its paragraph, with article and page: what every line of the graph leads to.

/** The paragraph with the quote highlighted and the names in it as links; filled in when the paragraphs are unpacked. */
function evidenceBlock(evidence) {
  const text = make("p", { class: "paragraph" });
  sources().then(({ passages, forms }) => {
    const passage = passages[evidence.passage] ?? "";
    fill(text, ...linked(passage, namesIn(passage, forms[evidence.article] ?? []), evidence.start, evidence.end));
  }, () => { text.textContent = t("notice.broken"); });
  return make("blockquote", { class: "evidence" }, text, source(evidence));
}

/** Where a text has one of `forms` (form and entity in turn, the longest first): [from, to, entity], none over another. */
function namesIn(text, forms) {
  const found = [];
  for (let at = 0; at < text.length; at++) {
    for (let form = 0; form < forms.length; form += 2) {
      if (!text.startsWith(forms[form], at)) continue;
      found.push([at, at + forms[form].length, forms[form + 1]]);
      at += forms[form].length - 1;
      break;
    }
  }
  return found;
}

/** The text in pieces: names as links, and what lies from `start` to `end` in a mark. */
function linked(text, names, start, end) {
  const mark = make("mark");
  const cuts = [...new Set([0, start, end, text.length, ...names.flatMap(([from, to]) => [from, to])])].sort((one, two) => one - two);
  const parts = cuts.slice(1).map((to, index) => {
    const from = cuts[index];
    const entity = names.find((name) => name[0] <= from && to <= name[1])?.[2] ?? -1;
    const words = text.slice(from, to);
    return [from >= start && to <= end, entity < 0 || entity === view.selected ? words : link(entity, { class: "inline" }, words)];
  });
  mark.append(...parts.filter(([quoted]) => quoted).map((part) => part[1]));
  const before = parts.findIndex(([quoted]) => quoted);
  const rest = parts.map(([quoted, part]) => (quoted ? null : part));
  return before < 0 ? rest : [...rest.slice(0, before), mark, ...rest.slice(before)];
}

/** The quote alone on one line, as a foretaste. */
function quoteLine(evidence) {
  const line = make("span", { class: "quote" });
  sources().then(({ passages }) => {
    line.textContent = (passages[evidence.passage] ?? "").slice(evidence.start, evidence.end);
  }, () => { line.textContent = t("notice.broken"); });
  return line;
}

function source(evidence) {
  const headline = evidence.article < 0 ? "" : graph.articles[evidence.article][2];
  return make("footer", { class: "source" },
    headline && make("cite", { class: "name" }, headline),
    make("span", { class: "name" }, graph.documents[evidence.document] ?? ""),
    make("span", {}, evidence.date ?? t("evidence.undated")));
}

/** A button with `label` that opens and closes the sentences of `pieces`. */
function evidenceToggle(label, pieces) {
  const box = make("div", { class: "sentences", hidden: true });
  const toggle = button(label, () => {
    const opening = box.hidden;
    if (opening && !box.childElementCount) box.append(...pieces.map(evidenceBlock));
    box.hidden = !opening;
    toggle.setAttribute("aria-expanded", String(opening));
  }, { class: "toggle", "aria-expanded": "false" });
  return [toggle, box];
}
