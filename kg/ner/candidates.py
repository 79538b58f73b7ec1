"""What a component of the pipeline proposes, before `kg.ner.reconcile` chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc

# What parts the articles of a page in the document that the pipeline is given.
ARTICLE_BREAK = "\n\n"
_KEY = "kg_candidates"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the document's text that may name an entity; ``confidence`` runs from 0 to 1."""

    start: int
    end: int
    type: str
    method: str
    confidence: float


def candidates(doc: Doc) -> list[Candidate]:
    """Return the document's list of candidates, which components append to."""
    return cast(list[Candidate], doc.user_data.setdefault(_KEY, []))
