"""The graph page: one HTML file that opens from a disk and asks nothing of any network."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

from kg.errors import Refused
from kg.explorer import data
from kg.explorer.labels import labels
from kg.tables import Tables

# In the order in which they lean on one another; together they are one script in one scope.
SCRIPTS = (
    "words",
    "data",
    "shapes",
    "state",
    "link",
    "search",
    "evidence",
    "panel",
    "paths",
    "places",
    "communities",
    "labels",
    "drawing",
    "moves",
    "filters",
    "table",
    "turtle",
    "query",
    "takeaway",
    "main",
)


def write(tables: Tables, path: Path, title: str = "union-kg") -> None:
    """Write the page for ``tables`` to ``path``: the same rows give the same bytes, in whatever order they come."""
    path.write_text(render(tables, title), encoding="utf-8", newline="\n")


def render(tables: Tables, title: str = "union-kg") -> str:
    """Return the page as HTML, data, script and style inside."""
    payload = data.payload(tables)
    drawing, script, style = _vis_network(), _script(), _part("style.css")
    graph = {"title": title, "labels": labels(), **payload.graph}
    blocks = {
        "title": html.escape(title),
        "policy": _policy([drawing, script], [style]),
        "style": style,
        "drawing": drawing,
        "script": script,
        "graph": _packed(graph),
        "sources": _packed(payload.sources),
    }
    # One pass, so that nothing inside a block is taken for a placeholder.
    return re.sub(r"\{\{(\w+)\}\}", lambda found: blocks[found[1]], _part("template.html"))


def _part(name: str) -> str:
    """Read one of the page's parts with the line ends that a browser hashes."""
    text = (resources.files("kg.explorer") / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _script() -> str:
    parts = "\n".join(_part(f"script/{name}.js") for name in SCRIPTS)
    return _inlined(f'(() => {{\n"use strict";\n{parts}\n}})();\n')


def _vis_network() -> str:
    """Return vis-network as pyvis ships it: from the package's folder, since the pages that pyvis writes load it."""
    folder = resources.files("pyvis") / "templates" / "lib"
    found = sorted(
        (
            entry
            for entry in folder.iterdir()
            if entry.name.startswith("vis-") and (entry / "vis-network.min.js").is_file()
        ),
        key=lambda entry: [int(number) for number in re.findall(r"\d+", entry.name)],
    )
    if not found:
        raise Refused(
            "The installed pyvis holds no vis-network.min.js. Install it anew: pip install --force-reinstall pyvis"
        )
    # Its style sheet is left out: it only dresses buttons and tooltips that this page has of its own.
    return _inlined((found[-1] / "vis-network.min.js").read_text(encoding="utf-8").replace("\r\n", "\n"))


def _inlined(script: str) -> str:
    """Return ``script`` so that nothing in it ends the element that holds it."""
    return re.sub(r"<(/script|script|!--)", r"\\x3c\1", script, flags=re.IGNORECASE)


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Return a Content-Security-Policy that runs these very texts and nothing else, and loads nothing."""

    def hashes(texts: list[str]) -> str:
        digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
        return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _packed(value: Any) -> str:  # noqa: ANN401
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")
