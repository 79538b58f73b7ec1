"""The trained tagger: a linear-chain CRF over characters."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.candidates import Candidate, candidates
from kg.ner.features import featurise
from kg.ner.words import words_of

MODEL = Path(__file__).parent / "model" / "tagger.crf"
# The name under which this project's own sentences were trained: whose conventions the tagger follows.
OWN = "kg"


@cache
def load(path: Path = MODEL) -> Any:  # noqa: ANN401
    """Return the opened tagger of a model file."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def tag(text: str, words: list[str], corpus: str = OWN, path: Path = MODEL) -> list[tuple[int, int, str, float]]:
    """Return start, end, type and mean marginal probability of the names in one line of text."""
    import pycrfsuite

    tagger = load(path)
    labels = tagger.tag(pycrfsuite.ItemSequence(featurise(text, words, corpus)))
    found = []
    for start, end, kind in spans(labels):
        sure = [tagger.marginal(labels[at], at) for at in range(start, end)]
        found.append((start, end, kind, sum(sure) / len(sure)))
    return found


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """Return start, end and type of the spans that a sequence of BIO labels delimits.

    >>> spans(["B-ORG", "I-ORG", "O", "B-PERSON"])
    [(0, 2, 'ORG'), (3, 4, 'PERSON')]
    """
    found: list[tuple[int, int, str]] = []
    begin = -1
    for at, label in enumerate([*labels, "O"]):
        if begin >= 0 and (label[0] != "I" or label[2:] != labels[begin][2:]):
            found.append((begin, at, labels[begin][2:]))
            begin = -1
        if label != "O" and begin < 0:
            begin = at
    return found


@Language.factory("kg_tagger", default_config={"corpus": OWN})
def make_tagger(nlp: Language, name: str, corpus: str) -> Tagger:
    """Make the component that proposes what the trained tagger finds; ``corpus`` names the conventions it follows."""
    return Tagger(corpus)


class Tagger:
    """Proposes names line by line: no name runs over the end of a paragraph."""

    def __init__(self, corpus: str) -> None:
        self.corpus = corpus

    def __call__(self, doc: Doc) -> Doc:
        """Add the tagger's candidates to ``doc``."""
        found = candidates(doc)
        at, line = 0, list[str]()
        for word in [*words_of(doc), "\n"]:
            if word != "\n":
                line.append(word)
                continue
            text = "".join(line)
            if text:
                for start, end, kind, sure in tag(text, line, self.corpus):
                    found.append(Candidate(at + start, at + end, kind, "tagger", sure))
            at, line = at + len(text) + 1, []
        return doc
