"""Headlines that were left over: one stands over a text, and never ends an article."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.continuation import Continuation
from kg.reading.layout import Chain
from kg.reading.signs import Page
from kg.reading.topics import Topics

# A headline is put over a text that is at least so much like it, as `kg.reading.topics.Topics` reckons.
_LEAST = 0.003
# A headline in two parts is one that the page has in two places.
_PARTS = 2


def headed(chains: Sequence[Chain], page: Page, model: Continuation) -> list[Chain]:
    """Return ``chains`` with each headline that stands alone, or behind the text of an article, over one that has none.

    That is the article that it is most like, if it is like any; else it stays where it was.
    """
    parted = [_parted(chain, page) for chain in chains]
    over: dict[int, list[int]] = {at: [] for at, (text, _) in enumerate(parted) if text and _bare(text[0], page)}
    loose = [at for at, (_, heads) in enumerate(parted) if heads]
    texts = ["".join(page.pieces[piece].text for piece in text) for text, _ in parted]
    heads = ["".join(page.pieces[piece].text for piece in parted[at][1]) for at in loose]
    if not heads:
        return sorted(map(list, chains), key=min)
    alike = Topics([*texts, *heads], model).alike()[len(texts) :]
    gains = sorted(((row[to], one, to) for one, row in zip(loose, alike, strict=True) for to in over), reverse=True)
    placed = set[int]()
    for gain, one, to in gains:
        fits = gain > _LEAST and page.possible[parted[one][1][-1], parted[to][0][0]]
        if fits and one not in placed and len(over[to]) < _PARTS:
            over[to].append(one)
            placed.add(one)
    found = []
    for at, (text, own) in enumerate(parted):
        above = sorted(piece for one in over.get(at, ()) for piece in parted[one][1])
        found.append([*above, *text, *(() if at in placed else own)])
    return sorted((chain for chain in found if chain), key=min)


def _bare(first: int, page: Page) -> bool:
    """Whether a text that begins with this piece lacks a headline: a mark of continuation is none."""
    piece = page.pieces[first]
    return piece.continues or not piece.head


def _parted(chain: Chain, page: Page) -> tuple[Chain, Chain]:
    """Return a chain without the headlines at its end, and these; an article that ends with a mark of continuation has none."""
    end = len(chain)
    while end and page.pieces[chain[end - 1]].head and not page.pieces[chain[end - 1]].marked:
        end -= 1
    return chain[:end], chain[end:]
