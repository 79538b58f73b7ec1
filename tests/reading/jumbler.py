"""Pages out of order, made from articles of our own that joining was not learned from, and how much of them is put right.

``python -m tests.reading.jumbler`` prints the share of joins that are right as articles and pieces grow.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.model import Page
from kg.reading.articles import articles
from kg.training.jumbling import Disorder, Jumble, jumble
from kg.training.ordered import Text, held_out, own

# Half of the articles keep the order of their pieces on the page, others between them, as on the pages of newspapers.
COLUMNS = Disorder(order=0.5)
# The pieces of every article in any order; columns at whose ends text is missing; and columns whose rows end in a space.
SHUFFLED, LOST, SPACED = Disorder(order=0.0), Disorder(order=0.5, lost=0.15), Disorder(order=0.5, spaced=1.0)
FEATURES = Path(__file__).parent / "features.txt"
# Annotated articles that no model has learned from.
ARTICLES = Path(__file__).parents[1] / "articles"
# A piece of a column is not shorter than this on average.
PIECE = 70
PAGES = 12
# An article of so many characters is long.
LONG = 700


@dataclass(frozen=True)
class Joins:
    """Places at which an article goes on elsewhere on the page: how many, and at how many the reading goes on there."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Joins) -> Joins:
        return Joins(self.right + other.right, self.of + other.of)

    @property
    def percent(self) -> float:
        return 100 * self.right / max(1, self.of)


def ours() -> list[Text]:
    """Return the short articles that nothing was learned from and that are prose."""
    return [
        text for text in own() if _kept(text) and _size(text) < LONG and not any(line[0] in "●▲■◆【" for line in text)
    ]


def features(path: Path = FEATURES) -> list[Text]:
    """Return articles as long as those that a newspaper breaks into columns, of about a thousand characters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    never = [tuple(one.split("\n")) for one in text.split("\n\n")]
    return [*never, *own(ARTICLES), *(text for text in own() if _kept(text) and _size(text) >= LONG)]


def _kept(text: Text) -> bool:
    return held_out(text) and len(text) >= 4


def _size(text: Text) -> int:
    return sum(map(len, text))


def pages(texts: Sequence[Text], count: int, pieces: int, seed: int, disorder: Disorder = COLUMNS) -> Iterator[Jumble]:
    """Yield pages of ``count`` articles, each long enough for its ``pieces``."""
    chance = random.Random(f"{seed} {count} {pieces}")
    enough = [text for text in texts if sum(map(len, text)) >= PIECE * pieces]
    for _ in range(PAGES):
        yield jumble(chance.sample(enough, count), [pieces] * count, chance.randrange(1 << 30), disorder)


def joins(page: Jumble) -> Joins:
    """Read a jumbled page and count the joins that are right; what stands in its order already is no test of joining."""
    starts = sorted(page.places)
    ends = [*starts[1:], len(page.text) + 1]
    read: dict[int, int] = {}
    for article in articles(Page("page.txt", page.text, "0")):
        inside = [
            at
            for start, end in article.spans
            for at in range(bisect_right(starts, start) - 1, len(starts))
            if starts[at] < end
        ]
        inside = [at for number, at in enumerate(inside) if ends[at] > 0 and at not in inside[:number]]
        read |= dict(pairwise(inside))
    where = {place: at for at, place in enumerate(page.places[start] for start in starts)}
    right = of = 0
    for (article, line), at in where.items():
        following = where.get((article, line + 1))
        if following is not None and following != at + 1:
            of += 1
            right += read.get(at) == following
    return Joins(right, of)


def measure(
    texts: Sequence[Text], count: int, pieces: int, seeds: Sequence[int], disorder: Disorder = COLUMNS
) -> Joins:
    """Return the joins of pages of every seed together."""
    return sum((joins(page) for seed in seeds for page in pages(texts, count, pieces, seed, disorder)), Joins())


def main() -> None:
    """Print the curve."""
    for name, texts in (("long", features()), ("short", ours())):
        length = sum(len(line) for text in texts for line in text) // len(texts)
        print(f"{len(texts)} {name} articles of {length} characters on average, {PAGES} pages for each of 3 seeds:")
        print("joins right in percent, and of how many")
        print("articles  pieces   in columns   shuffled   text missing   rows told apart")
        for count, pieces in ((2, 2), (3, 3), (4, 2), (4, 3), (4, 4), (4, 5), (4, 6), (6, 4)):
            found = [
                measure(texts, count, pieces, range(3), disorder) for disorder in (COLUMNS, SHUFFLED, LOST, SPACED)
            ]
            print(f"{count:8}  {pieces:6}   " + "   ".join(f"{one.percent:5.1f} of {one.of}" for one in found))


if __name__ == "__main__":
    main()
