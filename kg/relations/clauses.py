"""Clauses: the stretches between commas, in which one thing is said of one subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, Mention
from kg.relations.sentences import Sentence

_MARKS = "，；：。！？—…\n"
# 本报讯（记者某某） opens a report and belongs to no clause.
_DATELINE = re.compile(r"[^，。（]{0,12}[讯电]（[^）]{0,40}）|（上接[^）]*）")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its offsets in the article, with the indices of its mentions and the sentence it is part of."""

    start: int
    end: int
    mentions: tuple[int, ...]
    sentence: Sentence


def clauses(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence in order; a name that holds a comma is not cut."""
    text = article.text
    opening = _DATELINE.match(text, sentence.start, sentence.end)
    start = opening.end() if opening else sentence.start
    inside = {at for one in sentence.mentions for at in range(mentions[one].start, mentions[one].end)}
    cuts = [at for at in range(start, sentence.end) if text[at] in _MARKS and at not in inside]
    for cut in [*cuts, sentence.end]:
        if text[start:cut].strip("” ’"):
            here = tuple(one for one in sentence.mentions if start <= mentions[one].start < cut)
            yield Clause(start, cut, here, sentence)
        start = cut + 1
