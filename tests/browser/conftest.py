"""A real browser on a page opened from the disk, with the network cut and every request and error noted."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# The sample newspaper stands with the explorer's own tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "explorer"))

from kg.explorer import page as explorer
from kg.tables import Tables

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one, skip (in continuous integration: fail)."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        reason = "no Chromium: install the package chromium, or name one in the variable CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@dataclass
class Opened:
    """An open page with what it asked of the network and what it complained of."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Return a function that opens tables, or a page that stands, which may ask nothing of a network nor report an error."""
    contexts: list[BrowserContext] = []
    pages: list[Opened] = []

    def open_tables(source: Tables | Path, fragment: str = "", width: int = 1440, height: int = 900) -> Opened:
        path = source if isinstance(source, Path) else tmp_path / "graph.html"
        if not isinstance(source, Path):
            explorer.write(source, path)
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        context.set_offline(True)
        contexts.append(context)
        opened = Opened(context.new_page(), path)
        pages.append(opened)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on(
            "console", lambda line: opened.complaints.append(line.text) if line.type in ("error", "warning") else None
        )
        opened.page.goto(path.as_uri() + fragment)
        opened.page.wait_for_selector("body.ready")
        return opened

    yield open_tables
    for context in contexts:
        context.close()
    for opened in pages:
        assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
        assert opened.complaints == []
