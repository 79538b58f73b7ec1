"""What the two sides of a cut say of whether they belong together: numbers for every pair of pieces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from operator import add

import numpy as np
import numpy.typing as npt

from kg.reading.continuation import Continuation, first_two, last_two
from kg.reading.ends import Ends
from kg.reading.pieces import Piece

Signs = npt.NDArray[np.float32]

NAMES = (
    "goes on",
    "pairs go on",
    "seen on page",
    "midway",
    "as a start",
    "odd",
    "quotation",
    "number",
    "lost",
    "parallel",
)
# Past this, pairs are no better or worse.
_MOST = 8.0
# So many characters of what a join would put together are looked for elsewhere.
_SEEN = 4
# Where a pair stands oftener than this, it is no name.
_PLACES = 50
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def cuts(pieces: Sequence[Piece], possible: npt.NDArray[np.bool_], model: Continuation, ends: Ends) -> list[Signs]:
    """Return for each of `NAMES` pieces × pieces: what it says of the second following the first."""
    size = len(pieces)
    starts = [one.start for one in pieces]
    goes_on, start = ends.compare([one.tail for one in pieces], starts)
    odd = np.array([model.odd(one) for one in starts], np.float32)
    midway = np.array([one.midway for one in pieces], np.float32)
    unclosed, unopened = np.array([_unclosed(one) for one in pieces]), np.array([_unopened(one) for one in pieces])
    quotes = np.outer(unclosed, unopened) * 1.0 - (unclosed[:, None] != unopened[None, :])
    asked = possible & np.array([one.open for one in pieces])[:, None]
    ones = np.ones((size, size), np.float32)
    opening = np.array([_opening(one) for one in pieces])
    found = [
        goes_on,
        np.where(asked, _pairs(pieces, model), 0),
        _seen(pieces, asked),
        ones * midway,
        ones * start,
        ones * odd,
        quotes,
        asked & np.outer([one.tail[-1:].isdigit() for one in pieces], [one[:1].isdigit() for one in starts]),
        ones * (goes_on.max(axis=1) if size else start)[:, None],
        (opening[:, None] == opening[None, :]) & (opening != "")[:, None],
    ]
    return [np.asarray(one, np.float32) for one in found]


def _pairs(pieces: Sequence[Piece], model: Continuation) -> npt.NDArray[np.float64]:
    """Return how well the characters next to a cut go together, beside how they begin a sentence."""
    first = np.maximum(0.0, [model.starts(one.start) for one in pieces])
    meet = model.meetings([last_two(one.tail) for one in pieces], [first_two(one.start) for one in pieces])
    return np.asarray(np.clip(meet - first, -_MOST, _MOST))


def _seen(pieces: Sequence[Piece], asked: npt.NDArray[np.bool_]) -> Signs:
    """Return how much of what a join would put together stands elsewhere on the page: 0, 2, 3 or 4 characters."""
    found = np.zeros(asked.shape, np.float32)
    page = "\n".join(one.text for one in pieces)
    ends, starts = _by_char(pieces, -1), _by_char(pieces, 0)
    asked_for = {last + first for last in ends for first in starts}
    places = defaultdict[str, list[int]](list)
    for at, pair in enumerate(map(add, page, page[1:]), 1):
        if pair in asked_for and len(places[pair]) < _PLACES:
            places[pair].append(at)
    for pair, known in places.items():
        for one in ends[pair[0]]:
            for other in starts[pair[1]]:
                if asked[one, other]:
                    tail, start = pieces[one].tail, pieces[other].start
                    found[one, other] = max(_common(page, at, tail, start) for at in known)
    return found


def _by_char(pieces: Sequence[Piece], at: int) -> dict[str, list[int]]:
    """Return the pieces by the character with which they begin or end, where it is part of a word."""
    found = defaultdict[str, list[int]](list)
    for one in pieces:
        if _WORD.match(one.text[at]):
            found[one.text[at]].append(one.at)
    return found


def _common(page: str, at: int, tail: str, start: str) -> int:
    """Return how many characters before and behind a place on the page are those of the two sides, up to `_SEEN`."""
    before = behind = 1
    while (
        before < min(_SEEN - 1, len(tail), at)
        and page[at - 1 - before] == tail[-1 - before]
        and _WORD.match(tail[-1 - before])
    ):
        before += 1
    while (
        behind < min(_SEEN - 1, len(start))
        and page[at + behind : at + behind + 1] == start[behind]
        and _WORD.match(start[behind])
    ):
        behind += 1
    return min(_SEEN, before + behind)


def _opening(piece: Piece) -> str:
    """Return the first characters of a paragraph, as far as those of a list are alike: a year, a dash, the same words."""
    found = _FIGURES.sub("0", piece.text[:6])[:2]
    return "" if piece.head or piece.midway or found[:1] in "“‘" else found


def _unclosed(piece: Piece) -> bool:
    text = piece.lines[-1].text
    return text.rfind("“") > text.rfind("”")


def _unopened(piece: Piece) -> bool:
    text = piece.lines[0].text
    closed = text.find("”")
    return closed >= 0 and not 0 <= text.find("“") < closed
