"""What a worker does with one shard: every page of it, then one Parquet file, written aside and renamed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.model import Reading
from kg.reading.sources import Failure, Source
from kg.shards import noise, records
from kg.shards.cutting import Shard, path_of
from kg.shards.manifest import Entry
from kg.shards.marks import of_file, of_input, of_page

# So many of the slowest pages are told of a shard.
_SLOWEST = 3


def prepare(ner: str | None) -> None:
    """Load what pages are worked on with, once for this process."""
    from kg.work import prepare as load

    load(ner)


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to make in ``folder``; ``aside`` says why pages of it, by their index, are not worked on."""

    shard: Shard
    folder: Path
    aside: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Begun:
    """A worker begins the page with this index; so many characters and failures of the shard lie behind it."""

    page: int
    characters: int
    failures: int


def do(task: Task) -> Iterator[Begun | Entry]:
    """Work on a shard's pages in their order, saying each page that is begun; at the end yield the shard's entry."""
    shard = task.shard
    entry = Entry(shard.name, shard.marks)
    readings: list[Reading] = []
    seen = list(shard.bytes)
    for at, source in enumerate(shard.pages):
        yield Begun(at, entry.characters, len(entry.failures))
        if at in task.aside:
            result: Reading | Failure = source.failure(task.aside[at])
        else:
            result, seen[at] = _worked(source, seen[at])
        if isinstance(result, Failure):
            entry.failures.append(result)
        else:
            readings.append(result)
            entry.characters += len(result.page.text)
    # Of what was read, and not of what was planned: where a page changed in between, the next build must see it so.
    entry.marks = replace(shard.marks, input=of_input(zip(shard.pages, seen, strict=True)))
    _tell(entry, readings)
    entry.file = _written(readings, path_of(task.folder, shard.name))
    yield entry


def _worked(source: Source, mark: str) -> tuple[Reading | Failure, str]:
    """Return what a page gave, and the digest of the bytes that it gave it from; ``mark`` is the digest it was planned with."""
    for _ in range(2):
        result = _read(source)
        now = of_page(source)
        if now == mark:
            return result, mark
        mark = now
        if source.part is not None:
            # In a file of many pages nothing is where it was any more.
            break
    # No bytes have this digest: whatever the page is next time, it is read again.
    return source.failure("changed while it was read: build again when it is no longer written to"), "changing"


def _read(source: Source) -> Reading | Failure:
    from kg.work import work

    try:
        return work(source)
    except Exception as error:  # Among a million pages one that the program was not written for must not stop the rest.
        told = f"cannot be worked on ({type(error).__name__}: {error}): leave it out, and report it as a mistake of kg"
        return source.failure(" ".join(told.split()))


def _tell(entry: Entry, readings: Sequence[Reading]) -> None:
    """Put into a shard's entry what the report of the build shows of it."""
    entry.pages = len(readings)
    entry.mentions = sum(len(mentions) for one in readings for mentions in one.mentions)
    seconds: Counter[str] = Counter()
    for reading in readings:
        seconds.update(reading.seconds)
    entry.seconds = {name: round(spent, 6) for name, spent in seconds.items()}
    spent = [(one.page.document, round(sum(one.seconds.values()), 6)) for one in readings]
    entry.slow = sorted(spent, key=lambda one: (-one[1], one[0]))[:_SLOWEST]
    entry.noise = noise.by_month(reading.page for reading in readings)


def _written(readings: Sequence[Reading], path: Path) -> str:
    """Write a shard's file under another name, and rename it when it is whole; return the digest of its bytes."""
    draft = path.with_name(f".{path.stem}.{os.getpid()}.part")
    try:
        # Without the seconds that it took: the same pages give the same bytes.
        records.write([replace(one, seconds={}) for one in readings], Reading, draft)
        mark = of_file(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return mark
