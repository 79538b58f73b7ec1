"""Sources to pages: files and folders of text, each read once, what cannot be read named with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Refused
from kg.model import Page
from kg.reading.dates import page_date
from kg.reading.decode import Undecodable, decode

SUFFIXES = (".txt", ".md")
# What the page's text may not hold: half a surrogate pair cannot be written to any file.
_SURROGATES = {code: "\ufffd" for code in range(0xD800, 0xE000)}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name of the page it will be."""

    path: Path
    document: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not read, and why, with the remedy."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path} {self.reason}."


def find(sources: Sequence[str | Path]) -> tuple[list[Source], list[Failure]]:
    """Return the files of ``sources`` in order of their names, and those named outright that are of no known kind.

    Two files of one name from different sources are told apart by their source's name. Raise `Refused` without any.
    """
    found: dict[Path, Source] = {}
    failures: list[Failure] = []
    for source in map(Path, sources):
        if not source.exists():
            raise Refused(f"{source} does not exist: name a file or folder of pages.")
        if source.is_dir():
            files = [path for path in source.rglob("*") if path.is_file() and not _hidden(path.relative_to(source))]
        else:
            files = [source]
        for path in files:
            document = path.relative_to(source).as_posix() if source.is_dir() else path.name
            if path.suffix.lower() not in SUFFIXES and source.is_dir() and not _image(path):
                continue
            if path.suffix.lower() not in SUFFIXES:
                failures.append(Failure(path, _no_text(path)))
            else:
                found.setdefault(path.resolve(), Source(path, document))
    pages = _distinct(sorted(found.values(), key=lambda one: (one.document, one.path.as_posix())))
    if not pages and not failures:
        kinds = " or ".join(SUFFIXES)
        raise Refused(f"{', '.join(map(str, sources))} holds no page: give files that end in {kinds}, or their folder.")
    return pages, sorted(failures, key=lambda one: one.path.as_posix())


def read(source: Source) -> Page:
    """Return the page of a source; raise `Undecodable` with the reason where it is none."""
    try:
        data = source.path.read_bytes()
    except OSError as error:
        reason = error.strerror or "input error"
        raise Undecodable(f"cannot be read ({reason}): check its permissions, or leave it out") from error
    text = decode(data).translate(_SURROGATES)
    return Page(source.document, text, hashlib.sha256(data).hexdigest(), page_date(text, source.document))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _image(path: Path) -> bool:
    return path.suffix.lower() in {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".pdf", ".docx", ".doc"}


def _no_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            decode(file.read(4096))
    except (Undecodable, OSError) as error:
        return str(error)
    return f"ends in {path.suffix or 'nothing'}: rename it to .txt or .md if it is the text of a page"


def _distinct(pages: list[Source]) -> list[Source]:
    """Prefix the documents of equal name with the folders above them until they differ."""
    counts: dict[str, int] = {}
    for one in pages:
        counts[one.document] = counts.get(one.document, 0) + 1
    result = []
    for one in pages:
        document = one.document
        if counts[document] > 1:
            root = one.path.resolve().as_posix().removesuffix(document).rstrip("/")
            document = f"{root.rsplit('/', 1)[-1]}/{document}"
        result.append(Source(one.path, document))
    seen: dict[str, int] = {}
    for index, one in enumerate(result):
        seen[one.document] = seen.get(one.document, 0) + 1
        if seen[one.document] > 1:
            result[index] = Source(one.path, f"{seen[one.document]}/{one.document}")
    return sorted(result, key=lambda one: one.document)
