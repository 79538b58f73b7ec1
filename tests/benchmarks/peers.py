"""Other recognisers of Chinese names, for the same sentences in the same run; which are missing is said, not passed over."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

Span = tuple[int, int, str]
Finder = Callable[[str], list[Span]]

_KINDS = {"r": "PERSON", "s": "PLACE", "t": "ORG"}
_THULAC = {"np": "PERSON", "ns": "PLACE", "ni": "ORG"}


def finders() -> Iterator[tuple[str, Finder | None]]:
    """Yield each peer's name and what finds PERSON, PLACE and ORG in a text, None where it is not installed."""
    for name, make in (("jieba.posseg", _jieba), ("THULAC", _thulac)):
        try:
            yield name, make()
        except ImportError:
            yield name, None


def _jieba() -> Finder:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()

    def find(text: str) -> list[Span]:
        pairs = [
            (one.word, _KINDS.get(one.flag[1:2]) if one.flag.startswith("n") else None) for one in posseg.cut(text)
        ]
        return _placed(text, pairs)

    return find


def _thulac() -> Finder:
    import thulac

    with contextlib.redirect_stdout(io.StringIO()):
        analyser: Any = thulac.thulac()

    def find(text: str) -> list[Span]:
        with contextlib.redirect_stdout(io.StringIO()):
            return _placed(text, [(word, _THULAC.get(tag)) for word, tag in analyser.cut(text)])

    return find


def _placed(text: str, words: list[tuple[str, str | None]]) -> list[Span]:
    """Return where the words with a type stand in ``text``; words that the peer changed are passed over."""
    found, at = [], 0
    for word, kind in words:
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        if kind:
            found.append((start, at, kind))
    return found
