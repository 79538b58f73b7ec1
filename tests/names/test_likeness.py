"""Characters written alike or sounding alike, and the names they are misread in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.likeness import ALIKE, LOOSE, glyph, misreading, sound

CHARACTERS = st.text("未末木术技枝储诸沪泸晴睛芬芳工エ鑫一彦彥", min_size=1, max_size=1)


@pytest.mark.parametrize("pair", ["未末", "技枝", "储诸", "沪泸", "晴睛", "芬芳", "宁宇", "己已", "彦彥", "工エ"])
def test_written_alike(pair: str) -> None:
    assert glyph(*pair) >= ALIKE


@pytest.mark.parametrize("pair", ["木鑫", "学院", "军华", "红绿", "工会", "一鑫"])
def test_not_written_alike(pair: str) -> None:
    assert glyph(*pair) < LOOSE


@given(CHARACTERS, CHARACTERS)
def test_likeness_is_the_same_both_ways_and_whole_with_itself(one: str, other: str) -> None:
    assert glyph(one, other) == glyph(other, one)
    assert glyph(one, one) == 1
    assert 0 <= glyph(one, other) <= 1


def test_what_the_table_lacks_is_like_nothing() -> None:
    assert glyph("A", "工") == glyph("工", "☺") == 0


@pytest.mark.parametrize(("pair", "alike"), [("滨宾", True), ("长常", True), ("重虫", True), ("海河", False)])
def test_sound(pair: str, alike: bool) -> None:
    assert sound(*pair) is alike


@pytest.mark.parametrize(
    ("name", "other", "kind"),
    [
        ("段玉谨", "段玉瑾", "glyph"),
        ("王建君", "王建军", "sound"),
        ("宜昌市总工合", "宜昌市总工会", "glyph"),
        ("宜昌市总工会", "宜昌市总工会", None),
        ("宜昌市总工", "宜昌市总工会", None),
        ("王建军", "王建华", None),
        ("段五谨", "段玉瑾", None),
        # Numbers, directions and levels tell names apart.
        ("第一中学", "第二中学", None),
        ("城南社区", "城北社区", None),
        ("县总工会", "省总工会", None),
    ],
)
def test_a_misreading_is_one_character(name: str, other: str, kind: str | None) -> None:
    found = misreading(name, other)
    assert (found.kind if found else None) == kind
