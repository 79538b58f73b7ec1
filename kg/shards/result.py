"""What the last step of a build was made from: where none of it changed, and its files are there, it is not done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.reading.sources import Failure
from kg.shards.manifest import Manifest
from kg.shards.marks import all_code, digest, of_file


class Result:
    """The outcome that the shards of ``manifest`` come to in ``out``."""

    def __init__(self, manifest: Manifest, out: Path, base_iri: str, failures: Sequence[Failure]) -> None:
        self.manifest, self.out = manifest, out
        shards = [(name, entry.marks.input, entry.file) for name, entry in manifest.entries.items()]
        self.mark = digest(shards, all_code(), base_iri, out.name, sorted(map(str, failures)))

    def stands(self) -> bool:
        """Whether ``out`` holds this very outcome, every file as it was written."""
        known: dict[str, Any] = self.manifest.result
        if known.get("mark") != self.mark:
            return False
        files = {name: self.out / name for name in known["files"]}
        return all(path.is_file() and of_file(path) == known["files"][name] for name, path in files.items())

    def counts(self) -> tuple[dict[str, int], Counter[str], Counter[str]]:
        """Return the counts, entities by type and statements by predicate that were kept."""
        known = self.manifest.result
        return dict(known["counts"]), Counter(known["entities"]), Counter(known["statements"])

    def keep(self, draft: Path, counts: dict[str, int], entities: Counter[str], statements: Counter[str]) -> None:
        """Write into the manifest what the build in ``draft`` came to."""
        files = {path.relative_to(draft).as_posix(): of_file(path) for path in draft.rglob("*") if path.is_file()}
        told = {"mark": self.mark, "files": files, "counts": counts, "entities": entities, "statements": statements}
        self.manifest.keep(list(self.manifest.entries), told)
