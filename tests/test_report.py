"""The report of a build: its numbers are the build's, it loads nothing, and a bad batch of pages shows."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import kg
from kg.graph import Graph
from kg.outcome import Report
from kg.report import measures
from kg.shards.manifest import Manifest
from tests.shards.pages import folder, page


class Reader(HTMLParser):
    """Gathers the cells of the tables, the titles of the columns, and every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.titles: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._at = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at = tag
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._at = ""

    def handle_data(self, data: str) -> None:
        if self._at in ("td", "th"):
            self.rows[-1][-1] += data
        elif self._at == "title":
            self.titles.append(data)


def reader(out: Path) -> Reader:
    return Reader((out / "report.html").read_text(encoding="utf-8"))


def test_the_numbers_are_the_build_s(built: Report, graph: Graph) -> None:
    told = {row[0]: row[1] for row in reader(built.out).rows if len(row) == 2}
    for name, table in graph.tables.items():
        assert told[name] == f"{table.num_rows:,}"
    assert told["triples"] == f"{len(graph.store):,}"
    for kind, count in [*built.entities.items(), *built.statements.items()]:
        assert told[kind] == f"{count:,}"
    slow = [row for row in reader(built.out).rows if row[0].endswith(".txt")]
    assert {row[0] for row in slow} <= set(graph.pages["document"].to_pylist())
    assert [float(row[1]) for row in slow] == sorted((float(row[1]) for row in slow), reverse=True) != []


def test_the_rates_have_each_stage_of_a_worker(built: Report) -> None:
    stages = {row[0] for row in reader(built.out).rows if len(row) == 3}
    assert {"articles", "recognise", "link", "relate"} <= stages


def test_it_asks_nothing_of_a_network_and_runs_nothing(built: Report) -> None:
    text = (built.out / "report.html").read_text(encoding="utf-8")
    page = Reader(text)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.elements}
    assert not re.search(r"(?:src|href)=|https?:", text)
    policy = next(one["content"] for tag, one in page.elements if one.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_months_mentions_and_new_entities(tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages", 0)
    for name, number in (("a.txt", 0), ("b.txt", 12), ("c.txt", 1)):  # January, January, February
        (pages / name).write_text(page(number), encoding="utf-8")
    kg.build(pages, tmp_path / "graph", jobs=1)
    tables = kg.open(tmp_path / "graph").tables
    found, new = measures.mentions(tables), measures.new_entities(tables)
    assert set(found) == {"2024-01", "2024-02"}
    assert sum(found.values()) == tables["mentions"].num_rows
    assert sum(new.values()) == tables["entities"].num_rows
    assert new["2024-01"] > new["2024-02"] > 0


def test_a_bad_batch_shows(tmp_path: Path) -> None:
    """Of one newspaper's months, the one whose scans were bad stands out."""
    pages = folder(tmp_path / "pages", 0)
    for number in range(6):
        text = page(number).replace("总工会", "总\ufffd\ufffd\ue001") if number == 3 else page(number)
        (pages / f"职工时报-{number}.txt").write_text(text, encoding="utf-8")
    kg.build(pages, tmp_path / "graph", jobs=1)
    entries = Manifest(tmp_path / "graph" / "shards").entries.values()
    (noise,) = measures.noise(entries).values()
    assert noise["2024-04"] > 10
    assert {month: value for month, value in noise.items() if month != "2024-04"} == dict.fromkeys(
        ("2024-01", "2024-02", "2024-03", "2024-05", "2024-06"), 0.0
    )
    assert any("2024-04: " in title and title.endswith("‰") for title in reader(tmp_path / "graph").titles)


def test_failures_and_names_are_shown_as_text(tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages", 1)
    (pages / "<b>&.txt").write_bytes(b"")
    kg.build(pages, tmp_path / "graph", jobs=1)
    text = (tmp_path / "graph" / "report.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;&amp;.txt is empty: leave it out or fill it." in text


def test_log_json_is_one_object_a_line(command, tmp_path: Path) -> None:
    done = command("build", folder(tmp_path / "pages", 3), "-o", tmp_path / "graph", "--log-json")
    assert (done.status, done.out) == (0, "")
    told = [json.loads(line) for line in done.err.splitlines()]
    assert told[-1]["stage"] == "done"
    assert told[-1]["counts"]["pages"] == 3
    last = [one for one in told if one["stage"] == "read"][-1]
    assert (last["done"], last["total"], last["errors"], last["left"]) == (3, 3, 0, 0)
    assert last["characters"] == told[-1]["counts"]["characters"]


@pytest.mark.parametrize("failing", [False, True])
def test_quiet_prints_what_failed_and_nothing_else(command, tmp_path: Path, failing: bool) -> None:
    pages = folder(tmp_path / "pages", 2)
    if failing:
        (pages / "empty.txt").write_bytes(b"")
    done = command("build", pages, "-o", tmp_path / "graph", "--quiet")
    assert done.out == ""
    assert done.status == failing
    assert done.err == (f"Not read: {pages / 'empty.txt'} is empty: leave it out or fill it.\n" if failing else "")
