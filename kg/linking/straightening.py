"""Misreadings turned round: of two namings that one article has once, the other pages say which is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import Mention, Reading, Reference
from kg.names import forms

# Type and full name as the article resolved it: what stands for an entity before the corpus is seen.
Name = tuple[str, str]


def straight(reading: Reading, articles: Mapping[Name, int]) -> Reading:
    """Return a reading with misreadings turned round where ``articles``, in which each name is, say so."""
    if not any(one.rule == "misread" for references in reading.references for one in references):
        return reading
    return replace(
        reading,
        references=tuple(
            _straight(mentions, references, articles)
            for mentions, references in zip(reading.mentions, reading.references, strict=True)
        ),
    )


def _straight(
    mentions: Sequence[Mention], references: Sequence[Reference], articles: Mapping[Name, int]
) -> tuple[Reference, ...]:
    turned = {}
    for mention, one in zip(mentions, references, strict=True):
        printed = forms.plain(mention.text)
        if (
            one.rule == "misread"
            and articles.get((one.type, printed), 0) > 0
            and articles.get((one.type, one.name)) == 1
        ):
            turned[one.type, one.name] = printed
    return tuple(
        _turned(one, forms.plain(mention.text), turned[one.type, one.name]) if (one.type, one.name) in turned else one
        for mention, one in zip(mentions, references, strict=True)
    )


def _turned(one: Reference, printed: str, name: str) -> Reference:
    if printed == name:
        return replace(one, name=name, rule="full-name", ground=None, features=())
    return replace(one, name=name, rule="misread" if one.rule in ("full-name", "misread") else one.rule)
