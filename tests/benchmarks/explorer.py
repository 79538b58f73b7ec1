"""How quick the graph page is, beside the same graph as plain pyvis writes it: ``python -m tests.benchmarks.explorer``.

Both pages are opened from the disk in headless Chromium with the network cut. Even where all is to be in line a pyvis
page loads scripts and styles from a CDN; they dress the frame around its drawing and are taken out, so that pyvis waits
for no network. Each page gets `PATIENCE` seconds to become usable; one that does not is measured no further.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

import kg
from kg import tables
from kg.explorer import page as explorer

# The invented corpus stands with the explorer's own tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "explorer"))
from newspaper import crowd

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PATIENCE = 120
SIZES = ((5_000, 20_000), (50_000, 200_000))
# What the graph page is held to at each size: the most, or of frames the fewest.
BOUNDS = {
    5_000: {"usable": 2000, "search": 100, "neighbourhood": 200, "drag": 20, "pan": 20},
    50_000: {"file": 40, "usable": 6000, "search": 150, "drag": 20, "pan": 20},
}
MEASURES = {
    "written": ("written in", "s"),
    "file": ("size of the file", "MB"),
    "usable": ("usable after opening", "ms"),
    "first search": ("search at once after opening", "ms"),
    "search": ("search, slowest of six", "ms"),
    "neighbourhood": ("drawing a neighbourhood, slowest of thirty", "ms"),
    "drawn": ("entities drawn while dragging", ""),
    "drag": ("dragging an entity", "frames/s"),
    "pan": ("dragging the drawing", "frames/s"),
}
# An action lasts until the frame after the one that shows what it did.
TIMED = """async ([selector, act]) => {
    const element = document.querySelector(selector);
    const begun = performance.now();
    if (act === "click") element.click();
    else { element.focus(); element.value = act; element.dispatchEvent(new Event("input")); }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - begun;
}"""
# When the page first stands still and answers: noted before any script of the page's own runs.
WATCH = """addEventListener("DOMContentLoaded", () => {
    const note = () => requestAnimationFrame(() => requestAnimationFrame(() => {
        document.documentElement.dataset.usable = performance.now();
    }));
    const bar = document.getElementById("loadingBar");
    const done = () => (bar ? bar.style.opacity === "0" : document.body.classList.contains("ready") || window.network?.body);
    const watch = () => (done() ? note() : setTimeout(watch, 5));
    watch();
});"""
COUNT = """() => {
    window.frames_ = 0;
    const tick = () => { window.frames_++; requestAnimationFrame(tick); };
    tick();
}"""

Measures = dict[str, float]


def main() -> None:
    """Measure both pages at each size, print a table for each, and exit with 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only-ours", action="store_true", help="leave pyvis out, which takes minutes")
    only_ours = parser.parse_args().only_ours
    missed = False
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        for entities, statements in SIZES:
            corpus, found = crowd(entities, statements), {}
            for name, measure in PAGES.items():
                if only_ours and name != "graph page":
                    continue
                # Each in a browser of its own: one that hangs is ended with it, and slows down no other.
                browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
                found[name] = measure(browser, corpus, Path(folder))
                browser.close()
            missed |= _report(f"{entities:,} entities, {statements:,} statements", found, BOUNDS[entities])
    raise SystemExit(missed)


def _graph_page(browser: Browser, corpus: tables.Tables, folder: Path) -> Measures:
    path = folder / "graph.html"
    begun = time.perf_counter()
    explorer.write(corpus, path)
    found = {"written": time.perf_counter() - begun, "file": path.stat().st_size / 1e6}
    page = _opened(browser, path)
    found["usable"] = _usable(page)
    found["first search"] = page.evaluate(TIMED, ["#search", "zhi"])
    page.wait_for_timeout(2000)
    hubs = _hubs(corpus, 10)
    found["search"] = max(page.evaluate(TIMED, ["#search", query]) for query in ("1", "zh", "yi", "b", *hubs[:2]))
    found["neighbourhood"] = max(time for name in hubs for time in _neighbourhood(page, name))
    page.reload()
    page.wait_for_selector("body.ready")
    page.locator("#filters input[type=radio]").last.check()
    page.wait_for_timeout(1500)
    found["drawn"] = float(re.findall(r"\d+", page.locator("#shown").inner_text().replace(",", ""))[0])
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)
    found |= _frames(page, "#drawing")
    if "at=" not in page.evaluate("location.hash"):
        raise SystemExit("No entity was dragged: the frames counted are of something else.")
    return found


def _neighbourhood(page: Page, name: str) -> list[float]:
    """Choose an entity in the search, open more of its neighbours, then draw its surroundings alone."""
    page.get_by_role("searchbox").fill(name)
    times = [page.evaluate(TIMED, ["#results li", "click"])]
    for words in ("展开邻居", "以此为中心"):
        page.wait_for_timeout(400)
        act = page.locator("#panel .actions button", has_text=words)
        if act.is_enabled():
            act.evaluate("button => { for (const old of document.querySelectorAll('.timed')) old.classList.remove('timed');"
                         " button.classList.add('timed'); }")  # fmt: skip
            times.append(page.evaluate(TIMED, [".timed", "click"]))
    return times


