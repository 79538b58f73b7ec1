"""What reading a page into articles costs as pages grow: ``python -m tests.benchmarks.assembly``.

Beside it, in the same run, what jieba takes to cut the same text into words, as a yardstick of a machine's speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from math import log
from time import process_time

from kg.model import Page
from kg.reading.articles import articles
from tests.reading.jumbler import COLUMNS, ours, pages

LENGTHS = (1_000, 10_000, 100_000)
REPEATS = 3


def text(length: int) -> str:
    """Return jumbled pages of our own articles, one behind another, of so many characters."""
    found = ""
    made = cycle([page.text for page in pages(ours(), 4, 3, 0, COLUMNS)])
    while len(found) < length:
        found += next(made) + "\n\n"
    return found[:length]


def seconds(do: Callable[[], object]) -> float:
    """Return the processor's time of the quickest of some runs."""
    taken = []
    for _ in range(REPEATS):
        start = process_time()
        do()
        taken.append(process_time() - start)
    return min(taken)


def costs() -> Iterator[tuple[int, float, float | None]]:
    """Yield the length of a page, the seconds that reading it takes, and jieba's for cutting it into words."""
    for length in LENGTHS:
        page = Page("page.txt", text(length), "0")
        yield length, seconds(lambda: articles(page)), _peer(page.text)  # noqa: B023


def _peer(page: str) -> float | None:
    try:
        import jieba  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    jieba.setLogLevel(60)
    jieba.initialize()
    return seconds(lambda: jieba.lcut(page))


def main() -> None:
    """Print the costs, and how they grow beside n log n."""
    articles(Page("page.txt", text(1_000), "0"))
    last: tuple[int, float] | None = None
    for length, ours_, peer in costs():
        told = f"{length:7,} characters: {1000 * ours_:7.0f} ms"
        if last:
            told += f", {ours_ / last[1]:4.1f} times the last (n log n: {length * log(length) / last[0] / log(last[0]):.1f})"
        print(told + ("" if peer is None else f"; jieba cuts it into words in {1000 * peer:.0f} ms"))
        last = length, ours_


if __name__ == "__main__":
    main()
