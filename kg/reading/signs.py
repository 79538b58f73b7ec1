"""What speaks for one piece of a page following another: named signs, each a number for every pair of pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.reading.columns import compare, widths
from kg.reading.continuation import Continuation
from kg.reading.cuts import NAMES as CUTS
from kg.reading.cuts import cuts
from kg.reading.ends import Ends
from kg.reading.pieces import Piece
from kg.reading.topics import Topics

Signs = npt.NDArray[np.float32]

# Nearness fades over so many characters of other text between two pieces.
_FADES = 150
# A piece of no more characters than this is an inset that a text may run round: a caption's heading, a stray.
_INSET = 24

# What parts two pieces of one stretch of the page, a cut counting 1.
_HEADED, _PARAGRAPH = 0.5, 0.1
# Among so many neighbours on either side nothing is cut.
_CALM = 2
# So many pieces on either side of a cut are looked at together, each the less the farther it is.
_BLOCK, _LESS = 4, 0.7

_ENDS = ("head", "cut", "whole", "mark", "listing")
_STARTS = ("body", "headed", "opening", "taken up", "signature")
# A line of nothing but the author or agency.
_SIGNED = re.compile(r"[（(][^（）。]{2,30}[）)]")
_ORDER = (
    "near", "next but insets", "behind", "distance ahead", "distance back", "next amid no cuts", "next on a page without cuts",
    "next, odd", "next, as a start",
)  # fmt: skip
_TOPIC = tuple(
    f"{sign}{beyond}"
    for sign in ("alike", "names", "blocks alike", "names of blocks")
    for beyond in ("", " beyond others", " beyond other beginnings")
)

_WIDTH = ("one width", "one rare width", "two widths")

# Signs in the order of their columns: where the pieces end and begin, then what the ends say, the order and the topic, by kind of end.
NAMES = (
    *(f"{end} to {start}{there}" for there in ("", ", next") for end in _ENDS for start in _STARTS),
    *(f"{sign} ({end})" for sign in (*CUTS, *_ORDER, *_TOPIC, *_WIDTH) for end in _ENDS),
)


class Page:
    """The pieces of a page, and the signs that do not depend on what is joined to what."""

    def __init__(self, pieces: Sequence[Piece], model: Continuation, ends: Ends) -> None:
        self.pieces = pieces
        self.size = len(pieces)
        self.lengths = [len(piece.text) for piece in pieces]
        self._model, self._ends = model, ends
        texts = [piece.text for piece in pieces]
        topics, names = Topics(texts, model), Topics(texts, model, (3,))
        self.alike, self.names = topics.alike(), np.log1p(names.shared())
        self._end = np.array([_end(one) for one in pieces])
        self._start = np.array([_kind(one) for one in pieces])
        self.possible = self._possible()
        # Whether a sentence is cut before each piece, the last of all being the end of the page.
        self.cuts = np.array([False, *(one.open for one in pieces)]) | np.array(
            [*(one.midway for one in pieces), False]
        )
        # What stands before a cut and behind it on the page, as far as it may be of the same article.
        ahead = self._neighbours()
        self.blocks = topics.alike(ahead.T, ahead)
        self.block_names = np.log1p(names.shared(ahead.T, ahead))
        printed = [[line.text for line in one.lines if line.kind == "body"] for one in pieces]
        self.widths = compare(widths(printed))
        self.around = topics.alike(ahead + ahead.T, ahead + ahead.T)

    def signs(self) -> Signs:
        """Return pieces × pieces × `NAMES`: what speaks for the second following the first."""
        at = np.arange(self.size)
        next_one = at[None, :] == at[:, None] + 1
        found = [
            np.outer(self._end == end, self._start == start) & there
            for there in (~next_one, next_one)
            for end in range(len(_ENDS))
            for start in range(len(_STARTS))
        ]
        found += [sign * (self._end == end)[:, None] for sign in self._base() for end in range(len(_ENDS))]
        return np.stack([one.astype(np.float32) for one in found], axis=-1)

    def worth(self, weights: Signs) -> Signs:
        """Return pieces × pieces: the sum of `signs` by these weights of `NAMES`, without making the table of them all."""
        kinds, by_end = np.split(weights, [2 * len(_ENDS) * len(_STARTS)])
        there, following = kinds.reshape(2, len(_ENDS), len(_STARTS))[:, self._end][:, :, self._start]
        at = np.arange(self.size - 1)
        there[at, at + 1] = following[at, at + 1]
        for sign, row in zip(self._base(), by_end.reshape(-1, len(_ENDS))[:, self._end], strict=True):
            there += sign * row[:, None]
        return np.asarray(there, np.float32)

    def _base(self) -> list[Signs]:
        """Return the signs that are worth something else for each kind of end."""
        said = cuts(self.pieces, self.possible, self._model, self._ends)
        return [*said, *self._order(dict(zip(CUTS, said, strict=True))), *self._topics(), *self.widths]

    def _possible(self) -> npt.NDArray[np.bool_]:
        """Whether a piece can follow another at all: what closes an article, or opens one, allows no join."""
        closed = np.array([one.closed for one in self.pieces])
        fresh = np.array([one.fresh for one in self.pieces])
        head = np.array([one.head and not one.marked for one in self.pieces])
        under = np.array([not one.head and (one.opens or one.continues) for one in self.pieces])
        mark = np.array([one.continues for one in self.pieces])
        found: npt.NDArray[np.bool_] = ~closed[:, None] & (~fresh[None, :] | (head[:, None] & (under | mark)[None, :]))
        np.fill_diagonal(found, False)
        return found

    def stretch(self) -> Signs:
        """Return how little parts any two pieces on the page, 0 to 1: cuts and headlines between them, less than that any paragraph."""
        parts = np.full(self.size, _PARAGRAPH, np.float32)
        for at, (before, after) in enumerate(pairwise(self.pieces), 1):
            if after.head:
                parts[at] = _HEADED
            if self.cuts[at] or not self.possible[before.at, after.at]:
                parts[at] = 1
        passed = parts.cumsum()
        return np.asarray(np.exp(-np.abs(passed[:, None] - passed)), np.float32)

    def amid(self) -> Signs:
        """Return pieces × pieces: 1 where a headline would stand inside a sentence."""
        ends, heads = [one.open for one in self.pieces], [one.head and not one.marked for one in self.pieces]
        return np.outer(ends, heads).astype(np.float32)

    def certain(self) -> npt.NDArray[np.bool_]:
        """Whether a piece certainly follows another: text that begins an article (本报讯, 上接第1版) stands right under its headline."""
        found = np.zeros((self.size, self.size), bool)
        for one, other in pairwise(self.pieces):
            found[one.at, other.at] = (
                one.head and not one.marked and not other.head and (other.opens or other.continues)
            )
        return found

    def _neighbours(self) -> Signs:
        """Return pieces × pieces: how much each counts for what begins with another, those behind it less and less."""
        found = np.eye(self.size, dtype=np.float32)
        for step in range(1, _BLOCK):
            for at in range(self.size - step):
                if found[at, at + step - 1] and self.possible[at + step - 1, at + step]:
                    found[at, at + step] = _LESS**step
        return found

    def _order(self, said: Mapping[str, Signs]) -> list[Signs]:
        at = np.arange(self.size)
        before, after = at[:, None], at[None, :]
        passed = np.array([0, *accumulate(self.lengths)])
        between = np.maximum(passed[after] - passed[before + 1], 0)
        inset = np.array(
            [0, *accumulate(int(n > _INSET and not one.head) for n, one in zip(self.lengths, self.pieces, strict=True))]
        )
        ahead = after > before
        near = np.where(ahead, np.exp(-between / _FADES), 0)
        skips = ahead & (after > before + 1) & (inset[after] == inset[before + 1])
        away = np.log1p(np.abs(passed[after] - passed[before]) / 500)
        found: list[npt.NDArray[Any]] = [near, skips, ~ahead, np.where(ahead, away, 0), np.where(ahead, 0, away)]
        calm = np.convolve(self.cuts, np.ones(2 * _CALM + 1))[_CALM : _CALM + self.size + 1] == 0
        following = after == before + 1
        found += [following & calm[1:, None], following & (not self.cuts.any())]
        # What begins oddly stands at the top of a column: that it is next on the page says little then.
        found += [following * said["odd"], following * np.minimum(said["as a start"], 0)]
        return [one.astype(np.float32) for one in found]

    def _topics(self) -> list[Signs]:
        found: list[Signs] = []
        for shared in (self.alike, self.names, self.blocks, self.block_names):
            shared = np.where(self.possible, shared, 0)
            found += [shared, shared - _best_other(shared), shared - _best_other(shared.T).T]
        return [one.astype(np.float32) for one in found]


def _end(piece: Piece) -> int:
    if piece.marked:
        return 3
    if piece.head:
        return 0
    return 1 if piece.open else 4 if piece.text[-1] in "；：" else 2


def _kind(piece: Piece) -> int:
    if piece.continues:
        return 3
    if piece.lines[0].opens:
        return 2
    if not piece.head and _SIGNED.fullmatch(piece.text):
        return 4
    return 1 if piece.head or piece.lines[0].kind == "caption" else 0


def _best_other(alike: Signs) -> Signs:
    """Return for each cell the greatest of the others in its row."""
    if alike.shape[1] < 2:
        return np.zeros_like(alike)
    first, second = -np.partition(-alike, 1, axis=1)[:, :2].T
    return np.asarray(np.where(alike == first[:, None], second[:, None], first[:, None]), np.float32)
