"""Which pages stand together: one page more or less changes one shard, or cuts one in two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.sources import Source
from kg.shards import cutting, marks
from kg.shards.cutting import Shard, cut

NAMES = [f"{year}/{number:04}.txt" for year in (2019, 2024) for number in range(400)]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the bytes of pages that are not there for their names, and no look at the code."""
    monkeypatch.setattr(cutting, "of_page", lambda source: source.document)
    monkeypatch.setattr(marks, "code", lambda: "code")
    monkeypatch.setattr(marks, "models", lambda ner: "models")


def shards(names: list[str]) -> list[Shard]:
    return cut([Source(Path("/pages") / name, name) for name in sorted(names)], None)


def test_every_page_stands_in_one_shard_in_its_order() -> None:
    found = shards(NAMES)
    assert [one.document for shard in found for one in shard.pages] == sorted(NAMES)
    assert all(1 <= len(one.pages) <= 128 for one in found)
    assert 10 < len(found) < 80
    assert len({one.name for one in found}) == len(found)


@given(number=st.integers(0, len(NAMES) - 1))
def test_one_page_less_changes_the_shards_around_it_alone(number: int) -> None:
    rest = NAMES[:number] + NAMES[number + 1 :]
    before = {one.marks for one in shards(NAMES)}
    after = {one.marks for one in shards(rest)}
    assert len(before - after) <= 2
    assert len(after - before) <= 2


def test_other_bytes_another_pipeline_another_name_are_other_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    one = shards(NAMES[:3])[0].marks
    assert shards(NAMES[:3])[0].marks == one
    assert shards(NAMES[:2])[0].marks != one
    monkeypatch.setattr(cutting, "of_page", lambda source: source.document + "!")
    assert shards(NAMES[:3])[0].marks.input != one.input
    monkeypatch.setattr(marks, "code", lambda: "other code")
    assert shards(NAMES[:3])[0].marks.code != one.code
    pages = [Source(Path("/pages") / name, name) for name in NAMES[:3]]
    assert cut(pages, "zh_core_web_trf")[0].marks.settings != one.settings
