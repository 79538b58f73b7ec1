"""Headlines that were left over."""

from __future__ import annotations

import pytest

from kg.reading import continuation, ends
from kg.reading.layout import Chain
from kg.reading.lines import split
from kg.reading.overhead import headed
from kg.reading.pieces import cut
from kg.reading.signs import Page

HEAD, TEXT, OTHER, MORE = range(4)
STATION = "江边的工友驿站"


def read(chains: list[Chain], *lines: str) -> list[Chain]:
    """Return ``chains`` with the headlines of a page of these lines, a piece each, in their places."""
    model = continuation.load()
    page = Page(cut(split("\n\n".join(lines), model)), model, ends.load())
    assert page.size == len(lines)
    return headed(chains, page, model)


@pytest.mark.parametrize("chains", [[[HEAD], [TEXT], [OTHER, MORE]], [[TEXT, HEAD], [OTHER, MORE]]])
def test_a_headline_goes_over_the_article_that_it_is_most_like(chains: list[Chain]) -> None:
    lines = (STATION, "桥面通车了。", "骑手们进来歇脚。", "驿站的灯一直亮着。")
    assert read(chains, *lines) == [[HEAD, OTHER, MORE], [TEXT]]


def test_a_headline_that_is_like_nothing_stays_where_it_was() -> None:
    chains = [[HEAD], [TEXT], [OTHER, MORE]]
    assert read(chains, STATION, "桥面通车了。", "锅炉房改建了。", "设备都换新了。") == chains


def test_a_headline_behind_its_own_text_goes_over_it() -> None:
    lines = ("桥面通车了。", "骑手们进驿站歇脚。", STATION, "锅炉房改建了。")
    assert read([[0], [1, 2], [3]], *lines) == [[0], [2, 1], [3]]


def test_a_text_that_goes_on_from_another_page_lacks_a_headline() -> None:
    lines = (STATION, "桥面通车了。", "（上接第1版）", "骑手们进驿站歇脚。")
    assert read([[0], [1], [2, 3]], *lines) == [[0, 2, 3], [1]]


def test_a_text_has_one_headline_in_two_parts_at_most() -> None:
    lines = (STATION, "桥面通车了。", "工友驿站开门", "驿站夜里亮灯", "驿站的灯一直亮着，工友都来。")
    assert sum(len(chain) == 1 for chain in read([[0], [1], [2], [3], [4]], *lines)) == 2
