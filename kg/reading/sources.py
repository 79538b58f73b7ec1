"""Sources to pages: files and folders of text, each read once, what cannot be read named with the reason."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from kg.errors import Refused
from kg.model import Page
from kg.reading.dates import page_date
from kg.reading.decode import Undecodable, decode
from kg.reading.mastheads import masthead

SUFFIXES = (".txt", ".md")
# Files that stand in a folder of pages because somebody takes them for pages: they are named, not passed over.
_MEANT = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".pdf", ".docx", ".doc")
# A page of a newspaper has some ten thousand characters: what is much longer is a volume, and no one context for names.
LONGEST = 200_000
# What the page's text may not hold: half a surrogate pair cannot be written to any file.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


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
    """Return the files of ``sources`` in order of their names, and what is there but cannot be a page, with the reason.

    Two files of one name from different sources are told apart by their source's name; a file that several sources
    hold is read once, under its longest name. Raise `Refused` where there is nothing to read.
    """
    found: dict[Path, Source] = {}
    failures: dict[Path, Failure] = {}
    for source in map(Path, sources):
        if not source.exists():
            raise Refused(f"{source} does not exist: name a file or folder of pages.")
        for path, reason in _listed(source) if source.is_dir() else [(source, _unfit(source))]:
            if reason is not None:
                failures[path] = Failure(path, reason)
                continue
            document = _readable(path.relative_to(source).as_posix() if source.is_dir() else path.name)
            one = Source(path, document)
            found[path.resolve()] = max(found.get(path.resolve(), one), one, key=lambda each: _depth(each.document))
    pages = _distinct(sorted(found.values(), key=lambda one: (one.document, one.path.as_posix())))
    if not pages and not failures:
        kinds = " or ".join(SUFFIXES)
        raise Refused(f"{', '.join(map(str, sources))} holds no page: give files that end in {kinds}, or their folder.")
    return pages, [failures[path] for path in sorted(failures, key=Path.as_posix)]


def _listed(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield the files under ``folder`` that are pages, or look as if they were meant to be, with why they are none."""
    closed: list[OSError] = []
    for name, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for path in sorted(Path(name, file) for file in files if not file.startswith(".")):
            if path.suffix.lower() in SUFFIXES:
                yield path, _unfit(path)
            elif path.suffix.lower() in _MEANT:
                yield path, _no_text(path)
    for error in closed:
        yield Path(error.filename), f"cannot be opened ({error.strerror}): check its permissions, or leave it out"


def _unfit(path: Path) -> str | None:
    """Return why a file named outright is no page, None where it may be one."""
    if path.is_symlink() and not path.exists():
        return "is a link that leads nowhere: mend or remove it"
    if not path.is_file():
        return "is no regular file: save its content to one"
    return None if path.suffix.lower() in SUFFIXES else _no_text(path)


def _readable(name: str) -> str:
    """Return a file's name as text: one that is not UTF-8 was most likely written on a Chinese Windows."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _depth(document: str) -> tuple[int, str]:
    return document.count("/"), document


def read(source: Source) -> Page:
    """Return the page of a source; raise `Undecodable` with the reason where it is none."""
    try:
        data = source.path.read_bytes()
    except OSError as error:
        reason = error.strerror or "input error"
        raise Undecodable(f"cannot be read ({reason}): check its permissions, or leave it out") from error
    text = decode(data).translate(_SURROGATES)
    if len(text) > LONGEST:
        raise Undecodable(
            f"has {len(text):,} characters, where a page has {LONGEST:,} at most: split it into its pages"
        )
    return Page(
        source.document, text, hashlib.sha256(data).hexdigest(), page_date(text, source.document), masthead(text)
    )


def _no_text(path: Path) -> str:
    """Return why a file that ends in something else than a page does is none."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        # The last character may be cut.
        decode(start.rsplit(b"\n", 1)[0] if len(start) == 4096 else start)
    except Undecodable as error:
        return str(error)
    except OSError as error:
        return f"cannot be read ({error.strerror}): check its permissions, or leave it out"
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
            path = _readable((one.path.parent.resolve() / one.path.name).as_posix())
            root = path.removesuffix(document).rstrip("/")
            document = f"{root.rsplit('/', 1)[-1]}/{document}"
        result.append(Source(one.path, document))
    taken: set[str] = set()
    for index, one in enumerate(result):
        names = chain([one.document], (f"{number}/{one.document}" for number in count(2)))
        document = next(name for name in names if name not in taken)
        taken.add(document)
        result[index] = Source(one.path, document)
    return sorted(result, key=lambda one: one.document)
