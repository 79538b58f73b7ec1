// What a reader takes along: pictures, tables, Turtle, a query, a link, the view as a file.

function startTakeaway() {
  const menu = byId("takeaway");
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
}

function drawTakeaway() {
  const ways = {
    "take.png": () => onPaper(byId("drawing").querySelector("canvas")).toBlob((blob) => save("graph.png", blob)),
    "take.svg": () => save("graph.svg", asSvg(), "image/svg+xml"),
    "take.csv": () => save(`${shownTable.tab}.csv`, asCsv(shownTable.tab), "text/csv"),
    "take.ttl": async () => save("graph.ttl", await asTurtle(), "text/turtle"),
    "take.rq": () => save("graph.rq", asQuery(), "application/sparql-query"),
    "take.link": () => copy(location.href.split("#")[0] + address(fragment())),
    "take.view": () => save("view.json", JSON.stringify({ view: fragment() }), "application/json"),
    "take.open": () => chooseView(),
  };
  fill(byId("takeaways"), ...Object.entries(ways).map(([key, action]) => button(t(key), () => {
    byId("takeaway").open = false;
    action();
  })));
}

function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page opened from a disk may have no clipboard of its own: copy a selection instead.
    const field = make("textarea", { class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(t("copied"));
}

function chooseView() {
  const field = make("input", { type: "file", accept: ".json" });
  field.addEventListener("change", async () => {
    try {
      restore(JSON.parse(await field.files[0].text()).view);
      translate();
      drawTakeaway();
      refresh({ fit: true });
      remember();
    } catch {
      notice(t("notice.view"));
    }
  });
  field.click();
}

/** Rows as a spreadsheet reads them; a byte-order mark, without which Excel misreads Chinese, and no live formulas. */
function asCsv(tab) {
  const columns = Object.entries(COLUMNS[tab]);
  const field = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = listed(tab, shownTable.all).map((row) => [row.iri, ...columns.map(([, value]) => value(row))]);
  return `\ufeff${[["iri", ...columns.map(([name]) => t(name))], ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

/** The drawing on white: its own canvas has no ground. */
function onPaper(canvas) {
  const paper = make("canvas", { width: canvas.width, height: canvas.height });
  const ctx = paper.getContext("2d");
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, paper.width, paper.height);
  ctx.drawImage(canvas, 0, 0);
  return paper;
}

/** The drawing as a picture without resolution, with the labels that fit. */
function asSvg() {
  const all = points.size ? [...points.values()] : [[0, 0]];
  const left = Math.min(...all.map(([x]) => x)) - 120, top = Math.min(...all.map(([, y]) => y)) - 60;
  const wide = Math.max(...all.map(([x]) => x)) + 120 - left, high = Math.max(...all.map(([, y]) => y)) + 60 - top;
  const picture = drawn("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${wide} ${high}`, width: wide, height: high });
  picture.append(drawn("rect", { x: left, y: top, width: wide, height: high, fill: "#ffffff" }));
  for (const { from, to } of state.lines) {
    const [x1, y1] = points.get(from), [x2, y2] = points.get(to);
    picture.append(drawn("line", { x1, y1, x2, y2, stroke: "#8a97a6", "stroke-opacity": 0.5 }));
  }
  for (const [id, [x, y]] of points) {
    const { type, name } = graph.entities[id];
    picture.append(drawn("path", { d: LOOKS[graph.types[type]][1], fill: colour(type), transform: `translate(${x} ${y}) scale(${radius(id)})` }));
    picture.append(drawn("text", { x, y: y + radius(id) + 14, "text-anchor": "middle", "font-size": 12, "font-family": FONT, fill: "#1c2733" }, short(name, 12)));
  }
  return new XMLSerializer().serializeToString(picture);
}
