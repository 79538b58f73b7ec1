"""The paragraphs that quotes are read in, each held once."""

from __future__ import annotations

from typing import Any


class Passages:
    """Finds quotes in the articles' text; ``texts`` grows by each paragraph that a quote was found in."""

    def __init__(self, articles: list[dict[str, Any]]) -> None:
        self.texts: list[str] = []
        self._articles = {row["article"]: row for row in articles}
        self._numbers: dict[str, int] = {}

    def find(self, article: str | None, at: int | None, quote: str) -> tuple[int, int, int]:
        """Return the passage's number and where the quote stands in it, in UTF-16 units as a browser counts.

        ``at`` is the quote's page offset: of several places with the same words the likeliest is taken. A quote that
        the article does not hold is a passage of its own.
        """
        row = self._articles.get(article) if article else None
        text = (row and row["text"]) or ""
        start = _nearest(text, quote, _expected(row, at)) if row and quote else -1
        if start < 0:
            return self._number(quote), 0, _units(quote)
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start + len(quote))
        passage = text[first : last if last >= 0 else len(text)]
        before = _units(text[first:start])
        return self._number(passage), before, before + _units(quote)

    def _number(self, passage: str) -> int:
        known = self._numbers.setdefault(passage, len(self.texts))
        if known == len(self.texts):
            self.texts.append(passage)
        return known


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _expected(row: dict[str, Any], at: int | None) -> float:
    """Estimate where in the article's repaired text the page offset ``at`` lies, from the article's spans."""
    if at is None or not row["spans"]:
        return 0.0
    before, total = 0, 0
    for span in row["spans"]:
        length = span["end"] - span["start"]
        if span["start"] <= at < span["end"]:
            before = total + at - span["start"]
        total += length
    return before / total * len(row["text"]) if total else 0.0


def _nearest(text: str, quote: str, expected: float) -> int:
    best = found = text.find(quote)
    while found >= 0:
        if abs(found - expected) < abs(best - expected):
            best = found
        found = text.find(quote, found + 1)
    return best
