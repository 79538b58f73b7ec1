"""What a page has twice because its columns were scanned or read twice: the second time is no text of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Repeat

# What follows itself is a repeat from this length on.
_NEXT = 10
# Sentences in a row that stand elsewhere on the page are one from this length on, all of them together: one sentence alone is as
# likely a summary that quotes the text.
_ROW = 80
# A line that is part of a sentence, from this length on, and how near that sentence must stand.
_LINE, _WINDOW = 12, 200
# How far back a stretch that follows itself can begin.
_LOOP = 2000
_SENTENCE = re.compile(r"[。！？!?]+[”’）)」』\"]*")
_TERMINAL = re.compile(r"[。！？!?…：:；;”’）)」』\"]$")
_STOP = re.compile(r"[，。；！？、,;!?”]$")
_SIGNED = re.compile(r"记者|通讯员|摄|供图|电[）)]?$|讯|^#|[（(][^（）()]{1,20}[）)]$|热线|编辑|责编")
_GOES_ON = "，、；,;"
_INK = re.compile(r"\S")

# Start, end and start of the first printing, counted in characters that are no space.
Span = tuple[int, int, int]


def unrepeated(text: str) -> tuple[str, tuple[Repeat, ...]]:
    """Return ``text`` with what it has twice masked by spaces the second time, of the same length, and what was masked."""
    ink = [found.start() for found in _INK.finditer(text)]
    bare = "".join(text[at] for at in ink)
    spans = sorted({*_loops(bare), *_rows(bare), *_lines(text, bare, ink)}, key=lambda one: (one[0], -one[1]))
    repeats: list[Repeat] = []
    # Where each character that was masked stands first: what repeats a copy repeats what that is a copy of.
    origins: dict[int, int] = {}
    taken = 0
    for start, end, first in spans:
        firsts = [origins.get(at, at) for at in ink[first : first + end - start]]
        if start >= taken and first + end - start <= start and firsts == sorted(set(firsts)):
            repeats.append(Repeat(tuple(ink[start:end]), tuple(firsts)))
            origins.update(zip(ink[start:end], firsts, strict=True))
            taken = end
    return _masked(text, repeats), tuple(repeats)


def _masked(text: str, repeats: Sequence[Repeat]) -> str:
    chars = list(text)
    for one in repeats:
        start, end = one.copy[0], one.copy[-1] + 1
        before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        # A line that goes whole goes with the line end before it, so that its neighbours do not look parted.
        if before and not text[before:start].strip() and not text[end : after if after >= 0 else len(text)].strip():
            start = before - 1
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _loops(bare: str) -> Iterator[Span]:
    """Yield stretches of whole sentences that follow themselves, once or again and again."""
    copied = 0
    ends = [0, *(found.end() for found in _SENTENCE.finditer(bare))]
    for start, end in pairwise(ends):
        if start < copied or end - start < _NEXT:
            continue
        first = bare.rfind(bare[start:end], max(0, start - _LOOP), start)
        if first < 0:
            continue
        stretch = bare[first:start]
        if bare.startswith(stretch, start):
            copied = start + len(stretch)
            yield start, copied, first
        elif start == copied:
            # The last time round is cut.
            copied = end
            yield start, end, first


def _rows(bare: str) -> Iterator[Span]:
    """Yield sentences in a row that stand on the page before."""
    ends = [0, *(found.end() for found in _SENTENCE.finditer(bare))]
    told = [bare[start:end] for start, end in pairwise(ends)]
    seen: dict[tuple[str, str], int] = {}
    at = 0
    while at + 1 < len(told):
        first = seen.setdefault((told[at], told[at + 1]), at)
        count = 0
        while first + count < at and at + count < len(told) and told[first + count] == told[at + count]:
            count += 1
        if count > 1 and ends[at + count] - ends[at] >= _ROW:
            yield ends[at], ends[at + count], ends[first]
            at += count
        else:
            at += 1


def _lines(text: str, bare: str, ink: Sequence[int]) -> Iterator[Span]:
    """Yield lines that stand behind a whole sentence and are a part of one that stands not far before."""
    at = end = 0
    for raw in text.split("\n"):
        begin, at = at, at + len(raw) + 1
        start, end = end, bisect_right(ink, at - 1, lo=end) if raw.strip() else end
        line = bare[start:end]
        if end - start < _LINE or not _STOP.search(line) or _SIGNED.search(line):
            continue
        if not start or not (_TERMINAL.search(bare[start - 1 : start]) or not _line_before(text, begin).strip()):
            continue
        first = bare.rfind(line, max(0, start - _WINDOW - len(line)), start)
        part = line[-1] in _GOES_ON or (first > 0 and not _TERMINAL.search(bare[first - 1]))
        if first >= 0 and part:
            yield start, _extended(bare, start, end, first), first


def _extended(bare: str, start: int, end: int, first: int) -> int:
    """Return where a repeat that begins with a line ends: with the last whole sentence that it has of its first printing."""
    at = end
    while at < len(bare) and first + at - start < start and bare[at] == bare[first + at - start]:
        at += 1
    stops = [found.end() for found in _SENTENCE.finditer(bare, end, at)]
    return stops[-1] if stops else end


def _line_before(text: str, begin: int) -> str:
    return text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)]
