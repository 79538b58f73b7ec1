"""The bench of name pairs: each is linked as a build would link it, on pages of its own, and judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.linking.linked import Linked
from kg.linking.within import link
from kg.model import Page, Reading
from kg.relations.relate import relate
from tests.annotated import article

PAIRS = Path(__file__).parent / "pairs.tsv"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the bench: a text a page, in which the mentions compared are marked with an asterisk."""

    kind: str
    same: bool
    text: str


def pairs() -> Iterator[Pair]:
    """Yield the bench in its order."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, verdict, text = line.split("\t")
            assert verdict in ("same", "different"), line
            assert len(re.findall(r"\*\{", text)) > 1, line
            yield Pair(kind, verdict == "same", text)


def reading(annotated: str, document: str, date: str | None = None) -> Reading:
    """Return a page of one article, read, linked and related; its mentions are those that the annotation marks."""
    made, mentions = article(annotated, date, document)
    references = link(made, mentions)
    claims, amounts = relate(made, mentions, references)
    page = Page(document, made.text, "0" * 64, date)
    return Reading(page, (made,), (tuple(mentions),), (references,), (claims,), (amounts,))


def entities(text: str) -> list[str | None]:
    """Return the IRIs of the mentions marked in ``text``, in its order."""
    readings, marked = [], []
    for number, page in enumerate(text.split("‖")):
        brackets = re.finditer(r"(\*?)\{", page)
        marked += [(number, at) for at, found in enumerate(brackets) if found[1]]
        readings.append(reading(page.replace("*{", "{"), f"{number}.txt"))
    linked = Linked(readings)
    return [linked.entity(readings[number], 0, at) for number, at in marked]


def right(pair: Pair) -> bool:
    """Whether the build judges as the line does: all marked are one, or no two of them."""
    found: Sequence[str | None] = entities(pair.text)
    return len(set(found)) == (1 if pair.same else len(found))
