"""The lists: each says where it is from, repeats nothing, and has its columns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.model import TYPES
from kg.names import matcher, words

DATA = Path(kg.__file__).parent / "names" / "data"
COLUMNS = {
    "divisions.tsv": {2, 3, 4, 5},
    "countries.tsv": {2, 3},
    "heads.tsv": {2},
    "offices.tsv": {2},
    "lexicon.tsv": {2, 3},
    "strokes.tsv": {2},
    "abbreviations.tsv": {2},
    "bare-titles.tsv": {3},
    "count-verbs.txt": {1, 2},
}
FILES = sorted(path.name for path in DATA.iterdir())


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def test_there_are_lists() -> None:
    assert set(COLUMNS) < set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_list_says_what_it_is_and_where_it_is_from(name: str) -> None:
    head = lines(name)[0]
    assert head.startswith("# ")
    assert head.endswith(".")
    assert any(word in head for word in ("Written for", "Facts from", "Common knowledge"))


@pytest.mark.parametrize("name", FILES)
def test_no_line_stands_twice(name: str) -> None:
    assert [line for line, times in Counter(lines(name)).items() if times > 1 and not line.startswith("#")] == []


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_its_fields_without_blanks_round_them(name: str) -> None:
    for row in words.rows(name):
        assert len(row) in COLUMNS.get(name, {1}), row
        assert all(field == field.strip() for field in row), row
        assert row[0], row


def test_divisions_have_codes_and_coordinates_in_china() -> None:
    for code, name, *rest in words.rows("divisions.tsv"):
        assert code.isdigit(), name
        assert len(code) == 6, name
        if len(rest) > 1:
            assert 70 < float(rest[1]) < 140, name
            assert 0 < float(rest[2]) < 55, name


def test_types_in_the_lists_are_types_of_ours() -> None:
    assert {row[1] for row in words.rows("heads.tsv")} <= set(TYPES)
    assert {row[0] for row in words.rows("lexicon.tsv")} <= set(TYPES)


def test_full_names_in_the_lexicon_stand_for_themselves() -> None:
    told = {(row[0], row[1]): row[2] if len(row) > 2 else row[1] for row in words.rows("lexicon.tsv")}
    for (kind, name), full in told.items():
        assert told.get((kind, full), full) == full, name


def test_family_names() -> None:
    single, double = words.surnames()
    assert {"李", "王", "吾"} & single == {"李", "王"}
    assert "欧阳" in double
    assert all(len(name) == 2 for name in double)
    assert all(len(name) == 1 for name in single)


def test_the_matchers_find_the_longest_word() -> None:
    text = "湖南省总工会在泰国"
    assert [(text[start:end], label) for start, end, label in matcher.places().find(text)] == [
        ("湖南省", "division"),
        ("泰国", "country"),
    ]
    assert [("工会联合会"[start:end], label) for start, end, label in matcher.heads().find("工会联合会")] == [
        ("工会联合会", "UNION")
    ]
    assert [("副主席"[start:end], label) for start, end, label in matcher.titles().find("副主席")] == [
        ("副主席", "title")
    ]
