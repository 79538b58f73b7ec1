"""What an annotated text states, by full names: the common ground of the tests of relations."""

from __future__ import annotations

from dataclasses import replace

from kg.linking.within import link
from kg.model import PAPER, Amount, Claim, Paragraph
from kg.relations.relate import relate
from tests.annotated import article

PAPERS_NAME = "青溪工人报"


def related(
    annotated: str, date: str | None = "2024-05-06", headline: str = ""
) -> tuple[list[str], tuple[Claim, ...], tuple[Amount, ...]]:
    """Return the full names of the mentions, the claims and the figures of a text; its lines are paragraphs."""
    made, mentions = article(f"{headline}\n{annotated}" if headline else annotated, date)
    paragraphs, at = [], 0
    for number, line in enumerate(made.text.split("\n")):
        kind = "headline" if headline and not number else "body"
        paragraphs.append(Paragraph(at, at + len(line), kind))
        at += len(line) + 1
    made = replace(made, paragraphs=tuple(paragraphs))
    references = link(made, mentions)
    claims, amounts = relate(made, mentions, references, masthead=True)
    return [one.name for one in references], claims, amounts


def statements(annotated: str, **given: str) -> set[tuple[str, str, str, str]]:
    """Return subject, predicate, object and value of what a text asserts."""
    names, claims, _ = related(annotated, **given)
    return {
        (names[c.subject], c.predicate, _object(names, c), c.value or "") for c in claims if c.modality == "asserted"
    }


def figures(annotated: str, **given: str) -> set[tuple[str, str, float, str]]:
    """Return subject, metric, value and unit of the figures of a text."""
    names, _, amounts = related(annotated, **given)
    return {(names[a.subject], a.metric, a.value, a.unit) for a in amounts}


def _object(names: list[str], claim: Claim) -> str:
    if claim.object is None:
        return ""
    return PAPERS_NAME if claim.object == PAPER else names[claim.object]
