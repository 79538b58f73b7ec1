"""The page's own order, where nothing speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.reading.layout import Chain
from kg.reading.signs import Page


def ordered(chains: Sequence[Chain], page: Page) -> list[Chain]:
    """Return ``chains`` with whole paragraphs that stand together, on the page and in an article, in the page's order.

    The signs tell little of the order of such (the points of a list, say); where a sentence goes on from one to another, all stay.
    """
    return [_sorted(chain, page) for chain in chains]


def _sorted(chain: Chain, page: Page) -> Chain:
    found = list(chain)
    for start in range(len(chain)):
        for end in range(len(chain), start + 2, -1):
            block = found[start:end]
            if max(block) - min(block) == len(block) - 1 and block != sorted(block) and _whole(block, page):
                found[start:end] = sorted(block)
                break
    return found


def _whole(block: Chain, page: Page) -> bool:
    """Whether no sentence goes on within a block, nor across what stands together in it on the page."""
    rising = sorted(block)
    return (
        not any(
            page.pieces[one].open or page.pieces[other].midway or page.pieces[one].head
            for one, other in pairwise(block)
        )
        and not any(page.cuts[at] for at in rising[1:])
        and all(page.possible[one, other] for one, other in pairwise(rising))
    )
