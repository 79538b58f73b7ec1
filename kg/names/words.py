"""The lists that ship as data files: read once, comments left out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a data file as tuples of their tab-separated fields, without its comments."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the first field of each line of a data file, in its order."""
    return tuple(row[0] for row in rows(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return `words` as a set."""
    return frozenset(words(name))


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the family names of one character and those of two."""
    lines = words("surnames.txt")
    single = frozenset(char for line in lines if len(line) != 2 for char in line)
    return single, frozenset(line for line in lines if len(line) == 2)
