"""What the last step of a build was made from: where none of it changed, and its files are there, it is not done again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.provenance import FILE as ORIGIN
from kg.shards.manifest import Manifest
from kg.shards.marks import all_code, digest, of_file
from kg.shards.means import Terms

if TYPE_CHECKING:
    from kg.outcome import Report


class Result:
    """The outcome that the shards of ``manifest`` come to on ``terms``, with what ``report`` names as left out."""

    def __init__(self, manifest: Manifest, terms: Terms, report: Report) -> None:
        self.manifest, self.out = manifest, report.out.resolve()
        shards = [(name, entry.marks.input, entry.file) for name, entry in manifest.entries.items()]
        told = sorted(map(str, report.failures)), report.problems
        self.mark = digest(shards, all_code(), terms.base_iri, repr(terms.corrections), self.out.name, told)

    def stands(self) -> bool:
        """Whether ``out`` holds this very outcome, every file as it was written."""
        known: dict[str, Any] = self.manifest.result
        if known.get("mark") != self.mark:
            return False
        files = {name: self.out / name for name in known["files"]}
        return all(path.is_file() and of_file(path) == known["files"][name] for name, path in files.items())

    def tell(self, report: Report) -> None:
        """Put into ``report`` what it was told when the outcome was written."""
        known = self.manifest.result
        report.counts, report.problems = dict(known["counts"]), list(known["problems"])
        report.entities, report.statements = Counter(known["entities"]), Counter(known["statements"])

    def keep(self, draft: Path, report: Report) -> None:
        """Write into the manifest what the build in ``draft`` came to."""
        files = {path.relative_to(draft).as_posix(): of_file(path) for path in draft.rglob("*") if path.is_file()}
        # Where the pages and corrections lie says nothing of what they come to: a corpus may be moved.
        files.pop(ORIGIN)
        told = {"mark": self.mark, "files": files, "counts": report.counts, "problems": report.problems}
        told |= {"entities": report.entities, "statements": report.statements}
        self.manifest.keep(list(self.manifest.entries), told)
