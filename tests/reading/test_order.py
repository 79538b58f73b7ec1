"""The page's own order, where nothing speaks against it."""

from __future__ import annotations

from kg.reading import continuation, ends
from kg.reading.lines import split
from kg.reading.order import ordered
from kg.reading.pieces import cut
from kg.reading.signs import Page


def page(*lines: str) -> Page:
    model = continuation.load()
    found = Page(cut(split("\n\n".join(lines), model)), model, ends.load())
    assert found.size == len(lines)
    return found


LIST = page(
    "骑手们进来歇脚。", "头班车六点开出。", "二班车七点开出。", "三班车八点开出。", "桥面通车了。", "末班车十点开出。"
)


def test_whole_paragraphs_that_stand_together_keep_the_order_of_the_page() -> None:
    assert ordered([[0, 3, 2, 1], [4, 5]], LIST) == [[0, 1, 2, 3], [4, 5]]


def test_what_stands_apart_on_the_page_stays_as_it_was_put() -> None:
    assert ordered([[5, 2, 0]], LIST) == [[5, 2, 0]]


def test_a_sentence_that_goes_on_is_not_torn() -> None:
    torn = page("钥匙挂在门口，谁来得早谁开门。", "灯一直亮着。", "今年夏天，驿站由三名退休职工轮流值守，他们把")
    assert ordered([[2, 0, 1]], torn) == [[2, 0, 1]]
