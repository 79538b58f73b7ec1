"""The trained tagger: what the network labels, as candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.candidates import Candidate, candidates
from kg.ner.network import Found, Network
from kg.ner.words import words_of
from kg.threads import one_thread

MODEL = Path(__file__).parent / "model" / "tagger.npz"
# The name under which this project's own sentences were trained: whose conventions the tagger follows.
OWN = "kg"
# A line is cut behind a sentence that ends beyond so many characters, at the latest at twice as many.
_LONG = 300
# So many characters are read at once: more would need more memory and be no faster.
_AT_ONCE = 20_000

_load = cache(Network.load)


def tag(texts: Sequence[Sequence[str]], corpus: str = OWN, path: Path = MODEL) -> list[list[Found]]:
    """Return start, end, type and probability of the names in each text, which is given as its words."""
    network = _load(path)
    parts = [(number, at, part) for number, words in enumerate(texts) for at, part in _parts(words)]
    found: list[list[Found]] = [[] for _ in texts]
    with one_thread():
        for some in _portions(parts):
            lines = [network.encode("".join(words), words) for _, _, words in some]
            for (number, at, _), names in zip(some, network.tag(lines, corpus), strict=True):
                found[number] += [(at + start, at + end, kind, sure) for start, end, kind, sure in names]
    return found


def _parts(words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield a text's words with their offset, in parts that the network reads one by one."""
    part: list[str] = []
    start = at = 0
    for word in words:
        part.append(word)
        at += len(word)
        if (at - start > _LONG and word in "。！？；") or at - start > 2 * _LONG:
            yield start, part
            part, start = [], at
    if part:
        yield start, part


def _portions(parts: Sequence[tuple[int, int, list[str]]]) -> Iterator[list[tuple[int, int, list[str]]]]:
    some: list[tuple[int, int, list[str]]] = []
    size = 0
    for part in parts:
        some.append(part)
        size += sum(map(len, part[2]))
        if size > _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


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
        lines: list[list[str]] = [[]]
        for word in words_of(doc):
            if word == "\n":
                lines.append([])
            else:
                lines[-1].append(word)
        at = 0
        for line, found in zip(lines, tag(lines, self.corpus), strict=True):
            candidates(doc).extend(
                Candidate(at + start, at + end, kind, "tagger", sure) for start, end, kind, sure in found
            )
            at += sum(map(len, line)) + 1
        return doc
