"""The sentences that the tagger learns from: our own, and public sets whose labels are mapped to the eight types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.ner.tagger import OWN

HERE = Path(__file__).parent
_INLINE = re.compile(r"\{([A-Z]+):([^}]*)\}")
WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
WIDE |= {0xFF05: "%", 0xFF0E: "."}

# Whose conventions each public set follows: MSRA's are those of People's Daily, and one last layer learns from both.
CONVENTIONS = {"people-daily": "people-daily", "msra": "people-daily", "resume": "resume", "cluener": "cluener"}
# What the public sets' labels name of what ours do: so that one can be measured on the other.
LABELS = {
    "people-daily": {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"},
    "resume": {"NAME": "PERSON", "LOC": "PLACE", "ORG": "ORG"},
    "cluener": {
        "name": "PERSON",
        "address": "PLACE",
        "scene": "PLACE",
        "organization": "ORG",
        "company": "ORG",
        "government": "ORG",
    },
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated text: ``spans`` are start, end and type; ``corpus`` says whose conventions they follow."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    corpus: str

    def labels(self) -> list[str]:
        """Return one BIO label a character."""
        labels = ["O"] * len(self.text)
        for start, end, kind in self.spans:
            labels[start] = f"B-{kind}"
            labels[start + 1 : end] = [f"I-{kind}"] * (end - start - 1)
        return labels


def parse(line: str, corpus: str = OWN) -> Sentence:
    """Read a sentence with inline annotation.

    >>> parse("{UNION:衡水市总}说")
    Sentence(text='衡水市总说', spans=((0, 4, 'UNION'),), corpus='kg')
    """
    text, spans, at = "", [], 0
    for found in _INLINE.finditer(line):
        text += line[at : found.start()]
        spans.append((len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        at = found.end()
    return Sentence(text + line[at:], tuple(spans), corpus)


def own(folder: Path = HERE, but: str = "") -> Iterator[Sentence]:
    """Yield the sentences written for this project, and a user's corrections in the same form, ``but`` files whose names begin so."""
    for path in sorted(folder.glob("*.txt")):
        if but and path.name.startswith(but):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield parse(line)


def public(data: Path, name: str, part: str) -> Iterator[Sentence]:
    """Yield the sentences of ``data/NAME.PART.jsonl`` with the labels of its conventions, digits and letters in half width."""
    with (data / f"{name}.{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"]:
                spans = tuple((start, end, label) for start, end, label in row["spans"])
                yield Sentence(row["text"].translate(WIDE), spans, CONVENTIONS[name])
