"""What a build works with, and what it goes by."""

from __future__ import annotations

from dataclasses import dataclass

from kg.linking.corrections import Correction
from kg.provenance import Origin


@dataclass(frozen=True, slots=True)
class Means:
    """Who works on the shards and with what; None stands for as many workers as pay, our own tagger, what suits them."""

    jobs: int | None = None
    ner: str | None = None
    engine: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What linking and writing go by beside the shards: the base of IRIs, the corrections by hand and where they are kept."""

    base_iri: str
    origin: Origin
    corrections: tuple[Correction, ...] = ()
