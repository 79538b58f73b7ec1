"""A page as it will be read, for a person to look at: its articles, each piece with the page's lines it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.model import Article, Page

# What a terminal would obey.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def numbered(page: Page) -> Iterator[str]:
    """Yield the lines of a page's text with their numbers."""
    for number, line in enumerate(page.text.split("\n"), 1):
        yield f"{number:>6}  {_shown(line)}"


def listing(page: Page, articles: Iterable[Article]) -> Iterator[str]:
    """Yield the lines that show a page: what is known of it, its articles, what it has twice, what is left out."""
    lines = _Lines(page.text)
    known = [page.source, page.place, page.date, page.page and f"page {page.page}", f"{len(page.text):,} characters"]
    yield f"{_shown(page.document)}: {', '.join(filter(None, known))}"
    covered = set[int]()
    for article in articles:
        yield ""
        yield from _article(article, lines)
        covered.update(number for span in article.spans for number in lines.range(*span))
    rest = [number for number in lines.filled() if number not in covered]
    if rest:
        yield ""
        yield f"In no article: {_ranges(rest)}"


def _article(article: Article, lines: _Lines) -> Iterator[str]:
    yield f"{article.number}. {_shown(article.headline) or '(no headline)'}"
    place = article.text[slice(*article.place)] if article.place else ""
    told = {"by": ", ".join(article.byline), "date": article.date, "place": place}
    told |= {"from page": article.comes_from, "goes on at page": article.goes_on}
    if any(told.values()):
        yield "   " + "; ".join(f"{name} {_shown(value)}" for name, value in told.items() if value)
    ends = 0
    spans = sorted(article.spans)
    starts = [start for start, _ in spans]
    for span, group in groupby(
        range(len(article.text)), lambda at: spans[bisect_right(starts, article.offsets[at]) - 1]
    ):
        indices = list(group)
        text = article.text[indices[0] : indices[-1] + 1]
        # The line end that parts two paragraphs belongs to the first of them.
        yield f"   [{_ranges(lines.range(*span))}]{' goes on' if ends and article.text[ends - 1] != chr(10) else ''}"
        yield from (f"      {_shown(line)}" for line in text.split("\n") if line)
        ends = indices[-1] + 1
    for one in article.repeats:
        copy, first = ((each[0], each[-1] + 1) for each in (one.copy, one.first))
        yield f"   [{_ranges(lines.range(*copy))}] repeats [{_ranges(lines.range(*first))}], read once"


class _Lines:
    """The lines of a page by their offsets, counted from 1."""

    def __init__(self, text: str) -> None:
        self._text = text.split("\n")
        self._starts, at = [], 0
        for line in self._text:
            self._starts.append(at)
            at += len(line) + 1

    def range(self, start: int, end: int) -> range:
        return range(bisect_right(self._starts, start), bisect_right(self._starts, max(start, end - 1)) + 1)

    def filled(self) -> list[int]:
        return [number for number, line in enumerate(self._text, 1) if line.strip()]


def _ranges(numbers: Iterable[int]) -> str:
    """Return numbers as a person writes them: lines 3, 5–9."""
    told = []
    for _, group in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        run = [number for _, number in group]
        told.append(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}")
    return f"line{'s' if len(told) > 1 or '–' in told[0] else ''} {', '.join(told)}"


def _shown(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)