def _pyvis_page(browser: Browser, corpus: tables.Tables, folder: Path, *, physics: bool) -> Measures:
    """Measure what `Graph.to_pyvis` draws; "no physics" is pyvis without a layout, its quickest."""
    path = folder / "pyvis.html"
    tables.write(corpus, folder / "build" / "tables")
    begun = time.perf_counter()
    drawing = kg.open(folder / "build").to_pyvis()
    drawing.toggle_physics(physics)
    text = drawing.generate_html()
    found = {"written": time.perf_counter() - begun}
    text = re.sub(r'<link[^>]*href="https?:[^>]*>|<script[^>]*src="https?:[^>]*></script>', "", text)
    path.write_text(text, encoding="utf-8")
    found["file"] = path.stat().st_size / 1e6
    page = _opened(browser, path)
    try:
        found["usable"] = _usable(page)
    except TooLate:
        return found
    hub = "network.body.data.nodes.getIds().sort((a, b) => network.getConnectedEdges(b).length - network.getConnectedEdges(a).length)[0]"
    found["neighbourhood"] = page.evaluate(
        f"""async () => {{
            const hub = {hub}, begun = performance.now();
            network.selectNodes([hub]);
            network.redraw();
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return performance.now() - begun;
        }}"""
    )
    found["drawn"] = corpus["entities"].num_rows
    found |= _frames(page, "#mynetwork")
    return found


def _opened(browser: Browser, path: Path) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    return page


def _usable(page: Page) -> float:
    """Return when the page was first usable, in milliseconds from its opening; raise `TooLate` after `PATIENCE`."""
    page.wait_for_selector("html[data-usable]", state="attached", timeout=PATIENCE * 1000)
    return float(page.evaluate("document.documentElement.dataset.usable"))


def _hubs(corpus: tables.Tables, many: int) -> list[str]:
    """Return the names of the best connected entities."""
    degree: dict[str, int] = {}
    for column in ("subject", "object"):
        for entity in corpus["statements"][column].to_pylist():
            degree[entity] = degree.get(entity, 0) + 1
    name = dict(zip(corpus["entities"]["entity"].to_pylist(), corpus["entities"]["name"].to_pylist(), strict=True))
    return [name[entity] for entity in sorted(degree, key=lambda entity: (-degree[entity], entity))[:many]]


def _frames(page: Page, drawing: str) -> Measures:
    """Count frames while the mouse drags what lies in the middle of the drawing, and then its empty corner."""
    page.evaluate(COUNT)
    box = page.locator(drawing).bounding_box()
    assert box is not None
    found = {}
    for measure, across, down in (("drag", 0.5, 0.5), ("pan", 0.02, 0.06)):
        x, y = box["x"] + box["width"] * across, box["y"] + box["height"] * down
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 20, y + 10)
        first, begun = page.evaluate("window.frames_"), time.perf_counter()
        while (spent := time.perf_counter() - begun) < 3:
            page.mouse.move(x + 200 * spent / 3, y + 80 * spent / 3)
        found[measure] = (page.evaluate("window.frames_") - first) / (time.perf_counter() - begun)
        page.mouse.up()
    return found


def _report(title: str, found: dict[str, Measures], bounds: dict[str, float]) -> bool:
    """Print the figures side by side and return whether a bound was missed."""
    print(f"\n{title}\n\n| | {' | '.join(found)} | bound |\n| --- |{' ---: |' * (len(found) + 1)}")
    missed = False
    for measure, (words, unit) in MEASURES.items():
        bound = bounds.get(measure)
        cells = [_cell(measures.get(measure), unit, measure) for measures in found.values()]
        value = found["graph page"][measure]
        fails = bound is not None and (value < bound if unit == "frames/s" else value > bound)
        missed |= fails
        held = "" if bound is None else f"{'≥' if unit == 'frames/s' else '≤'} {bound:,}{' MISSED' if fails else ''}"
        print(f"| {words} | {' | '.join(cells)} | {held} |", flush=True)
    return missed


def _cell(value: float | None, unit: str, measure: str) -> str:
    if value is None:
        return f"> {PATIENCE:,}000 ms" if measure == "usable" else "none" if "search" in measure else "not measured"
    return f"{value:,.1f} {unit}" if unit in ("s", "MB") else f"{value:,.0f} {unit}".strip()


PAGES: dict[str, Callable[[Browser, tables.Tables, Path], Measures]] = {
    "graph page": _graph_page,
    "pyvis": partial(_pyvis_page, physics=True),
    "pyvis, no physics": partial(_pyvis_page, physics=False),
}

if __name__ == "__main__":
    main()
