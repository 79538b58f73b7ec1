"""How wide the column was that a text was printed in, as the white space tells that OCR leaves where its rows ended.

An article is set in columns of one width, or of two; those beside it often are of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Signs = npt.NDArray[np.float32]

_SPACE = re.compile(r"\s+")
# No column is narrower than so many Chinese characters; the first row of a paragraph is indented by two.
_NARROWEST, _INDENT = 8.0, 2.0
# Rows of one column are within this share of one another.
_SAME = 0.05
# Two texts whose columns differ by less than the one share may be set alike; by more than the other they are not.
_ALIKE, _UNLIKE = 0.1, 0.3


def widths(pieces: Iterable[Sequence[str]]) -> list[float]:
    """Return for each piece of a page, given as its paragraphs, the width of its column in Chinese characters; 0 where none tells it."""
    rows = [[row for text in texts for row in _rows(text) if row >= _NARROWEST] for texts in pieces]
    sure = list(map(_agreed, rows))
    known = [width for width in sure if width]
    return [width or _nearest(ours, known) for width, ours in zip(sure, rows, strict=True)]


def _rows(text: str) -> Iterator[float]:
    """Yield the widths of the rows of a paragraph that are whole; the last is as long as its text."""
    first, *rest = (sum(0.5 if char < "\u2000" else 1 for char in row) for row in _SPACE.split(text.strip()))
    if rest:
        yield first + _INDENT
    yield from rest[:-1]


def _agreed(rows: Sequence[float]) -> float:
    """Return the width that most rows have, and not one alone; 0 where there is none.

    Space is left amid rows too, and the end of a row may leave none: rows too short and too long are no majority.
    """
    if len(rows) < 2:
        return 0.0
    found = np.sort(np.array(rows))
    start = np.searchsorted(found, found * (1 - _SAME), "left")
    end = np.searchsorted(found, found * (1 + _SAME), "right")
    # Of widths that as many rows have it is the greatest.
    most = len(found) - 1 - int(np.argmax((end - start)[::-1]))
    alike = found[start[most] : end[most]]
    return float(alike.mean()) if len(alike) > 1 else 0.0


def _nearest(rows: Sequence[float], known: Sequence[float]) -> float:
    """Return the width that is known of other pieces and that one of these rows has; 0 where none has."""
    near = [(abs(row - width), width) for row in rows for width in known if abs(row - width) <= _SAME * width]
    return min(near)[1] if near else 0.0


def compare(widths: Iterable[float]) -> tuple[Signs, Signs, Signs]:
    """Return for any two texts how much they are of one width, that times how few of all are, and how much of two; 0 where a width is unknown."""
    found = np.array(list(widths), np.float64)
    known = np.outer(found > 0, found > 0)
    logs = np.log(np.maximum(found, 1))
    apart = np.abs(logs[:, None] - logs[None, :])
    one = np.where(known, np.clip(1 - apart / _ALIKE, 0, 1), 0)
    other = np.where(known, np.clip((apart - _ALIKE) / (_UNLIKE - _ALIKE), 0, 1), 0)
    share = (one > 0).sum(axis=1) / max(1, int((found > 0).sum()))
    rare = one * -np.log(np.maximum(np.maximum(share[:, None], share[None, :]), 1e-3))
    return one.astype(np.float32), rare.astype(np.float32), other.astype(np.float32)
