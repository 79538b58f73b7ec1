"""A file's content by its kind: what its pages are, and the text of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.reading import formats, packed, rows
from kg.reading.about import NOTHING, About, from_record
from kg.reading.decode import Undecodable, checked, decode

TEXT, HTML, PDF, DOCX = (".txt", ".md"), (".html", ".htm"), (".pdf",), (".docx",)
JSON_LINES, PARQUET = (".jsonl", ".ndjson"), (".parquet",)
SUFFIXES = TEXT + HTML + PDF + DOCX + JSON_LINES + PARQUET
# Of files that hold one page; rows are read one by one, however long their file.
_LARGEST = 64_000_000


def kind(path: Path) -> str:
    """Return the ending that says what a file is: of lines that are packed (``.jsonl.gz``) that of the lines."""
    endings = [one.lower() for one in path.suffixes[-2:]]
    if len(endings) == 2 and endings[1] in packed.PACKED and endings[0] in JSON_LINES:
        return endings[0]
    return path.suffix.lower()


@dataclass(frozen=True, slots=True)
class Part:
    """A page in a file of several: its ``number`` from 1, where its bytes begin, and what a person calls it (``line 3``)."""

    number: int
    at: int
    name: str


def parts(path: Path) -> Iterator[Part]:
    """Yield the pages of a file that can hold several, none of it held; raise `Undecodable` where it cannot be opened."""
    suffix = kind(path)
    if suffix in JSON_LINES:
        yield from (Part(number, at, f"line {number}") for number, at in packed.lines(path))
    elif suffix in PARQUET:
        yield from (Part(number, 0, f"row {number}") for number in range(1, rows.count(path) + 1))
    elif suffix in PDF:
        yield from (Part(number, 0, f"page {number}") for number in range(1, formats.pages_of_pdf(path) + 1))


def content(path: Path, part: Part | None) -> tuple[str, str, About]:
    """Return the text of a page, the SHA-256 of its bytes, and what its file tells of it; raise `Undecodable`, `OSError`."""
    suffix = kind(path)
    if part and suffix in JSON_LINES + PARQUET:
        record = rows.json_line(path, part.at) if suffix in JSON_LINES else rows.parquet_row(path, part.number)
        text = rows.text_of(record)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return checked(text), digest, from_record(record)
    if path.stat().st_size > _LARGEST:
        raise Undecodable(f"has {path.stat().st_size:,} bytes, more than any page: split it into its pages")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if part and suffix in PDF:
        return formats.pdf(path, part.number), digest, NOTHING
    if suffix in HTML:
        text, about = formats.html(data)
        return text, digest, about
    return (formats.docx(data) if suffix in DOCX else decode(data)), digest, NOTHING
