"""Recognition on articles of our own that nothing was learned from: the tagger by itself, what is likelier than not, exact spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.model import TYPES
from kg.ner.reconcile import LEAST
from kg.ner.tagger import tag
from kg.ner.words import segment
from kg.training.corpora import own
from tests.benchmarks.recognition import Score

ARTICLES = Path(__file__).parents[1] / "articles"


def scores(paragraphs: int | None = None) -> Iterator[tuple[str, Score]]:
    """Yield the score of all types together, then of every type, over the first ``paragraphs`` (None: all)."""
    right, told, marked = Counter[str](), Counter[str](), Counter[str]()
    for one in islice(own(ARTICLES), paragraphs):
        [named] = tag([segment(one.text)])
        found, gold = {(start, end, kind) for start, end, kind, sure in named if sure >= LEAST}, set(one.spans)
        right.update(kind for *_, kind in found & gold)
        told.update(kind for *_, kind in found)
        marked.update(kind for *_, kind in gold)
    for name, kinds in [("all", TYPES), *((kind, (kind,)) for kind in TYPES)]:
        yield name, Score(*(sum(count[kind] for kind in kinds) for count in (right, told, marked)))
