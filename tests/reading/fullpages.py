"""Pages as a newspaper fills them: a few long articles, some of them in pieces, and short ones, most of them whole.

``python -m tests.reading.fullpages`` prints how well lines are grouped and pieces joined; no article on them was learned from.
It is nearer to a real page than `tests.reading.jumbler`, where every article is torn.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from kg.model import Page
from kg.reading.articles import articles
from kg.training.jumbling import Jumble, jumble
from kg.training.ordered import Text
from tests.reading.jumbler import Joins, features, joins, ours

# How many long articles a page has, how many short ones, and in how many pieces each comes.
LONG, SHORT = (1, 2, 2, 3), (2, 3, 4, 6)
LONG_PIECES, SHORT_PIECES = (1, 1, 2, 3, 4), (1, 1, 1, 1, 2, 3)
PAGES = 60


def pages(long: Sequence[Text], short: Sequence[Text], count: int = PAGES, seed: int = 7) -> Iterator[Jumble]:
    """Yield pages of these articles; the same seed gives the same pages."""
    chance = random.Random(seed)
    for _ in range(count):
        some, others = chance.sample(long, chance.choice(LONG)), chance.sample(short, chance.choice(SHORT))
        pieces = [chance.choice(LONG_PIECES) for _ in some] + [chance.choice(SHORT_PIECES) for _ in others]
        yield jumble([*some, *others], pieces, chance.randrange(1 << 30))


def grouped(page: Jumble) -> tuple[float, float, int]:
    """Return the sums of B-cubed precision and recall over a page's lines, and how many lines there are."""
    starts = sorted(page.places)
    read: dict[int, Hashable] = {start: ("none", start) for start in starts}
    for number, article in enumerate(articles(Page("page.txt", page.text, "0"))):
        for start, end in article.spans:
            for at in range(bisect_right(starts, start) - 1, len(starts)):
                if starts[at] < end:
                    read[starts[at]] = number
    true, told = defaultdict[Hashable, set[int]](set), defaultdict[Hashable, set[int]](set)
    for start in starts:
        true[page.places[start][0]].add(start)
        told[read[start]].add(start)
    both = [(len(true[page.places[at][0]] & told[read[at]]), at) for at in starts]
    precision = sum(size / len(told[read[at]]) for size, at in both)
    return precision, sum(size / len(true[page.places[at][0]]) for size, at in both), len(starts)


def main() -> None:
    """Print the figures."""
    precision = recall = lines = 0.0
    right = Joins()
    for page in pages(features(), ours()):
        one, other, count = grouped(page)
        precision, recall, lines = precision + one, recall + other, lines + count
        right += joins(page)
    print(f"{PAGES} pages, {lines:.0f} lines")
    print(f"lines grouped (B-cubed F1): {200 * precision * recall / (precision + recall) / lines:.1f}")
    print(f"pieces joined right: {right.right} of {right.of}, {right.percent:.1f} %")


if __name__ == "__main__":
    main()
