"""locatedIn: where a sentence says that something is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Article, Claim, Mention
from kg.relations.sentences import Sentence

_SITUATED = re.compile(r"(?:位于|坐落于|坐落在|地处|落户|设在)$")


def places(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield where a body or programme is: 位于 before a place, or 的 behind it."""
    for left, right in pairwise(sentence.mentions):
        between = article.text[mentions[left].end : mentions[right].start]
        if (
            mentions[right].type == "PLACE"
            and mentions[left].type in ("UNION", "ORG", "PROGRAMME")
            and _SITUATED.search(between)
        ):
            yield Claim(left, "locatedIn", right, None, sentence.start, sentence.end, "text", 0.85)
        if mentions[left].type == "PLACE" and mentions[right].type in ("ORG", "UNION") and between == "的":
            yield Claim(right, "locatedIn", left, None, sentence.start, sentence.end, "text", 0.6)
