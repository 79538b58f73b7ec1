"""A few readings as a build has them in the end: linked, and joined to tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg import iri
from kg.joining import join
from kg.linking.corrections import Correction
from kg.linking.linked import Linked
from kg.model import Reading


class Corpus(Linked):
    """Readings, linked; ``rows`` has the records of the build's tables. The pages may come in any order."""

    def __init__(
        self, readings: Iterable[Reading], base: str = iri.BASE, corrections: Sequence[Correction] = ()
    ) -> None:
        known = sorted(readings, key=lambda one: one.page.document)
        super().__init__(known, base, corrections)
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            made = join(self, known, Path(folder) / "rows")
            self.rows: dict[str, list[dict[str, Any]]] = {name: table.to_pylist() for name, table in made.items()}
