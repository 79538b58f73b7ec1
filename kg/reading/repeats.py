"""What a page has twice because its columns were scanned or read twice: the second time is no text of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Repeat

# A sentence as long as the first is a repeat wherever it stands; the second, if its first printing is near; the third, if it is next.
_ANYWHERE, _NEAR, _NEXT = 40, 20, 10
# A line that only begins or ends inside a sentence, from this length, and how near.
_LINE, _WINDOW = 12, 200
_SENTENCE = re.compile(r"[。！？!?]+[”’）)」』\"]*")
_TERMINAL = re.compile(r"[。！？!?…：:；;”’）)」』\"]$")
_STOP = re.compile(r"[，。；！？、,;!?”]$")
_SIGNED = re.compile(r"记者|通讯员|摄|供图|电[）)]?$|讯|^#|[（(][^（）()]{1,20}[）)]$|热线|编辑|责编")
_INK = re.compile(r"\S")


def unrepeated(text: str) -> tuple[str, tuple[Repeat, ...]]:
    """Return ``text`` with what it has twice masked by spaces the second time, of the same length, and what was masked."""
    ink = [found.start() for found in _INK.finditer(text)]
    bare = "".join(text[at] for at in ink)
    spans = sorted({*_sentences(bare), *_lines(text, bare, ink)})
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


def _sentences(bare: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and first start of each sentence that repeats one before it, counted in characters that are no space."""
    seen: dict[str, int] = {}
    ends = [0, *(found.end() for found in _SENTENCE.finditer(bare))]
    for start, end in pairwise(ends):
        length = end - start
        if length < _NEXT:
            continue
        key = bare[max(start, end - _ANYWHERE) : end]
        last = seen.setdefault(key, end)
        seen[key] = end if length < _ANYWHERE else last
        first, between = last - length, start - last
        near = length >= _ANYWHERE or (length >= _NEAR and between <= _WINDOW) or between == 0
        if near and 0 <= first < start and bare[first:last] == bare[start:end]:
            yield start, end, first


def _lines(text: str, bare: str, ink: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the same of lines that stand behind a whole sentence and are part of what stands right before that."""
    at = end = 0
    for raw in text.split("\n"):
        begin, at = at, at + len(raw) + 1
        start, end = end, bisect_right(ink, at - 1, lo=end) if raw.strip() else end
        line = bare[start:end]
        if end - start < _LINE or not _STOP.search(line) or _SIGNED.search(line):
            continue
        if not start or not (_TERMINAL.search(bare[:start][-1:]) or not _line_before(text, begin).strip()):
            continue
        first = bare.rfind(line, max(0, start - _WINDOW - len(line)), start)
        if first >= 0:
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
