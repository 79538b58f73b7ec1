"""Outlines of readings: what linking across the corpus looks at, so that all pages fit in memory at once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from sys import intern

from kg.model import Article, Claim, Mention, Reading, Reference

# What is stated of a name, and tells whether it is another's.
_TELLING = frozenset(("holdsPost", "runs", "establishedOn"))


def outline(reading: Reading) -> Reading:
    """Return a reading without its texts: a tenth of its size. Places in the text are kept where linking asks for them."""
    return replace(
        reading,
        page=replace(reading.page, text="", sha256=""),
        articles=tuple(map(_article, reading.articles)),
        mentions=tuple(tuple(map(_mention, mentions)) for mentions in reading.mentions),
        references=tuple(tuple(map(_reference, references)) for references in reading.references),
        claims=tuple(tuple(_claim(one) for one in claims if one.predicate in _TELLING) for claims in reading.claims),
        amounts=(),
        seconds={},
    )


def _article(article: Article) -> Article:
    turns = article.comes_from or article.goes_on
    return replace(
        article,
        text="",
        offsets=(),
        paragraphs=tuple(one for one in article.paragraphs if one.kind == "body")[:1],
        spans=(),
        headline=article.headline if turns else "",
        place=None,
        repeats=(),
    )


def _mention(mention: Mention) -> Mention:
    return Mention(mention.start, 0, intern(mention.text), mention.type, mention.method, 0.0)


def _reference(reference: Reference) -> Reference:
    return _shared(reference.type, reference.name, reference.rule)


@lru_cache(maxsize=200_000)
def _shared(kind: str, name: str, rule: str) -> Reference:
    """Return one reference for all that say the same."""
    return Reference(intern(kind), intern(name), intern(rule))


def _claim(claim: Claim) -> Claim:
    return replace(claim, start=0, end=0)
