"""Sentences of an article, and what stands in each: the common ground of the relations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, Mention

_END = re.compile(r"[。！？!?…]+[”’」』）)]*|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets in the article, with the indices of its mentions and the number of its paragraph."""

    start: int
    end: int
    mentions: tuple[int, ...]
    paragraph: int

    def of(self, mentions: Sequence[Mention], *kinds: str) -> list[int]:
        """Return the sentence's mentions of the given types, in order."""
        return [at for at in self.mentions if mentions[at].type in kinds]


def sentences(article: Article, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """Yield the sentences of an article in order; one that ends inside quotation marks runs to their end."""
    starts = [mention.start for mention in mentions]
    for number, paragraph in enumerate(article.paragraphs):
        start = paragraph.start
        for end in [*_ends(article.text, paragraph.start, paragraph.end), paragraph.end]:
            if article.text[start:end].strip():
                inside = range(bisect_left(starts, start), bisect_left(starts, end))
                yield Sentence(start, end, tuple(inside), number)
            start = end


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    depth = 0
    at = start
    while at < end:
        if text[at] in "“「":
            depth += 1
        elif text[at] in "”」":
            depth = max(0, depth - 1)
        found = _END.match(text, at, end)
        if found:
            closing = sum(found[0].count(mark) for mark in "”」")
            depth = max(0, depth - closing)
            if depth == 0:
                yield found.end()
            at = found.end()
        else:
            at += 1


def listed(text: str, mentions: Sequence[Mention], others: Sequence[int], last: int) -> Iterator[int]:
    """Yield those of ``others``, the nearest first, that stand in a row with ``last``, parted by 、 and 和 alone."""
    for at in others:
        left, right = sorted((last, at))
        if not re.fullmatch("[、\n]|和|与|及|以及|[”’]?、?[“‘]?", text[mentions[left].end : mentions[right].start]):
            return
        yield at
        last = at
