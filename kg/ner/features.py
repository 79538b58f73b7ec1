"""What the tagger sees of a character: its neighbours, its word, the lists it stands in, and the quotation marks round it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.names import matcher
from kg.names.words import surnames

_OPEN, _CLOSE = "“‘《「（(", "”’》」）)"
# The longest quotation that can be a name.
_LONGEST_QUOTE = 40


def boundaries(words: Sequence[str]) -> list[str]:
    """Return for each character of ``words`` where in its word it stands: B, M, E or S."""
    marks: list[str] = []
    for word in words:
        marks += "S" if len(word) == 1 else ["B", *"M" * (len(word) - 2), "E"]
    return marks


@cache
def _shape(char: str) -> str:
    if char.isdigit():
        return "9"
    if char.isascii() and char.isalpha():
        return "a"
    if "\u4e00" <= char <= "\u9fff":
        return "c"
    return char if not char.isspace() else "_"


def _listed(text: str) -> list[list[str]]:
    """Return for each character the lists that a word over it stands in, with its place in that word."""
    marks: list[list[str]] = [[] for _ in text]
    for kind, found in (("p", matcher.places()), ("h", matcher.heads()), ("t", matcher.titles())):
        for start, end, label in found.find(text):
            marks[start].append(f"{kind}B{label}")
            for at in range(start + 1, end - 1):
                marks[at].append(f"{kind}I{label}")
            if end - start > 1:
                marks[end - 1].append(f"{kind}E{label}")
    single, double = surnames()
    for at, char in enumerate(text):
        if text[at : at + 2] in double:
            marks[at].append("SS")
        elif char in single:
            marks[at].append("S")
    return marks


def _quoted(text: str) -> list[list[str]]:
    """Return for each character inside quotation marks which marks they are, how long the quotation is, and where it begins."""
    marks: list[list[str]] = [[] for _ in text]
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in _OPEN:
            stack.append(at)
        elif char in _CLOSE and stack:
            begin = stack.pop()
            length = at - begin - 1
            if text[begin] not in "“《「‘" or not 0 < length <= _LONGEST_QUOTE:
                continue
            size = length if length < 8 else 8 + length // 8
            for inside in range(begin + 1, at):
                marks[inside] += (f"q{text[begin]}{size}", "qB" if inside == begin + 1 else "qI")
    return marks


def featurise(text: str, words: Sequence[str]) -> list[list[str]]:
    """Return the features of each character of ``text``, whose words are ``words``."""
    rows = _listed(text)
    for row, mark, quoted, char in zip(rows, boundaries(words), _quoted(text), text, strict=True):
        row += (f"m{mark}", f"s{_shape(char)}", *quoted)
    return rows
