"""Tables in, `graph.ttl` out: streamed, sorted, and grouped so that a person can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from kg import iri
from kg.collecting import uncollected
from kg.errors import Refused
from kg.rdf.parts import SECTIONS, Part, blocks, ordered, parts
from kg.rdf.vocabulary import prefixes
from kg.tables import Tables

# Enough for the serializer to be busy, little enough to forget: a batch is a few megabytes.
_BATCH = 20_000
_BASE = re.compile("@prefix id: <([^>]*)>")
_HEADER = re.compile(rb"(?:@prefix [^\n]*\n)*")


def write(tables: Tables, path: Path, base: str = iri.BASE) -> int:
    """Write the tables as Turtle 1.1 to ``path`` and return the number of triples.

    The same rows give the same bytes, whatever their order. ``base`` begins the IRI of every entity.
    """
    made = ordered(tables)
    count = 0
    with path.open("wb") as file:
        for part, opening in opened(parts(made), base):
            file.write(opening)
            for triples, piece in pieces(part, made, base):
                file.write(piece)
                count += triples
    return count


def opened(listed: Iterable[Part], base: str) -> Iterator[tuple[Part, bytes]]:
    """Yield each part with what stands before it: the prefixes, and a title before the first part of a section."""
    opening, section = header(prefixes(base)), ""
    for part in listed:
        if part.section != section:
            section = part.section
            opening += f"\n# {SECTIONS[section]}\n\n".encode()
        yield part, opening
        opening = b""


def pieces(part: Part, tables: Tables, base: str) -> Iterator[tuple[int, bytes]]:
    """Yield a part of the ordered tables as pieces of Turtle, each with the number of its triples."""
    # The serializer is not told id:, which begins every other prefix of ours: which of the two it took would be chance.
    known = {name: namespace for name, namespace in prefixes(base).items() if name != "id"}
    with uncollected():
        for batch in batches(blocks(part, tables, base)):
            yield len(batch), turtle(batch, known)


def header(names: Mapping[str, str]) -> bytes:
    """Return the declaration of each prefix, a line each."""
    return "".join(f"@prefix {name}: <{names[name]}> .\n" for name in sorted(names)).encode()


def written_base(path: Path) -> str:
    """Return what the entities' IRIs begin with in a file that `write` wrote; raise `Refused` where it does not say."""
    try:
        with path.open(encoding="utf-8") as file:
            declared = next((match for line in file if (match := _BASE.match(line)) or not line.startswith("@")), None)
    except (OSError, UnicodeDecodeError):
        declared = None
    if declared is None:
        raise Refused(f"{path} is no Turtle of a build: build it again with `kg build SOURCE -o {path.parent}`.")
    return declared[1]


def batches(blocks: Iterable[list[Triple]]) -> Iterator[list[Triple]]:
    """Yield the blocks joined into long lists, none of them cut."""
    batch: list[Triple] = []
    for block in blocks:
        batch += block
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def turtle(batch: list[Triple], names: Mapping[str, str]) -> bytes:
    """Return triples as Turtle without prefixes, which the head of the file has; a blank line ends each subject."""
    written = serialize(batch, None, RdfFormat.TURTLE, prefixes=dict(names))
    assert written is not None
    # No literal holds a bare line break, so a full stop before one always ends a subject.
    return _HEADER.sub(b"", written, count=1).replace(b" .\n", b" .\n\n")
