"""Pages into shards: which pages stand together depends on their names alone, so that one more page changes one shard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.reading.sources import Source
from kg.shards.marks import Marks, digest, marks, of_page

# A shard ends behind one page in so many, told by its name, and at the latest behind the longest.
_PAGES, _LONGEST = 32, 128


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages that are worked on together: ``name`` is the shard's file, ``bytes`` the digest of each page's bytes."""

    name: str
    pages: tuple[Source, ...]
    bytes: tuple[str, ...]
    marks: Marks


def cut(pages: Sequence[Source], ner: str | None) -> list[Shard]:
    """Return the shards of ``pages``, which come in order of their documents, worked on with the pipeline ``ner``."""
    shards = []
    taken: set[str] = set()
    for group in _groups(pages):
        seen = tuple(map(of_page, group))
        # Named after its first page: the name stays while pages come and go behind it.
        name = digest(group[0].document)[:16]
        assert name not in taken, "documents are distinct"
        taken.add(name)
        shards.append(Shard(name, tuple(group), seen, marks(zip(group, seen, strict=True), ner)))
    return shards


def _groups(pages: Iterable[Source]) -> Iterator[list[Source]]:
    group: list[Source] = []
    for source in pages:
        group.append(source)
        if int(digest(source.document)[:8], 16) % _PAGES == 0 or len(group) == _LONGEST:
            yield group
            group = []
    if group:
        yield group


def path_of(folder: Path, name: str) -> Path:
    """Return the file of a shard in the folder of shards."""
    return folder / f"{name}.parquet"
