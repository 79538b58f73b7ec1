"""Annotated sentences for tests: ``{UNION:宜昌市总工会}启动…`` becomes an article and its mentions."""

from __future__ import annotations

from kg.model import Article, Mention, Paragraph
from kg.training.corpora import parse


def article(annotated: str, date: str | None = None, document: str = "p.txt") -> tuple[Article, list[Mention]]:
    """Return an article of one paragraph, and the mentions that the annotation marks, in order."""
    sentence = parse(annotated)
    text = sentence.text
    mentions = [Mention(start, end, text[start:end], kind, "test", 1.0) for start, end, kind in sentence.spans]
    body = Paragraph(0, len(text), "body")
    return Article(1, document, text, tuple(range(len(text))), (body,), ((0, len(text)),), date=date), mentions
