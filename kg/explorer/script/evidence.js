// A quote in its paragraph, with article and page: what every line of the graph leads to.

/** The paragraph with the quote highlighted; filled in when the paragraphs are unpacked. */
function evidenceBlock(evidence) {
  const text = make("p", { class: "paragraph" });
  passages().then((texts) => {
    const passage = texts[evidence.passage] ?? "";
    fill(text,
      passage.slice(0, evidence.start), make("mark", {}, passage.slice(evidence.start, evidence.end)), passage.slice(evidence.end),
    );
  }, () => { text.textContent = t("notice.broken"); });
  return make("blockquote", { class: "evidence" }, text, source(evidence));
}

/** The quote alone on one line, as a foretaste. */
function quoteLine(evidence) {
  const line = make("span", { class: "quote" });
  passages().then((texts) => {
    line.textContent = (texts[evidence.passage] ?? "").slice(evidence.start, evidence.end);
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
