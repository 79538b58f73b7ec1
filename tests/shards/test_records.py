"""Records in Parquet: whatever a page gives comes back as it was."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Reading
from kg.reading.sources import find
from kg.shards import records
from kg.work import prepare, work
from tests.shards.pages import folder


@dataclass(frozen=True)
class Leaf:
    name: str
    weight: float
    sure: bool | None = None


@dataclass(frozen=True)
class Tree:
    title: str | None
    size: int
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[int, str] | None = None
    nested: tuple[tuple[Leaf, ...], ...] = ()
    told: dict[str, float] = field(default_factory=dict)
    best: Leaf | None = None
    words: tuple[str, ...] = ()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NUMBER = st.integers(-(2**60), 2**60)
LEAVES = st.builds(Leaf, TEXT, st.floats(allow_nan=False), st.none() | st.booleans())
MANY = st.lists(LEAVES, max_size=3).map(tuple)
TREES = st.builds(
    Tree,
    st.none() | TEXT,
    NUMBER,
    MANY,
    st.none() | st.tuples(NUMBER, TEXT),
    st.lists(MANY, max_size=3).map(tuple),
    st.dictionaries(TEXT, st.floats(allow_nan=False), max_size=3),
    st.none() | LEAVES,
    st.lists(TEXT, max_size=3).map(tuple),
)


@given(trees=st.lists(TREES, max_size=6))
def test_records_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, trees: list[Tree]) -> None:
    path = tmp_path_factory.getbasetemp() / "trees.parquet"
    records.write(trees, Tree, path)
    assert list(records.read(path, Tree)) == trees


@dataclass(frozen=True)
class Line:
    offsets: Sequence[int]


def test_offsets_come_back_as_arrays(tmp_path: Path) -> None:
    records.write([Line((3, 1, 2)), Line(()), Line(range(4))], Line, tmp_path / "lines")
    found = [one.offsets for one in records.read(tmp_path / "lines", Line)]
    assert found == [array("i", [3, 1, 2]), array("i"), array("i", range(4))]


def test_readings_come_back_as_they_were(tmp_path: Path) -> None:
    prepare(None)
    readings = [one for one in map(work, find([folder(tmp_path / "pages", 5)])[0]) if isinstance(one, Reading)]
    assert sum(len(one) for reading in readings for one in reading.claims) > 0
    records.write(readings, Reading, tmp_path / "readings")
    records.write(readings, Reading, tmp_path / "again")
    assert [tupled(one) for one in records.read(tmp_path / "readings", Reading)] == readings
    assert (tmp_path / "readings").read_bytes() == (tmp_path / "again").read_bytes()


def tupled(reading: Reading) -> Reading:
    return replace(reading, articles=tuple(replace(one, offsets=tuple(one.offsets)) for one in reading.articles))


def test_a_damaged_file_is_no_records(tmp_path: Path) -> None:
    records.write([Line((1, 2))], Line, tmp_path / "lines")
    data = (tmp_path / "lines").read_bytes()
    (tmp_path / "lines").write_bytes(data[:20])
    with pytest.raises(pa.ArrowException):
        list(records.read(tmp_path / "lines", Line))
