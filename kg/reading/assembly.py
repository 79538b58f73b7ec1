"""Putting an article's pieces together in reading order, over the page as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import exp, log, sqrt

import networkx as nx

from kg.reading.continuation import Continuation
from kg.reading.lines import Line
from kg.reading.pieces import Piece, gain

_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What each sign is worth, in one currency; set on the sample pages.
_TOPIC = 18.0
_ADJACENT, _DISTANCE, _BACK = 2.0, 0.02, 0.3
_SUBHEADING, _TAKEN_UP = 0.5, 0.6
_CONTINUATION, _ODD, _MIDWAY, _NOT_MIDWAY, _COMPLETE = 0.25, 0.35, 1.5, 0.3, -1.25
# Adjacency fades over so many characters of other text between two pieces.
_FADES = 150
# So many characters round a join tell its topic.
_CONTEXT = 1200


def assemble(pieces: Sequence[Piece], model: Continuation) -> list[list[Line]]:
    """Return the lines of each article in reading order, articles in the order in which the page begins them.

    Which piece follows which is one matching of ends with beginnings over the whole page, of the greatest weight.
    """
    weights = edges(pieces, model)
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for (before, after), weight in weights.items():
        if weight > 0:
            graph.add_edge(("end", before), ("start", after), weight=weight)
    follows: dict[int, int] = {}
    for pair in nx.max_weight_matching(graph):
        (_, before), (_, after) = sorted(pair)
        follows[before] = after
    _open_circles(follows, weights)
    begins = [piece.at for piece in pieces if piece.at not in follows.values()]
    chains = [_chain(at, follows) for at in begins]
    return [[line for at in chain for line in pieces[at].lines] for chain in sorted(chains, key=min)]


def edges(pieces: Sequence[Piece], model: Continuation) -> dict[tuple[int, int], float]:
    """Return for each pair of pieces of which the second may follow the first what speaks for it; nothing does at 0 and below."""
    topics = _Topics(pieces, model)
    found = {}
    for before in pieces:
        for after in pieces:
            if before is not after and _possible(before, after):
                topic = topics.likeness(before.at, after.at)
                near = _nearness(pieces, before.at, after.at)
                found[before.at, after.at] = _TOPIC * topic + near + _seam(before, after, model)
    return found


def _nearness(pieces: Sequence[Piece], before: int, after: int) -> float:
    """Return what the page's own order says: what stands right behind follows, the less the more stands between."""
    if after < before:
        return -_BACK - _DISTANCE * (before - after)
    between = sum(len(piece.text) for piece in pieces[before + 1 : after])
    return _ADJACENT * exp(-between / _FADES) - _DISTANCE * (after - before)


def _chain(at: int, follows: dict[int, int]) -> list[int]:
    chain = [at]
    while chain[-1] in follows:
        chain.append(follows[chain[-1]])
    return chain


def _open_circles(follows: dict[int, int], weights: dict[tuple[int, int], float]) -> None:
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
    if before.closed:
        return False
    if before.bare:
        return not after.fresh or after.continues
    if after.fresh or after.continues or (before.open and after.headed):
        return False
    return not after.headed or after.at == before.at + 1


def _seam(before: Piece, after: Piece, model: Continuation) -> float:
    """Return what the two ends say: whether the sentence goes on, or a new one may begin."""
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


class _Topics:
    """What each piece is about, together with the text that safely stands before or behind it.

    A topic is pairs of Chinese characters, weighted by how rare they are in print and on the page.
    """

    def __init__(self, pieces: Sequence[Piece], model: Continuation) -> None:
        counts = [
            Counter(run[at : at + 2] for run in _HAN.findall(one.text) for at in range(len(run) - 1)) for one in pieces
        ]
        spread = Counter(pair for count in counts for pair in count)
        rarity = {pair: model.rarity(pair) * log((1 + len(pieces)) / number) for pair, number in spread.items()}
        self.first = [_reach(pieces, at, -1) for at in range(len(pieces))]
        self.last = [_reach(pieces, at, 1) for at in range(len(pieces))]
        self.own = [_weighted([count], rarity) for count in counts]
        self.before = [_weighted(counts[first : at + 1], rarity) for at, first in enumerate(self.first)]
        self.behind = [_weighted(counts[at : last + 1], rarity) for at, last in enumerate(self.last)]

    def likeness(self, before: int, after: int) -> float:
        """Return how alike the text up to one piece and the text from another on are, 0 to 1."""
        if self.first[before] <= self.last[after] and after <= before:
            return _likeness(self.own[before], self.own[after])
        return _likeness(self.before[before], self.behind[after])


def _reach(pieces: Sequence[Piece], at: int, step: int) -> int:
    """Return the piece up to which, going by ``step``, text safely belongs to the piece ``at``."""
    reached = at
    while 0 <= reached + step < len(pieces) and _size(pieces, *sorted((at, reached))) < _CONTEXT:
        left, right = sorted((reached, reached + step))
        if not _safe(pieces[left], pieces[right]):
            break
        reached += step
    return reached


def _safe(before: Piece, after: Piece) -> bool:
    """Whether two neighbours certainly belong together: a headline and its text, a text and its next section."""
    if before.closed or after.fresh or before.open or after.midway:
        return False
    return before.bare or after.headed or before.continues


def _size(pieces: Sequence[Piece], first: int, last: int) -> int:
    return sum(len(piece.text) for piece in pieces[first : last + 1])


def _weighted(counts: Sequence[Counter[str]], rarity: dict[str, float]) -> dict[str, float]:
    total: Counter[str] = sum(counts, Counter())
    return {pair: (1 + log(number)) * rarity[pair] for pair, number in total.items()}


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of two weighted sets of pairs, 0 to 1."""
    small, large = sorted((one, other), key=len)
    shared = sum(weight * large[pair] for pair, weight in small.items() if pair in large)
    length = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return shared / length if length else 0.0
