"""Where the page has what an article says: the passage of a mention, the evidence of a statement."""

from __future__ import annotations

import re
from typing import Any

from kg import iri
from kg.model import Article, Reading

Row = dict[str, Any]

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")


def ground(base: str, reading: Reading, index: int, at: int) -> Row:
    """Return the passage in which a mention stands, as what decided."""
    article, mention = reading.articles[index], reading.mentions[index][at]
    quote = sentence(article.text, mention.start, mention.end)
    return evidence(base, article, mention.start, mention.end) | {"quote": quote}


def evidence(base: str, article: Article, start: int, end: int) -> Row:
    """Return where a stretch of an article's text stands on its page, and its words."""
    first, last = span(article, start, end)
    return {
        "document": article.document,
        "article": iri.article(base, article.document, article.number),
        "start": first,
        "end": last,
        "quote": article.text[start:end].strip(),
    }


def span(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return `Article.page_span`, at once where the page has the stretch in one piece."""
    first, last = article.offsets[start], article.offsets[end - 1]
    if last - first == end - start - 1 and any(s <= first and last < e for s, e in article.spans):
        return first, last + 1
    return article.page_span(start, end)


def spans(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """Return every place where the page has a stretch of the article: its own, then the copies that were read once."""
    return article.page_spans(start, end) if article.repeats else [span(article, start, end)]


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence round a stretch of an article's text."""
    first = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    found = _SENTENCE.match(text, end)
    return text[first : found.end() if found else end].strip()
