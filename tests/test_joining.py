"""The tables that are put together on disk are those of the corpus in memory, and the Turtle the same whoever writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import tables
from kg.iri import BASE
from kg.joining import join
from kg.linking.corpus import Corpus
from kg.linking.linked import Linked
from kg.linking.tree import union_tree
from kg.model import Reading
from kg.outcome import Report
from kg.rdf import hands, parts, writer
from kg.relations.names import stated_by_names
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


def test_the_tables_are_those_of_the_corpus_in_memory(readings: list[Reading], made: Tables) -> None:
    corpus = Corpus(readings[::-1])
    corpus.add(stated_by_names(corpus.rows))
    corpus.add(union_tree(corpus.rows))
    expected = tables.make(corpus.rows)
    assert {row["basis"] for row in corpus.rows["statements"]} >= {"text", "name"}
    for name, table in expected.items():
        assert made[name].to_pylist() == table.to_pylist(), name


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


def test_a_part_whose_writer_was_lost_is_written_again(made: Tables, turtle: bytes, tmp_path: Path) -> None:
    with hands.hands(made, tmp_path / "turtle", BASE, 1) as writing:
        next(writing.work())
        for number in (2, 3):
            (tmp_path / "turtle" / f"{number}.begun").touch()
        writing.finish(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == turtle
