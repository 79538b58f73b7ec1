"""Putting an article's pieces together in reading order, over the page as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

import numpy as np
from scipy.optimize import linear_sum_assignment

from kg.reading.continuation import Continuation
from kg.reading.lines import Line
from kg.reading.pieces import Piece, gain
from kg.reading.topics import Matrix, Topics

# What each sign is worth, in one currency; chosen by random search over jumbled articles of our own (tests/reading/jumbler.py), the
# sample pages and three real ones. Those best on our own pages alone group the real pages' lines 4 to 5 points worse.
_TOPIC = 25.0
_ADJACENT, _DISTANCE, _BACK = 2.0, 0.02, 0.3
_SUBHEADING, _TAKEN_UP = 1.0, 0.6
_CONTINUATION, _ODD, _MIDWAY, _NOT_MIDWAY, _COMPLETE = 0.35, 0.2, 1.0, 0.3, -1.25
# Adjacency fades over so many characters of other text between two pieces.
_FADES = 150
# So many characters round a join tell its topic.
_CONTEXT = 500
# Of the pieces that may follow one, so many are weighed; more would only slow the matching.
_CANDIDATES = 8
# The page is matched again with what the first matching put together as context.
_ROUNDS = 2
# So many pieces are matched with one another; no newspaper page has more.
_PART = 250
_NEVER = -99.0

Edges = dict[tuple[int, int], float]


def assemble(pieces: Sequence[Piece], model: Continuation) -> list[list[Line]]:
    """Return the lines of each article in reading order, articles in the order in which the page begins them.

    Which piece follows which is one matching of ends with beginnings over the whole page, of the greatest weight. A page of
    more pieces than a newspaper's can have is matched in parts, so that the cost stays in proportion to its length.
    """
    found: list[list[Line]] = []
    for first in range(0, len(pieces), _PART):
        part = [replace(piece, at=at) for at, piece in enumerate(pieces[first : first + _PART])]
        found += [[line for at in chain for line in part[at].lines] for chain in _chains(part, model)]
    return found


def _chains(pieces: Sequence[Piece], model: Continuation) -> list[list[int]]:
    seams = Seams(pieces, model)
    topics = Topics([piece.text for piece in pieces], model)
    follows = {at: at + 1 for at in range(len(pieces) - 1) if seams.weight(at, at + 1) + _ADJACENT > 0}
    for _ in range(_ROUNDS):
        follows = match(edges(pieces, seams, topics, follows), len(pieces))
    begins = [piece.at for piece in pieces if piece.at not in follows.values()]
    return sorted((_chain(at, follows) for at in begins), key=min)


def match(weights: Edges, size: int) -> dict[int, int]:
    """Return which of ``size`` pieces follows which: the joins of the greatest weight together, none in a circle."""
    gains = np.zeros((size, size))
    for (before, after), weight in weights.items():
        gains[before, after] = max(0.0, weight)
    chosen = zip(*linear_sum_assignment(gains, maximize=True), strict=True)
    follows = {int(before): int(after) for before, after in chosen if gains[before, after] > 0}
    _open_circles(follows, weights)
    return follows


def edges(pieces: Sequence[Piece], seams: Seams, topics: Topics, follows: dict[int, int]) -> Edges:
    """Return for pairs of pieces of which the second may follow the first what speaks for it.

    ``follows`` is what is taken to be joined so far: it tells what stands round each piece. Weighed are the next piece, those
    most alike, and behind an open end all.
    """
    alike = _likeness(pieces, topics, follows)
    found: Edges = {}
    for before in range(len(pieces)):
        others = (
            range(len(pieces))
            if pieces[before].open or pieces[before].bare
            else np.argsort(-alike[before], kind="stable")[:_CANDIDATES].tolist()
        )
        for after in {*others, *range(before + 1, min(before + 4, len(pieces)))} - {before}:
            seam = seams.weight(before, after)
            if seam > _NEVER:
                found[before, after] = _TOPIC * float(alike[before, after]) + _nearness(pieces, before, after) + seam
    return found


def _likeness(pieces: Sequence[Piece], topics: Topics, follows: dict[int, int]) -> Matrix:
    """Return how alike the text up to each piece (rows) and the text from each on (columns) are, 0 to 1."""
    leads = {after: before for before, after in follows.items()}
    ups = [_context(pieces, at, leads) for at in range(len(pieces))]
    downs = [_context(pieces, at, follows) for at in range(len(pieces))]
    alike = topics.matrix(ups) @ topics.matrix(downs).T
    # Where the two contexts share a piece, the pieces speak for themselves alone.
    own = topics.matrix([[at] for at in range(len(pieces))])
    alone = own @ own.T
    for before, up in enumerate(ups):
        for after, down in enumerate(downs):
            if before != after and not set(up).isdisjoint(down):
                alike[before, after] = alone[before, after]
    return alike


def _context(pieces: Sequence[Piece], at: int, step: dict[int, int]) -> list[int]:
    """Return a piece and those that stand on one side of it, as far as they tell its topic."""
    found, size = [at], len(pieces[at].text)
    while size < _CONTEXT and found[-1] in step and step[found[-1]] not in found:
        found.append(step[found[-1]])
        size += len(pieces[found[-1]].text)
    return found


def _chain(at: int, follows: dict[int, int]) -> list[int]:
    chain = [at]
    while chain[-1] in follows:
        chain.append(follows[chain[-1]])
    return chain


def _open_circles(follows: dict[int, int], weights: Edges) -> None:
    """Take the weakest join out of each circle, so that every article has a beginning."""
    for start in sorted(follows):
        circle = [start]
        while circle[-1] in follows and follows[circle[-1]] not in circle:
            circle.append(follows[circle[-1]])
        if follows.get(circle[-1]) == start:
            weakest = min(circle, key=lambda at: weights[at, follows[at]])
            del follows[weakest]


def _possible(before: Piece, after: Piece) -> bool:
    """Whether ``after`` can follow ``before`` at all: what closes an article, or opens one, allows no join."""
    if before is after or before.closed:
        return False
    if before.bare:
        return not after.fresh or after.continues
    if after.fresh or after.continues or (before.open and after.headed):
        return False
    return not after.headed or after.at == before.at + 1


def _nearness(pieces: Sequence[Piece], before: int, after: int) -> float:
    """Return what the page's own order says: what stands right behind follows, the less the more stands between."""
    if after < before:
        return -_BACK - _DISTANCE * (before - after)
    between = 0
    for piece in pieces[before + 1 : after]:
        between += len(piece.text)
        if between > 6 * _FADES:
            break
    return _ADJACENT * exp(-between / _FADES) - _DISTANCE * (after - before)


