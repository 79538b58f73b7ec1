"""Names made of a name and what it has: a country's 鲁班工坊, a person's 工作室, a Party committee's lecturers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.names import matcher
from kg.names.divisions import chain
from kg.names.words import surnames
from kg.ner.candidates import Candidate

_WORKROOM = re.compile(r"(?:劳模|工匠|技能大师|党员|首席技师)?(?:和工匠人才)?(?:创新)?工作室")
_LECTURERS = re.compile(
    r"[省市区县州旗]委(?:学习)?(?:贯彻)?(?:党的)?[一二三四五六七八九十]{1,3}[大届](?:[一二三四五六七]中全会)?精神宣讲团"
)


def compounds(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """A country's 鲁班工坊, a person's 工作室, and those who lecture on a congress for a Party committee."""
    for found in _LECTURERS.finditer(text):
        level = found.start() + 1
        start = next(
            (at for at in range(max(0, level - 9), level) if chain(text[at:level])[1] == level - at), level - 1
        )
        yield Candidate(start, found.end(), "ORG", "compound", 0.9)
    for start, end, label in matcher.places_in(text):
        if label == "country" and text.startswith("鲁班工坊", end):
            yield Candidate(start, end + 4, "PROGRAMME", "compound", 0.95)
    for found in re.finditer("工作室", text):
        room = _WORKROOM.search(text, max(0, found.start() - 10), found.end())
        name = _person_before(text, room.start()) if room else 0
        if room and name:
            yield Candidate(room.start() - name, room.end(), "ORG", "compound", 0.9)


def _person_before(text: str, at: int) -> int:
    """Return the length of the person's name that ends at ``at``, 0 where none does."""
    single, double = surnames()
    if at >= 4 and text[at - 4 : at - 2] in double:
        return 4
    return next(
        (
            length
            for length in (3, 2)
            if at >= length and text[at - length] in single and text[at - length : at].isalpha()
        ),
        0,
    )
