"""Headlines that were left over."""

from __future__ import annotations

import numpy as np

from kg.reading import continuation, ends
from kg.reading.lines import split
from kg.reading.overhead import headed
from kg.reading.pieces import cut
from kg.reading.signs import Page

HEAD, TEXT, OTHER, MORE = range(4)


def page() -> Page:
    lines = ["江边的工友驿站", "桥面通车了。", "骑手们进来歇脚。", "驿站的灯一直亮着。"]
    model = continuation.load()
    found = Page(cut(split("\n\n".join(lines), model)), model, ends.load())
    assert [piece.head for piece in found.pieces] == [True, False, False, False]
    return found


def worth(fits: int, gain: float) -> np.ndarray:
    found = np.full((4, 4), -9.0)
    found[HEAD, fits] = gain
    return found


def test_a_headline_alone_goes_over_the_article_that_it_fits_best() -> None:
    found = headed([[HEAD], [TEXT], [OTHER, MORE]], worth(OTHER, 1), np.zeros((4, 4)), page())
    assert found == [[HEAD, OTHER, MORE], [TEXT]]


def test_a_headline_ends_no_article_where_it_fits_another() -> None:
    found = headed([[TEXT, HEAD], [OTHER, MORE]], worth(OTHER, 1), np.zeros((4, 4)), page())
    assert found == [[HEAD, OTHER, MORE], [TEXT]]


def test_a_headline_that_fits_nothing_stays_where_it_was() -> None:
    chains = [[HEAD], [TEXT], [OTHER, MORE]]
    assert headed(chains, np.full((4, 4), -99.0), np.zeros((4, 4)), page()) == chains


def test_what_two_pieces_are_to_one_another_counts() -> None:
    together = np.zeros((4, 4))
    together[HEAD, MORE] = together[MORE, HEAD] = 30.0
    found = headed([[HEAD], [TEXT], [OTHER, MORE]], worth(TEXT, -8.5), together, page())
    assert found == [[HEAD, OTHER, MORE], [TEXT]]
