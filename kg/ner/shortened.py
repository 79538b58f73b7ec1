"""An institution named in full, and further on in the same article without its place: 衡阳市工匠学院 … 工匠学院."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.names.divisions import chain
from kg.ner.candidates import ARTICLE_BREAK, Candidate
from kg.ner.limits import generic

# What may stand right before such a form: no Chinese character, or a word that belongs to no name.
_FREE = r"(?:(?<![\u4e00-\u9fff])|(?<=[在到由与和向从是为让使])|(?<=来到了|作为一|走进了)|(?<=来到|走进|作为|联合))"
_SHORTEST = 4
_NATIONAL = ("国家", "中国", "全国")
# So sure must the full name be.
_SURE = 0.6


def shortened(text: str, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the forms without their place of the bodies in ``chosen``, where they stand behind the full name."""
    at = 0
    for article in text.split(ARTICLE_BREAK):
        full: dict[str, Candidate] = {}
        for one in chosen:
            if one.type == "ORG" and at <= one.start < at + len(article) and one.confidence >= _SURE:
                form = _without_place(text[one.start : one.end])
                if len(form) >= _SHORTEST and not generic(form, "ORG"):
                    full.setdefault(form, one)
        for form, one in full.items():
            for found in re.finditer(_FREE + re.escape(form), article[one.end - at :]):
                start = one.end + found.start()
                yield Candidate(start, start + len(form), "ORG", "shortened", one.confidence * 0.9)
        at += len(article) + len(ARTICLE_BREAK)


def _without_place(name: str) -> str:
    """Return what is left of a name without the divisions that it opens with; nothing where it opens with none."""
    _, length = chain(name)
    length = length or next((len(word) for word in _NATIONAL if name.startswith(word)), len(name))
    return name[length:]
