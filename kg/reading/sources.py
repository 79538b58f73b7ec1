"""Sources to pages: files and folders, each page read once, what cannot be read named with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from kg.errors import Refused
from kg.model import Page
from kg.reading.about import NOTHING, About, beside
from kg.reading.content import JSON_LINES, PARQUET, SUFFIXES, Part, content, kind, parts
from kg.reading.decode import Undecodable, decode
from kg.reading.masthead import masthead
from kg.reading.papers import printed

# Files that stand in a folder of pages because somebody takes them for pages: they are named, not passed over.
_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".jp2", ".heic", ".djvu")
_MEANT = (*_IMAGES, ".doc", ".wps", ".odt", ".rtf")
# A page of a newspaper has some ten thousand characters: what is much longer is a volume, and no one context for names.
LONGEST = 200_000
_ROWS = JSON_LINES + PARQUET
# What the page's text may not hold: half a surrogate pair cannot be written to any file.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a ``part`` of it, to read, the name of the page it will be, and what a table beside it tells of it."""

    path: Path
    document: str
    part: Part | None = None
    about: About = NOTHING

    def failure(self, reason: object) -> Failure:
        """Return that this page was not read, and why."""
        return Failure(self.path, str(reason), self.part.name if self.part else "")


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not read, or a ``part`` of it (``line 3``), and why, with the remedy."""

    path: Path
    reason: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.path}{self.part and f', {self.part},'} {self.reason}."


def find(sources: Sequence[str | Path]) -> tuple[list[Source], list[Failure]]:
    """Return the files of ``sources`` in order of their names, and what is there but cannot be a page, with the reason.

    Two files of one name from different sources are told apart by their source's name; a file that several sources
    hold is read once, under its longest name. Raise `Refused` where there is nothing to read.
    """
    found: dict[Path, Source] = {}
    failures: dict[Failure, None] = {}
    tables = _Tables()
    for source in map(Path, sources):
        if not source.exists():
            raise Refused(f"{source} does not exist: name a file or folder of pages.")
        root = source if source.is_dir() else source.parent
        for path, reason in _listed(source) if source.is_dir() else [(source, _unfit(source))]:
            if reason is not None:
                failures[Failure(path, reason)] = None
                continue
            one = Source(path, _readable(path.relative_to(root).as_posix()), about=tables.about(path, root))
            found[path.resolve()] = max(found.get(path.resolve(), one), one, key=lambda each: _depth(each.document))
    files = _distinct(sorted(found.values(), key=lambda one: (one.document, one.path.as_posix())))
    pages: list[Source] = []
    for one in files:
        try:
            pages += _parted(one)
        except (OSError, Undecodable) as error:
            failures[one.failure(_reason(error))] = None
    failures |= dict.fromkeys(tables.failures)
    if not pages and not failures:
        kinds = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise Refused(f"{', '.join(map(str, sources))} holds no page: give files that end in {kinds}, or their folder.")
    return pages, sorted(failures, key=lambda one: (one.path.as_posix(), one.part, one.reason))


class _Tables:
    """The tables of metadata beside the files, each read once."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[Path, About]] = {}
        self.failures: list[Failure] = []

    def about(self, path: Path, root: Path) -> About:
        """Return what the tables between the file and ``root`` tell of it, the nearest first."""
        told = NOTHING
        for folder in path.parents:
            if folder not in self._folders:
                self._folders[folder], wrong = beside(folder)
                self.failures += [Failure(table, reason, part) for table, part, reason in wrong]
            told |= self._folders[folder].get(path, NOTHING)
            if folder == root:
                break
        return told


def _parted(one: Source) -> list[Source]:
    """Return the pages of a file; the one page of a PDF is called as its file is."""
    found = list(parts(one.path))
    if not found:
        if kind(one.path) in _ROWS:
            raise Undecodable("holds no rows: leave it out or fill it")
        return [one]
    alone = len(found) == 1 and kind(one.path) not in _ROWS
    return [
        replace(one, part=part, document=one.document if alone else f"{one.document}:{part.number}") for part in found
    ]


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or 'input error'}): check its permissions, or leave it out"
    return str(error)


def _listed(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield the files under ``folder`` that are pages, or look as if they were meant to be, with why they are none."""
    closed: list[OSError] = []
    for name, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for path in sorted(Path(name, file) for file in files if not file.startswith(".")):
            if kind(path) in SUFFIXES:
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
    return None if kind(path) in SUFFIXES else _no_text(path)


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
        text, digest, told = content(source.path, source.part)
    except OSError as error:
        raise Undecodable(_reason(error)) from error
    text = text.translate(_SURROGATES)
    if len(text) > LONGEST:
        raise Undecodable(
            f"has {len(text):,} characters, where a page has {LONGEST:,} at most: split it into its pages"
        )
    # A row's own fields stand above a table beside the file, and both above the text; what a web page says of itself does not.
    known = (told if source.part else NOTHING) | source.about
    about = known | masthead(text, source.document) | told
    return Page(
        source.document, text, digest, about.date, about.source, about.page, about.place, printed(text, about.source)
    )


def _no_text(path: Path) -> str:
    """Return why a file that ends in something else than a page does is none."""
    try:
        if path.suffix.lower() in _IMAGES:
            return "is an image of a page: run OCR on it first and give the text"
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
        result.append(replace(one, document=document))
    taken: set[str] = set()
    for index, one in enumerate(result):
        names = chain([one.document], (f"{number}/{one.document}" for number in count(2)))
        document = next(name for name in names if name not in taken)
        taken.add(document)
        result[index] = replace(one, document=document)
    return sorted(result, key=lambda one: one.document)
