"""What a build says of itself: how far it is while it runs, and what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from kg.reading.sources import Failure
from kg.tables import Tables


class Watcher(Protocol):
    """What is told how far a build is: the stage, pages done and in all, characters read and pages that failed so far."""

    def __call__(self, stage: str, done: int, total: int, /, *, characters: int = 0, errors: int = 0) -> None:
        """Take in how far the build is."""


@dataclass(slots=True)
class Report:
    """What a build did: counts for the closing table, and the files it could not read.

    ``made`` and ``stood`` count the shards that were worked on and those that stood from earlier builds; ``seconds`` are
    those of the stages, added up over the workers, and ``elapsed`` those of the whole build.
    """

    out: Path
    failures: list[Failure]
    # Corrections by hand that could not be read or do not apply, each with the remedy.
    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    entities: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    made: int = 0
    stood: int = 0
    elapsed: float = 0.0

    def spend(self, seconds: Mapping[str, float]) -> None:
        """Add seconds of stages."""
        for stage, spent in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent

    def count(self, made: Tables) -> None:
        """Count what the tables hold."""
        self.counts |= {name: table.num_rows for name, table in made.items()}
        self.counts["characters"] = pc.sum(made["pages"]["characters"]).as_py()
        self.entities = _numbers(made["entities"]["type"])
        self.statements = _numbers(made["statements"].group_by(["statement", "predicate"]).aggregate([])["predicate"])


def _numbers(values: pa.ChunkedArray) -> Counter[str]:
    """Return how often each value comes, in the order of the values."""
    found = {one["values"]: one["counts"] for one in pc.value_counts(values).to_pylist()}
    return Counter({value: found[value] for value in sorted(found)})
