"""What a shard was made from and by, each as a short digest: while none changes, the shard need not be made again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from kg.reading.content import JSON_LINES, Part, kind
from kg.reading.decode import Undecodable
from kg.reading.packed import line
from kg.reading.sources import Source

_PACKAGE = Path(__file__).parents[1]
# What leaves a build has no part in what a page gives: changing the graph page must not read a million pages again.
_APART = {"explorer", "export", "rdf", "ontology", "samples", "training", "serving", "report"}
_APART |= {f"{name}.py" for name in ("builder", "cli", "drafts", "explain", "graph", "growing", "joining", "outcome")}
_APART |= {f"{name}.py" for name in ("progress", "provenance", "shelf", "tables")}
# The libraries that a page's words and numbers pass through.
_LIBRARIES = ("spacy", "spacy-pkuseg", "python-crfsuite", "opencc", "pyahocorasick", "numpy", "scipy", "pyarrow")


@dataclass(frozen=True, slots=True)
class Marks:
    """The digests of what a shard depends on: its pages, the code, the models, the settings."""

    input: str
    code: str
    model: str
    settings: str


def digest(*parts: object) -> str:
    """Return a digest of values that tell themselves apart when printed."""
    return hashlib.blake2b(json.dumps(parts, default=str).encode(), digest_size=16).hexdigest()


def of_file(path: Path) -> str:
    """Return the digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def of_files(paths: Iterable[Path]) -> str:
    """Return the digest of files by name and content, in whatever order they come."""
    found = sorted((path.relative_to(_PACKAGE).as_posix(), of_file(path)) for path in paths)
    return digest(found)


def _files(apart: set[str]) -> list[Path]:
    files = (path for path in _PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [path for path in files if path.relative_to(_PACKAGE).parts[0] not in apart]


def _is_model(path: Path) -> bool:
    return "model" in path.relative_to(_PACKAGE).parts


@cache
def code(apart: frozenset[str] = frozenset(_APART)) -> str:
    """Return the digest of the package's code and lists of words, and of what it runs on."""
    return digest(of_files(one for one in _files(set(apart)) if not _is_model(one)), sys.version_info[:2], _versions())


@cache
def all_code() -> str:
    """Return the digest of the whole package: what the last step of a build depends on."""
    return digest(code(frozenset(("samples", "training"))), models(None))


@cache
def models(ner: str | None) -> str:
    """Return the digest of the models that ship, and of the spaCy pipeline ``ner`` as it is installed."""
    return digest(of_files(one for one in _files(_APART) if _is_model(one)), ner and _installed(ner))


def _versions() -> list[str]:
    return [f"{name} {_version(name)}" for name in _LIBRARIES]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _installed(pipeline: str) -> str:
    """Return what tells one state of a pipeline from another: its version, or the files of a folder."""
    folder = Path(pipeline)
    if not folder.is_dir():
        return _version(pipeline)
    return digest(sorted((str(path), of_file(path)) for path in folder.rglob("*") if path.is_file()))


def marks(pages: Iterable[tuple[Source, str]], ner: str | None) -> Marks:
    """Return the marks of a shard of ``pages``, each with the digest of its bytes."""
    return Marks(of_input(pages), code(), models(ner), digest(ner))


def of_input(pages: Iterable[tuple[Source, str]]) -> str:
    """Return the digest of a shard's pages: their names, and the digests of their bytes."""
    return digest([(source.document, mark) for source, mark in pages])


def of_page(source: Source) -> str:
    """Return the digest of the bytes that a page stands on, and of what is known beside them.

    A file that holds many pages as one whole (Parquet, PDF) is told by its size and time: its bytes are too many to be
    read again for each of them. What cannot be read has the reason for a digest.
    """
    part = source.part
    try:
        return digest(_content(source.path, part), part and part.name, repr(source.about))
    except OSError as error:
        return digest("cannot be read", error.strerror)
    except Undecodable as error:
        return digest("cannot be read", str(error))


def _content(path: Path, part: Part | None) -> object:
    if part is None:
        return of_file(path)
    if kind(path) in JSON_LINES:
        return hashlib.blake2b(line(path, part.at), digest_size=16).hexdigest()
    told = path.stat()
    return [told.st_size, told.st_mtime_ns]
