"""What a build works with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Means:
    """Who works on the shards and with what; None stands for as many workers as pay, our own tagger, what suits them."""

    jobs: int | None = None
    ner: str | None = None
    engine: str | None = None
    address: str | None = None
