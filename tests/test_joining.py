"""The tables that are put together on disk say of the pages what they should, and the Turtle is the same whoever writes it."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

from kg import growing, shelf, tables
from kg.explorer import page
from kg.iri import BASE
from kg.joining import join
from kg.linking import blocks, merging, namesakes
from kg.linking.linked import Linked
from kg.model import Reading
from kg.outcome import Report
from kg.rdf import hands, parts, writer
from kg.shards.manifest import Manifest, Readings
from kg.tables import Tables


@pytest.fixture(scope="module")
def readings(built: Report) -> list[Reading]:
    folder = built.out / "shards"
    manifest = Manifest(folder)
    found = sorted(Readings(manifest), key=lambda one: one.page.document)
    assert len(found) > 5
    return found


@pytest.fixture(scope="module")
def made(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return join(Linked(readings), readings, tmp_path_factory.mktemp("rows") / "rows")


def test_the_order_in_which_linking_sees_the_pages_changes_no_table(
    readings: list[Reading], made: Tables, tmp_path: Path
) -> None:
    other = join(Linked(readings[::-1]), readings, tmp_path / "rows")
    assert {name: table.equals(other[name]) for name, table in made.items()} == dict.fromkeys(made, True)


def test_how_much_is_in_memory_at_once_changes_no_table(
    readings: list[Reading], made: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, size in (
        (blocks, "_PAGES", 2),
        (namesakes, "_MOST", 3),
        (merging, "_PLACES", 2),
        (shelf, "_BATCH", 5),
        (growing, "_BATCH", 7),
    ):
        monkeypatch.setattr(module, name, size)
    other = join(Linked(readings, folder=tmp_path / "names"), readings, tmp_path / "rows")
    assert {name: table.equals(other[name]) for name, table in made.items()} == dict.fromkeys(made, True)


def test_how_tables_are_cut_in_memory_changes_no_byte(
    made: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_GROUP", 50)
    cut = {name: pa.concat_tables([one.slice(0, 3), one.slice(3, 90), one.slice(93)]) for name, one in made.items()}
    tables.write(made, tmp_path / "one")
    tables.write(cut, tmp_path / "other")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes(), path.name
    read = tables.read(tmp_path / "other")
    assert {name: table.equals(read[name]) for name, table in made.items()} == dict.fromkeys(made, True)


def test_entities_are_counted_as_the_mentions_have_them(made: Tables) -> None:
    printed: dict[str, list[dict[str, str]]] = defaultdict(list)
    for mention in made["mentions"].to_pylist():
        printed[mention["entity"]].append(mention)
    rows = made["entities"].to_pylist()
    assert [row["entity"] for row in rows] == sorted({row["entity"] for row in rows} | set(printed))
    for row in rows:
        ours = printed[row["entity"]]
        assert row["aliases"] == sorted({"".join(one["text"].split()) for one in ours})
        assert (row["mentions"], row["documents"]) == (len(ours), len({one["document"] for one in ours}))
        assert {one["type"] for one in ours} <= {row["type"]}


@pytest.mark.parametrize("table", ["statements", "figures"])
def test_nothing_is_said_twice_and_all_stands_in_order(made: Tables, table: str) -> None:
    columns = {
        "statements": ("subject", "predicate", "object", "value", "document", "start", "end"),
        "figures": ("subject", "metric", "document", "start", "end", "value", "unit"),
    }
    schema = made[table].schema
    nothing = {name: "" if schema.field(name).type == pa.string() else 0 for name in columns[table]}
    keys = [tuple(row[name] or nothing[name] for name in nothing) for row in made[table].to_pylist()]
    assert len(keys) > 1
    assert keys == sorted(set(keys))


def test_what_names_and_the_tree_of_unions_add_is_cited_with_the_first_mention_of_each_page(made: Tables) -> None:
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for one in made["mentions"].to_pylist():
        if one["method"] != "masthead":
            first.setdefault((one["entity"], one["document"]), (one["start"], one["end"]))
    # Who runs a programme called like them is what an article says.
    rows = [row for row in made["statements"].to_pylist() if row["basis"] != "text" and row["predicate"] != "runs"]
    assert {row["basis"] for row in rows} == {"name", "gazetteer", "inferred"}
    for row in rows:
        assert first[row["subject"], row["document"]] == (row["start"], row["end"])


def test_tables_of_nothing_are_empty(tmp_path: Path) -> None:
    assert {table.num_rows for table in join(Linked([]), [], tmp_path / "rows").values()} == {0}


@pytest.fixture
def turtle(made: Tables, tmp_path: Path) -> bytes:
    writer.write(made, tmp_path / "whole.ttl")
    return (tmp_path / "whole.ttl").read_bytes()


@pytest.mark.parametrize("rows", [1, 7, 1000])
def test_where_parts_end_changes_no_byte(
    made: Tables, turtle: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(parts, "_ROWS", rows)
    count = writer.write(made, tmp_path / "parts.ttl")
    assert (tmp_path / "parts.ttl").read_bytes() == turtle
    monkeypatch.undo()
    assert count == writer.write(made, tmp_path / "again.ttl")


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_bytes_however_many_write(made: Tables, turtle: bytes, tmp_path: Path, jobs: int) -> None:
    with hands.hands(made, tmp_path / "turtle", BASE, jobs) as writing:
        count = writing.finish(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == turtle
    assert count == writer.write(made, tmp_path / "again.ttl")


@pytest.mark.parametrize(("jobs", "lost"), [(1, False), (3, False), (3, True)])
def test_the_page_is_the_same_whoever_draws_it(made: Tables, tmp_path: Path, jobs: int, lost: bool) -> None:
    page.write(made, tmp_path / "wanted.html", "title")
    beside = partial(_draw, tmp_path / "graph.html", os.getpid() if lost else 0)
    with hands.hands(made, tmp_path / "turtle", BASE, jobs, beside) as writing:
        writing.finish(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.html").read_bytes() == (tmp_path / "wanted.html").read_bytes()


def _draw(path: Path, only: int, made: Tables) -> None:
    """Draw the page, but fail where this is another process than the ``only`` one that may."""
    if only and os.getpid() != only:
        raise RuntimeError("lost")
    page.write(made, path, "title")


def test_another_process_draws_the_page(made: Tables, tmp_path: Path) -> None:
    """What it holds for that is not the build's own to hold."""
    told = tmp_path / "pid"
    with hands.hands(made, tmp_path / "turtle", BASE, 2, partial(_tell, told)) as writing:
        writing.finish(tmp_path / "graph.ttl")
    assert int(told.read_text()) not in (0, os.getpid())


def _tell(path: Path, made: Tables) -> None:
    assert made["mentions"].num_rows
    path.write_text(str(os.getpid()))


def test_a_part_whose_writer_was_lost_is_written_again(made: Tables, turtle: bytes, tmp_path: Path) -> None:
    with hands.hands(made, tmp_path / "turtle", BASE, 1) as writing:
        next(writing.work())
        for number in (2, 3):
            (tmp_path / "turtle" / f"{number}.begun").touch()
        writing.finish(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == turtle