class Seams:
    """What the two ends of a join say: whether the sentence goes on, or a new one may begin; each pair is weighed once."""

    def __init__(self, pieces: Sequence[Piece], model: Continuation) -> None:
        self._pieces, self._model = pieces, model
        self._weights: Edges = {}

    def weight(self, before: int, after: int) -> float:
        """Return what speaks for a join, or `_NEVER` where there can be none."""
        key = before, after
        if key not in self._weights:
            one, other = self._pieces[before], self._pieces[after]
            self._weights[key] = _seam(one, other, self._model) if _possible(one, other) else _NEVER
        return self._weights[key]


def _seam(before: Piece, after: Piece, model: Continuation) -> float:
    last, first = before.lines[-1], after.lines[0]
    if after.headed:
        return _SUBHEADING
    if before.bare:
        return _TAKEN_UP if after.continues else _ODD * model.odd(first.text)
    if before.open:
        told = max(-8.0, min(8.0, gain(model, last, first)))
        return _CONTINUATION * told + (_MIDWAY if after.midway else _NOT_MIDWAY) + _quotation(before, after)
    odd = _ODD * model.odd(first.text) - (2 * _MIDWAY if after.midway else 0.0)
    return _COMPLETE + odd + _quotation(before, after)


def _quotation(before: Piece, after: Piece) -> float:
    """Return what the quotation marks say: one left open must be closed, and one closed have been opened."""
    tail, head = before.lines[-1].text, after.lines[0].text
    left_open = tail.rfind("“") > tail.rfind("”")
    closes = head.find("”") >= 0 and not 0 <= head.find("“") < head.find("”")
    return 2.0 if left_open and closes else -2.0 if left_open != closes else 0.0
