"""locatedIn, subOrganizationOf and partOf: what a name says of where something is and what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Claim, Mention, Reference
from kg.names import forms
from kg.names.divisions import chain
from kg.relations.sentences import Sentence

_SITUATED = re.compile(r"(?:位于|坐落于|坐落在|地处|落户|设在)$")
_UNIT = re.compile(r"^(?:党组|党委|党总支|党支部|纪委|机关|本级|办公室|团委|女职工委员会|女工委|工会)")


def places(
    article: Article, mentions: Sequence[Mention], references: Sequence[Reference], sentence: Sentence
) -> Iterator[Claim]:
    """Yield where a body is: 位于 before a place, or the place that its name or the name's full form opens with."""
    for at, (left, right) in enumerate(zip(sentence.mentions, sentence.mentions[1:], strict=False)):
        between = article.text[mentions[left].end : mentions[right].start]
        if (
            mentions[right].type == "PLACE"
            and mentions[left].type in ("UNION", "ORG", "PROGRAMME")
            and _SITUATED.search(between)
        ):
            yield Claim(left, "locatedIn", right, None, sentence.start, sentence.end, "text", 0.85)
        if (
            mentions[left].type == "PLACE"
            and mentions[right].type in ("ORG", "UNION")
            and re.fullmatch(r"的", between)
            and at >= 0
        ):
            yield Claim(right, "locatedIn", left, None, sentence.start, sentence.end, "text", 0.6)


def named_places(
    mentions: Sequence[Mention], references: Sequence[Reference], sentence: Sentence, where: dict[str, int]
) -> Iterator[Claim]:
    """Yield the place in the name of each body of a sentence, ``where`` giving the article's mention of each place by name."""
    for at in sentence.of(mentions, "UNION", "ORG", "PROGRAMME"):
        name = references[at].name.removeprefix("中共")
        found, length = chain(name)
        place = where.get(forms.label(found[-1])) if found else None
        longer = [one for one in where if len(one) > 2 and name.startswith(one) and len(one) >= length]
        if longer:
            place = where[max(longer, key=len)]
        if place is not None and length < len(name):
            yield Claim(at, "locatedIn", place, None, sentence.start, sentence.end, "name", 0.9)


def parents(
    mentions: Sequence[Mention], references: Sequence[Reference], sentence: Sentence, bodies: dict[str, int]
) -> Iterator[Claim]:
    """Yield the body whose name, with 党组, 纪委, 工会 … behind it, makes another's."""
    for at in sentence.of(mentions, "UNION", "ORG"):
        name = references[at].name
        for parent, mention in bodies.items():
            if name != parent and name.startswith(parent) and _UNIT.match(name[len(parent) :]):
                yield Claim(at, "subOrganizationOf", mention, None, sentence.start, sentence.end, "name", 0.85)


def larger(
    mentions: Sequence[Mention], references: Sequence[Reference], sentence: Sentence, programmes: dict[str, int]
) -> Iterator[Claim]:
    """Yield the programme whose name another's ends with: 泰国鲁班工坊 is part of 鲁班工坊."""
    for at in sentence.of(mentions, "PROGRAMME"):
        name = references[at].name
        for whole, mention in programmes.items():
            if name != whole and len(whole) > 2 and name.endswith(whole):
                yield Claim(at, "partOf", mention, None, sentence.start, sentence.end, "name", 0.8)
