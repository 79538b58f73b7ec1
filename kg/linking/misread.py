"""Misreadings within an article: a name that differs from one beside it by a character written or sounding alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.model import Article, Feature, Mention
from kg.names import divisions, forms
from kg.names.likeness import ALIKE, LOOSE, misreading
from kg.names.words import surnames

Misread = dict[int, tuple[int, tuple[Feature, ...]]]

# Two named in one breath are two: 段玉瑾和钳工段玉谨.
_SIDE_BY_SIDE = re.compile(r"^(?:和|与|及|同|跟|、|以及)[\u4e00-\u9fff]{0,6}$")
# Names this short have too many neighbours in sound and shape.
_SHORTEST = {"PERSON": 3}


def misreadings(article: Article, mentions: Sequence[Mention], texts: Sequence[str]) -> Misread:
    """Return for each mention whose name is a misreading the mention that has it right, and why it is one.

    Of two names alike the one that the article prints more often is right, of equals the first.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (mention, text) in enumerate(zip(mentions, texts, strict=True)):
        if len(text) >= _SHORTEST.get(mention.type, 4):
            places[mention.type, text].append(at)
    found: Misread = {}
    counts = Counter({name: len(where) for name, where in places.items()})
    ranked = sorted(places, key=lambda name: (-counts[name], places[name][0]))
    wrong: set[tuple[str, str]] = set()
    for rank, name in enumerate(ranked):
        for other in ranked[:rank]:
            if other[0] != name[0] or other in wrong or len(other[1]) != len(name[1]):
                continue
            features = _features(name, other, counts[other])
            if features and not _apart(article, mentions, places[name], places[other]):
                wrong.add(name)
                found |= dict.fromkeys(places[name], (places[other][0], features))
                break
    return found


def _features(name: tuple[str, str], other: tuple[str, str], times: int) -> tuple[Feature, ...]:
    """Return why ``name`` is read for ``other``; nothing where both are names in their own right."""
    how = misreading(name[1], other[1], _threshold(name, other))
    if how is None or _both_known(name, other):
        return ()
    # One character of a given name that sounds alike and looks different is as likely a sister's.
    return (
        Feature(how.kind, 4.0 if how.kind == "glyph" else 3.0, how.detail),
        Feature("same-article", 2.0, f"{times}×"),
    )


def _threshold(name: tuple[str, str], other: tuple[str, str]) -> float:
    """Return how alike a character must be written: less where the name is long, or opens with no family name as read."""
    single, _ = surnames()
    if name[0] == "PERSON":
        return LOOSE if name[1][0] not in single and other[1][0] in single else ALIKE
    return LOOSE if len(name[1]) > 5 else ALIKE


def _both_known(name: tuple[str, str], other: tuple[str, str]) -> bool:
    if forms.known(*name) and forms.known(*other):
        return True
    (here, _), (there, _) = divisions.chain(name[1]), divisions.chain(other[1])
    return bool(here and there and not here[-1].within(there[-1]) and not there[-1].within(here[-1]))


def _apart(article: Article, mentions: Sequence[Mention], these: Sequence[int], those: Sequence[int]) -> bool:
    """Whether the article names the two side by side."""
    for one in these:
        for other in those:
            first, last = sorted((mentions[one], mentions[other]), key=lambda mention: mention.start)
            if last.start - first.end < 8 and _SIDE_BY_SIDE.match(article.text[first.end : last.start]):
                return True
    return False
