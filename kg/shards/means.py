"""What a build works with, and what it goes by."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kg.linking.corrections import Correction
from kg.provenance import Origin

# A build over fewer pages than this for each further worker is done sooner than the workers are started.
_PAGES_A_WORKER = 40


@dataclass(frozen=True, slots=True)
class Means:
    """Who works on the shards and with what; None stands for as many workers as pay, our own tagger, what suits them."""

    jobs: int | None = None
    ner: str | None = None
    engine: str | None = None
    address: str | None = None

    def workers(self, pages: int) -> int:
        """Return how many workers to share so many pages among."""
        return self.jobs or max(1, min(os.cpu_count() or 1, pages // _PAGES_A_WORKER))


@dataclass(frozen=True, slots=True)
class Terms:
    """What linking and writing go by beside the shards: the base of IRIs, the corrections by hand and where they are kept."""

    base_iri: str
    origin: Origin
    corrections: tuple[Correction, ...] = ()
