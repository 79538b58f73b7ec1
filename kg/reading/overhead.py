"""Headlines that were left over: one stands over a text, and never ends an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.reading.search import Chain, Matrix, bond
from kg.reading.signs import Page

# A headline is put over an article that it fits no worse than this: alone it is worth nothing.
_LEAST = -8.0
# A headline in two parts is one that the page has in two places.
_PARTS = 2


def headed(chains: Sequence[Chain], worth: Matrix, kin: Matrix, page: Page) -> list[Chain]:
    """Return ``chains`` with each headline that stands alone, or behind the text of an article, over one that has none.

    That is the article that it fits best, if it fits any; else it stays where it was.
    """
    parted = [_parted(chain, page) for chain in chains]
    over: dict[int, list[int]] = {
        at: [] for at, (text, _) in enumerate(parted) if text and not page.pieces[text[0]].head
    }
    gains = sorted(
        (
            (_gain(parted[one], parted[other][0], worth, kin), one, other)
            for one, (_, loose) in enumerate(parted)
            for other in over
            if loose and one != other and page.possible[loose[-1], parted[other][0][0]]
        ),
        reverse=True,
    )
    placed = set[int]()
    for gain, one, other in gains:
        if gain > _LEAST and one not in placed and len(over[other]) < _PARTS:
            over[other].append(one)
            placed.add(one)
    found = []
    for at, (text, loose) in enumerate(parted):
        above = sorted(piece for one in over.get(at, ()) for piece in parted[one][1])
        found.append([*above, *text, *(() if at in placed else loose)])
    return sorted((chain for chain in found if chain), key=min)


def _parted(chain: Chain, page: Page) -> tuple[Chain, Chain]:
    """Return a chain without the headlines at its end, and these; an article that ends with a mark of continuation has none."""
    end = len(chain)
    while end and page.pieces[chain[end - 1]].head and not page.pieces[chain[end - 1]].marked:
        end -= 1
    return chain[:end], chain[end:]


def _gain(own: tuple[Chain, Chain], text: Chain, worth: Matrix, kin: Matrix) -> float:
    """Return what is gained where a headline leaves its place for one over another text."""
    before, loose = own
    leaves = (worth[before[-1], loose[0]] if before else 0.0) + _held(before + loose, kin) - _held(before, kin)
    return float(worth[loose[-1], text[0]] + _held(loose + text, kin) - _held(text, kin) - leaves)


def _held(chain: Chain, kin: Matrix) -> float:
    return float(bond(kin[np.ix_(chain, chain)].sum(), np.array(len(chain)))) if chain else 0.0
