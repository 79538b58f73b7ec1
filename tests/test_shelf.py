"""Rows on a shelf: they come back as they went in, whatever the memory allowed, and a disk that takes no more is said so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from kg import shelf as module
from kg.errors import Refused
from kg.shelf import Shelf

SCHEMA = {"rows": pa.schema([("number", pa.int64()), ("text", pa.string()), ("words", pa.list_(pa.string()))])}


def rows(count: int) -> Iterator[tuple[int, str, list[str]]]:
    for number in range(count):
        yield number, f"{number * 7919 % 100_003:06} 工会" * 4, ["驿站"] * (number % 3)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "shelf", SCHEMA)
    yield made
    made.close()


def test_rows_come_back_as_they_went_in_and_are_seen_at_once(shelf: Shelf) -> None:
    assert shelf.all("FROM rows") == []
    shelf.add("rows", [(1, "一", ["甲"]), (2, None, None)])
    assert shelf.all("FROM rows ORDER BY number") == [(1, "一", ["甲"]), (2, None, None)]
    shelf.run("DELETE FROM rows WHERE number = 1")
    assert shelf.all("SELECT number FROM rows WHERE number > ?", [0]) == [(2,)]
    assert shelf.all("SELECT sum(n) FROM rows JOIN more ON n = number", more=pa.table({"n": [1, 2, 3]})) == [(2,)]


def test_rows_may_be_added_and_asked_for_while_others_are_gone_through(shelf: Shelf) -> None:
    shelf.add("rows", rows(50_000))
    seen = []
    for number, *_ in shelf.each("SELECT number FROM rows ORDER BY number"):
        if number % 20_000 == 0:
            shelf.add("rows", [(-1, "", [])])
            assert shelf.all("SELECT count(*) FROM rows")[0][0] == 50_001 + number // 20_000
        seen.append(number)
    assert seen == list(range(50_000))


def test_little_memory_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT text, count(*), min(number) FROM rows GROUP BY text ORDER BY text DESC"
    found = []
    for memory in ("1GB", "40MB"):
        monkeypatch.setattr(module, "_MEMORY", memory)
        shelf = Shelf(tmp_path / memory, SCHEMA)
        shelf.add("rows", rows(300_000))
        read = shelf.batches(query).read_all()
        assert read.to_pylist()[0]["text"] == shelf.all(query)[0][0]
        assert (memory == "1GB") or any((tmp_path / memory / "spilled").iterdir())
        found.append(read)
        shelf.close()
    assert found[0].equals(found[1])
    assert found[0].num_rows == 100_003


def test_a_disk_that_takes_no_more_is_an_error_of_the_system(shelf: Shelf) -> None:
    resource = pytest.importorskip("resource")
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, allowed[1]))
    try:
        with pytest.raises(OSError, match=r"rows\.duckdb"):
            shelf.add("rows", rows(500_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


def test_an_interrupt_is_an_interrupt_whatever_the_database_calls_it() -> None:
    with pytest.raises(KeyboardInterrupt), module._saying():
        raise RuntimeError("Query interrupted")
    with pytest.raises(RuntimeError, match="another"), module._saying():
        raise RuntimeError("another")


def test_memory_that_does_not_do_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MEMORY", "10MB")
    shelf = Shelf(tmp_path / "shelf", SCHEMA)
    with pytest.raises(Refused, match=r"ran out while linking .*: make room, and build again") as refused:
        shelf.all("SELECT list(range) FROM range(10000000)")
    assert "\n" not in str(refused.value)
