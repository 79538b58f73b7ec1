"""Putting an article's pieces together in reading order, over the page as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from kg.reading import continuation, ends, kinship, signs
from kg.reading.kinship import kin
from kg.reading.layout import Chain, Matrix
from kg.reading.lines import Line
from kg.reading.order import ordered
from kg.reading.overhead import headed
from kg.reading.pieces import Piece
from kg.reading.search import improve
from kg.reading.signs import Page, Signs

MODEL = Path(__file__).parent / "model" / "assembly.json"
# So many pieces are put together with one another; no newspaper page has more.
_PART = 130
_IMPOSSIBLE, _CERTAIN = -50.0, 25.0
# A headline behind an unfinished sentence is worth so much less than learned: jumbled pages lose more text than printed ones.
_AMID = 3.0


@dataclass(frozen=True)
class Weights:
    """What each of `kg.reading.signs.NAMES` is worth for a join, and each of `kg.reading.kinship.NAMES` for two pieces in one article."""

    join: Signs
    kin: Signs


def assemble(pieces: Sequence[Piece]) -> list[list[Line]]:
    """Return the lines of each article in reading order, articles in the order in which the page begins them.

    A page of more pieces than a newspaper's can have is put together in parts, so that the cost stays in proportion to its length.
    """
    found: list[list[Line]] = []
    for first in range(0, len(pieces), _PART):
        part = [replace(piece, at=at) for at, piece in enumerate(pieces[first : first + _PART])]
        page = Page(part, continuation.load(), ends.load())
        found += [[line for at in chain for line in part[at].lines] for chain in chains(page, weights())]
    return found


@cache
def weights() -> Weights:
    """Return the weights that ship, learned by `kg.training.assembly`."""
    stored = json.loads(MODEL.read_text(encoding="utf-8"))
    return Weights(
        np.array([stored["join"].get(name, 0.0) for name in signs.NAMES], np.float32),
        np.array([stored["kin"].get(name, 0.0) for name in kinship.NAMES], np.float32),
    )


def chains(page: Page, learned: Weights) -> list[Chain]:
    """Return the pieces of each article in their order."""
    if _single(page):
        return [list(range(page.size))]
    joins, kinship = page.worth(learned.join) - _AMID * page.amid(), kin(page) @ learned.kin
    np.fill_diagonal(kinship, 0)
    found = ordered(divide(joins, kinship, page), page)
    return headed(found, page, continuation.load())


def _single(page: Page) -> bool:
    """Whether a page is one article in its order: one headline over it, at most lesser ones in it, and no sentence cut."""
    over, *under = page.pieces or (None,)
    if over is None or not over.head or page.cuts.any() or any(piece.closed for piece in under[:-1]):
        return False
    level = over.lines[0].level
    first, *rest = under or (over,)
    if any(piece.fresh for piece in rest) or (first.fresh and first is not over and not page.certain()[0, 1]):
        return False
    return all(0 < level < piece.lines[0].level for piece in under if piece.head)


def divide(joins: Signs, kinship: Signs, page: Page) -> list[Chain]:
    """Return the chains of the greatest worth that a search finds, beginning with the best matching of ends with beginnings."""
    worth = np.where(page.possible, joins + _CERTAIN * page.certain(), _IMPOSSIBLE).astype(np.float64)
    together = kinship.astype(np.float64)
    np.fill_diagonal(together, 0)
    return sorted(improve(match(worth), worth, together), key=min)


def match(worth: Matrix) -> list[Chain]:
    """Return the pieces in chains: the joins of the greatest worth together, none in a circle."""
    gains = np.maximum(worth, 0)
    before, after = linear_sum_assignment(gains, maximize=True)
    follows = {int(one): int(other) for one, other in zip(before, after, strict=True) if gains[one, other] > 0}
    _open_circles(follows, gains)
    return [_chain(at, follows) for at in sorted(set(range(len(worth))) - set(follows.values()))]


def _chain(at: int, follows: dict[int, int]) -> Chain:
    chain = [at]
    while chain[-1] in follows:
        chain.append(follows[chain[-1]])
    return chain


def _open_circles(follows: dict[int, int], gains: Matrix) -> None:
    """Take the weakest join out of each circle, so that every article has a beginning."""
    for start in sorted(follows):
        circle = [start]
        while circle[-1] in follows and follows[circle[-1]] not in circle:
            circle.append(follows[circle[-1]])
        if follows.get(circle[-1]) == start:
            del follows[min(circle, key=lambda at: gains[at, follows[at]])]
