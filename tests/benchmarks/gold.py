"""Recognition on the sample pages against our own annotation in `tests/gold`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import kg
from kg.graph import Graph
from kg.model import TYPES
from kg.names.words import words
from tests.benchmarks.recognition import Score

GOLD = Path(__file__).parents[1] / "gold"
SAMPLES = Path(kg.__file__).parent / "samples"
CORE = ("PERSON", "UNION", "ORG", "PLACE", "PROGRAMME")

Mention = tuple[str, int, int, str]


def annotated() -> set[Mention]:
    """Return document, start, end and type of every mention that a person marked."""
    return {
        (path.name.replace(".mentions.tsv", ".txt"), int(start), int(end), kind)
        for path in GOLD.glob("*.mentions.tsv")
        for start, end, _, kind, *_ in (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    }


def found(graph: Graph) -> set[Mention]:
    """Return the same of every mention that a build found."""
    return {(row["document"], row["start"], row["end"], row["type"]) for row in graph.mentions.to_pylist()}


def scores(graph: Graph) -> Iterator[tuple[str, Score]]:
    """Yield exact-span scores of the core types together, then of every type."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.txt")}
    gold, ours = ({_bare(texts, one) for one in mentions} for mentions in (annotated(), found(graph)))
    right = Counter(kind for *_, kind in gold & ours)
    marked, told = Counter(kind for *_, kind in gold), Counter(kind for *_, kind in ours)
    for name, kinds in [("core", CORE), *((kind, (kind,)) for kind in TYPES)]:
        yield (
            name,
            Score(
                sum(right[kind] for kind in kinds),
                sum(told[kind] for kind in kinds),
                sum(marked[kind] for kind in kinds),
            ),
        )


_PROGRAMME = re.compile(
    rf"[“‘《]?(.+?)[”’》]?(?:{'|'.join(sorted(words('programme-heads.txt'), key=len, reverse=True))})?", re.DOTALL
)


def _bare(texts: dict[str, str], mention: Mention) -> Mention:
    """Trim what people do not agree on: a programme's quotation marks and generic head noun."""
    document, start, end, kind = mention
    inner = _PROGRAMME.fullmatch(texts[document][start:end]) if kind == "PROGRAMME" else None
    return (document, start + inner.start(1), start + inner.end(1), kind) if inner else mention
