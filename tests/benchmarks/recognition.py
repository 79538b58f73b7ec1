"""People, places and organisations in the public sets: our tagger beside its peers, exact spans, in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from kg.ner.reconcile import LEAST
from kg.ner.tagger import OWN, tag
from kg.ner.words import segment
from kg.training.corpora import CONVENTIONS, LABELS, Sentence, public
from tests.benchmarks.peers import Finder, Span, finders

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "ner"
SETS = (("msra", "test"), ("cluener", "dev"), ("resume", "test"))
# A union is an organisation there.
KINDS = {"PERSON": "PERSON", "PLACE": "PLACE", "ORG": "ORG", "UNION": "ORG"}


@dataclass(frozen=True)
class Score:
    """How many spans are right, how many were told, how many there are."""

    right: int
    told: int
    marked: int

    @property
    def precision(self) -> float:
        """Right ones of those told, in percent."""
        return 100 * self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """Right ones of those that there are, in percent."""
        return 100 * self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        return 200 * self.right / (self.told + self.marked) if self.told + self.marked else 0.0


@dataclass(frozen=True)
class Result:
    """One recogniser on one set; ``score`` is None where the recogniser is not installed. Speed in characters a second."""

    corpus: str
    recogniser: str
    score: Score | None = None
    speed: float = 0.0


def ours(corpus: str) -> Finder:
    """Return our tagger with the conventions of a set it was trained on, with our own on any other.

    Of what it finds the pipeline keeps what is likelier than not, and so does this.
    """
    conventions = CONVENTIONS.get(corpus, OWN)

    def find(text: str) -> list[Span]:
        [named] = tag([segment(text)], conventions)
        return _common(conventions, [(start, end, kind) for start, end, kind, sure in named if sure >= LEAST])

    return find


def _common(corpus: str, spans: Sequence[Span]) -> list[Span]:
    """Return the people, places and organisations among the spans of a set."""
    kinds = LABELS.get(corpus, {kind: kind for kind in KINDS})
    return [(start, end, KINDS[kinds[label]]) for start, end, label in spans if label in kinds]


def results(sentences: int | None = None) -> Iterator[Result]:
    """Yield a result for each set that is there and each recogniser, over the first ``sentences`` of the set (None: all)."""
    peers = list(finders())
    for corpus, part in SETS:
        if not (DATA / f"{corpus}.{part}.jsonl").exists():
            continue
        texts = list(islice(public(DATA, corpus, part), sentences))
        for name, find in [("union-kg", ours(corpus)), *peers]:
            yield measure(f"{corpus}.{part}", name, find, texts) if find else Result(f"{corpus}.{part}", name)


def measure(corpus: str, name: str, find: Finder, sentences: Sequence[Sentence]) -> Result:
    """Return score and speed of one recogniser; the first sentence is read once before the clock starts."""
    find(sentences[0].text)
    right = told = marked = 0
    start = perf_counter()
    answers = [set(find(one.text)) for one in sentences]
    seconds = perf_counter() - start
    for one, answer in zip(sentences, answers, strict=True):
        gold = set(_common(one.corpus, one.spans))
        right, told, marked = right + len(gold & answer), told + len(answer), marked + len(gold)
    return Result(corpus, name, Score(right, told, marked), sum(len(one.text) for one in sentences) / seconds)
