"""The manifest of a folder of shards: what each was made from, and what came of it. One line a shard, JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.errors import Refused
from kg.model import Reading
from kg.reading.sources import Failure
from kg.shards import records
from kg.shards.cutting import Shard, path_of
from kg.shards.marks import Marks, of_file

NAME = "manifest.jsonl"


@dataclass(slots=True)
class Entry:
    """What a shard was made from and what came of it; ``file`` is the digest of its Parquet file.

    ``slow`` has the seconds of its slowest pages by document, ``noise`` pages, characters and odd characters by
    newspaper and month.
    """

    shard: str
    marks: Marks
    file: str = ""
    pages: int = 0
    characters: int = 0
    mentions: int = 0
    failures: list[Failure] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    slow: list[tuple[str, float]] = field(default_factory=list)
    noise: list[tuple[str, str, int, int, int]] = field(default_factory=list)


class Manifest:
    """The entries of a folder of shards, kept on disk as they come: a build that is killed loses no finished shard."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.entries: dict[str, Entry] = {}
        # What the last step of the latest whole build was made from and wrote.
        self.result: dict[str, Any] = {}
        if self.path.is_file():
            for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
                self._take(line)

    def _take(self, line: str) -> None:
        """Take in a line; one that a killed build left half written is passed over, and its shard made again."""
        try:
            told = json.loads(line)
            if "result" in told:
                self.result = told["result"]
            else:
                self.entries[told["shard"]] = _entry(told)
        except (ValueError, TypeError, KeyError):
            return

    def stands(self, shard: Shard) -> bool:
        """Whether the shard was made from the very same things, and its file is as it was written."""
        entry = self.entries.get(shard.name)
        if entry is None or entry.marks != shard.marks:
            return False
        if any(failure.path not in {source.path for source in shard.pages} for failure in entry.failures):
            return False  # The pages were moved: their failures must be named where they are now.
        path = path_of(self.path.parent, shard.name)
        return path.is_file() and of_file(path) == entry.file

    def add(self, entry: Entry) -> None:
        """Keep the entry of a finished shard, on disk before this returns."""
        self.entries[entry.shard] = entry
        with self.path.open("a", encoding="utf-8") as file:
            # A line before it that was never finished must not swallow this one.
            file.write("\n" + _line(entry))
            file.flush()
            os.fsync(file.fileno())

    def keep(self, names: Iterable[str], result: dict[str, Any]) -> None:
        """Write the manifest anew with the entries of ``names`` alone and what the build came to, and drop other shards."""
        self.entries = {name: self.entries[name] for name in names}
        self.result = result
        draft = self.path.with_name(f".{NAME}.part")
        lines = [*map(_line, self.entries.values()), json.dumps({"result": result}) + "\n"]
        draft.write_text("".join(lines), encoding="utf-8")
        draft.replace(self.path)
        for path in self.path.parent.glob("*.parquet"):
            if path.stem not in self.entries:
                path.unlink()

    def chosen(self, shards: Iterable[Shard]) -> list[Entry]:
        """Return the entries of ``shards``, which from now on are all that there are; other files stay for the time being."""
        self.entries = {shard.name: self.entries[shard.name] for shard in shards}
        return list(self.entries.values())

    def clear(self) -> None:
        """Forget every shard that has no page, so that a build without any leaves nothing behind."""
        earlier = Manifest(self.path.parent)
        earlier.keep([name for name, entry in earlier.entries.items() if entry.pages], earlier.result)
        if not earlier.entries:
            self.path.unlink()


class Readings:
    """What every page of a manifest's shards gave, one shard in memory at a time, as often as it is asked for."""

    def __init__(self, manifest: Manifest) -> None:
        self._paths = [path_of(manifest.path.parent, name) for name in manifest.entries]

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings in the order of the pages; raise `Refused` where a file was damaged meanwhile."""
        for path in self._paths:
            try:
                yield from records.read(path, Reading)
            except (OSError, pa.ArrowException) as error:
                raise Refused(
                    f"{path} cannot be read ({type(error).__name__}): build again, which mends it."
                ) from error


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry), default=str) + "\n"


def _entry(told: dict[str, Any]) -> Entry:
    failures = [Failure(**{**one, "path": Path(one["path"])}) for one in told["failures"]]
    rows = {name: [tuple(one) for one in told[name]] for name in ("slow", "noise")}
    known = {one.name for one in fields(Entry)}
    if known != set(told):
        raise ValueError("written by another version")
    return Entry(**{**told, "marks": Marks(**told["marks"]), "failures": failures, **rows})
