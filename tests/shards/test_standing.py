"""What stands is not done again: nothing new, a page more, a page less, a page changed, shards deleted or damaged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import kg
from kg.outcome import Report
from kg.provenance import FILE, origin
from kg.shards import cutting, marks
from kg.shards.manifest import Manifest
from tests.shards.pages import folder, outcome, page

COUNT = 30


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_LONGEST", 4)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_LONGEST", 4)
        kg.build(folder(where / "pages", COUNT), where / "graph", jobs=1)
    return where


@pytest.fixture
def corpus(first: Path, tmp_path: Path) -> Path:
    """Copy the pages and their build to where the test may change them; they stand wherever they are."""
    return Path(shutil.copytree(first, tmp_path / "corpus"))


def again(corpus: Path) -> Report:
    return kg.build(corpus / "pages", corpus / "graph", jobs=1)


def afresh(corpus: Path) -> dict[str, bytes]:
    """Return what a build of the same pages gives that knows of no other."""
    kg.build(corpus / "pages", corpus / "fresh", jobs=1)
    return outcome(corpus / "fresh")


def times(corpus: Path) -> dict[str, int]:
    return {one.name: one.stat().st_mtime_ns for one in (corpus / "graph" / "shards").glob("*.parquet")}


def test_a_build_with_nothing_new_touches_nothing_and_counts_the_same(corpus: Path) -> None:
    files = {one: one.stat().st_mtime_ns for one in (corpus / "graph").rglob("*") if one.is_file()}
    # The one file that says where the pages are, which were moved here.
    files.pop(corpus / "graph" / FILE)
    counted = kg.build(corpus / "pages", corpus / "fresh", jobs=1)
    report = again(corpus)
    assert (report.made, report.seconds) == (0, {})
    assert report.counts == counted.counts
    assert report.entities == counted.entities
    assert report.statements == counted.statements
    assert {one: one.stat().st_mtime_ns for one in files} == files
    assert origin(corpus / "graph").corrections == (corpus / "pages" / "corrections.toml",)


def test_a_correction_links_again_and_reads_nothing_again(corpus: Path) -> None:
    before, kept = outcome(corpus / "graph"), times(corpus)
    judged = corpus / "pages" / "corrections.toml"
    told = 'names = ["林向晚", "林晚"]\nauthor = "周敏"\ndate = 2025-03-02\n'
    judged.write_text(f"[[rename]]\n{told}", encoding="utf-8")
    for _ in range(2):
        report = again(corpus)
        assert (report.made, report.problems, times(corpus)) == (0, [], kept)
        assert "林晚" in kg.open(corpus / "graph").entities["name"].to_pylist()
    assert report.seconds == {}
    judged.write_text(f"[[rename]]\n{told}[[rename]]\nnames = []\n", encoding="utf-8")
    assert len(again(corpus).problems) == len(again(corpus).problems) == 1
    judged.unlink()
    assert again(corpus).problems == []
    assert outcome(corpus / "graph") == before


@pytest.mark.parametrize("change", ["more", "less", "other"])
def test_a_page_more_less_or_other_is_one_shard_or_two(corpus: Path, change: str) -> None:
    before = times(corpus)
    if change == "less":
        (corpus / "pages" / "015.txt").unlink()
    else:
        name = "015.txt" if change == "other" else "0155.txt"
        (corpus / "pages" / name).write_text(page(77), encoding="utf-8")
    report = again(corpus)
    # The shards behind the page up to the next that a name ends by itself, where shards are this short.
    assert 1 <= report.made < len(before)
    assert report.stood >= len(before) // 3
    assert outcome(corpus / "graph") == afresh(corpus)
    same = {name for name, when in times(corpus).items() if before.get(name) == when}
    assert len(same) == report.stood


def test_the_shards_may_be_deleted_at_any_time(corpus: Path) -> None:
    before = outcome(corpus / "graph")
    shutil.rmtree(corpus / "graph" / "shards")
    report = again(corpus)
    assert report.stood == 0
    assert outcome(corpus / "graph") == before


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "manifest cut", "manifest garbled"])
def test_what_is_damaged_is_made_again(corpus: Path, damage: str) -> None:
    before = outcome(corpus / "graph")
    shards = sorted((corpus / "graph" / "shards").glob("*.parquet"))
    manifest = corpus / "graph" / "shards" / "manifest.jsonl"
    lines = manifest.read_text(encoding="utf-8").splitlines()
    if damage == "cut":
        shards[0].write_bytes(shards[0].read_bytes()[:100])
    elif damage == "changed":
        data = bytearray(shards[0].read_bytes())
        data[len(data) // 2] ^= 1
        shards[0].write_bytes(data)
    elif damage == "gone":
        shards[0].unlink()
    elif damage == "manifest cut":
        manifest.write_text("\n".join([*lines[1:-1], lines[0][: len(lines[0]) // 2]]), encoding="utf-8")
    else:
        manifest.write_bytes(b"\xff\xfe\x00[1]\n{}\n")
    report = again(corpus)
    assert report.made == (len(shards) if damage == "manifest garbled" else 1)
    assert outcome(corpus / "graph") == before


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "tables/mentions.parquet"])
def test_a_file_of_the_build_that_is_not_as_it_was_is_written_again(corpus: Path, name: str) -> None:
    before = outcome(corpus / "graph")
    (corpus / "graph" / name).write_bytes(b"mine")
    report = again(corpus)
    assert report.made == 0
    assert outcome(corpus / "graph") == before
    assert (corpus / "graph" / name).read_bytes() != b"mine"


def test_other_code_is_other_shards(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "code", lambda *_: "other code")
    report = again(corpus)
    assert report.stood == 0


def test_another_base_links_again_and_reads_nothing_again(corpus: Path) -> None:
    report = kg.build(corpus / "pages", corpus / "graph", jobs=1, base_iri="https://example.org/graph/")
    assert report.made == 0
    assert "https://example.org/graph/" in (corpus / "graph" / "graph.ttl").read_text(encoding="utf-8")


def test_shards_of_pages_that_are_gone_are_gone(corpus: Path) -> None:
    for path in sorted((corpus / "pages").iterdir())[5:]:
        path.unlink()
    again(corpus)
    folder = corpus / "graph" / "shards"
    assert {one.stem for one in folder.glob("*.parquet")} == set(Manifest(folder).entries)
    assert outcome(corpus / "graph") == afresh(corpus)


def test_pages_that_moved_stand_and_their_failures_are_named_where_they_are(corpus: Path) -> None:
    (corpus / "pages" / "empty.txt").write_bytes(b"")
    assert [one.path for one in again(corpus).failures] == [corpus / "pages" / "empty.txt"]
    shutil.copytree(corpus / "pages", corpus / "moved")
    report = kg.build(corpus / "moved", corpus / "graph", jobs=1)
    assert [one.path for one in report.failures] == [corpus / "moved" / "empty.txt"]
    assert report.made == 1


def rows(numbers: list[int]) -> str:
    return "".join(json.dumps({"text": page(number)}, ensure_ascii=False) + "\n" for number in numbers)


def test_of_a_file_of_rows_only_what_changed_is_read_again(tmp_path: Path) -> None:
    file, out = tmp_path / "pages.jsonl", tmp_path / "graph"
    file.write_text(rows(list(range(COUNT))), encoding="utf-8")
    whole = kg.build(file, out, jobs=1).made
    assert whole > 4
    # Another row, longer than it was: those behind it stand elsewhere in the file, and are what they were.
    file.write_text(rows([0, 1, 99999, *range(3, COUNT)]), encoding="utf-8")
    assert kg.build(file, out, jobs=1).made == 1
    file.write_text(rows([0, 1, 99999, *range(3, COUNT), 7]), encoding="utf-8")
    assert kg.build(file, out, jobs=1).made == 1
    kg.build(file, tmp_path / "fresh", jobs=1)
    assert outcome(out) == outcome(tmp_path / "fresh")
