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


def _quoted(text: str, word_at: Sequence[str]) -> list[list[str]]:
    """Return for each character inside quotation marks which marks, how long, and the words before and behind them."""
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
            before = word_at[begin - 1] if begin else "^"
            behind = word_at[at + 1] if at + 1 < len(text) else "$"
            size = length if length < 8 else 8 + length // 8
            told = [f"q{text[begin]}", f"q{text[begin]}{size}", f"q<{before}", f"q>{behind}", f"q{before}|{behind}"]
            for inside in range(begin + 1, at):
                marks[inside] += told
                marks[inside].append("qB" if inside == begin + 1 else "qI")
    return marks


def featurise(text: str, words: Sequence[str], corpus: str) -> list[list[str]]:
    """Return the features of each character of ``text``; ``words`` are its words, ``corpus`` whose conventions to follow."""
    bounds = boundaries(words)
    word_at = [word for word in words for _ in word]
    before, behind = ["^"] * len(text), ["$"] * len(text)
    at = 0
    for index, word in enumerate(words):
        for inside in range(at, at + len(word)):
            before[inside] = words[index - 1] if index else "^"
            behind[inside] = words[index + 1] if index + 1 < len(words) else "$"
        at += len(word)
    chars = ["^", "^", *text, "$", "$"]
    lists, quotes = _listed(text), _quoted(text, word_at)
    rows = []
    for i, char in enumerate(text):
        p2, p1, n1, n2 = chars[i], chars[i + 1], chars[i + 3], chars[i + 4]
        mark = bounds[i]
        row = [
            f"a{char}", f"b{p1}", f"c{n1}", f"d{p2}", f"e{n2}",
            f"f{p1}{char}", f"g{char}{n1}", f"h{p2}{p1}", f"i{n1}{n2}", f"j{p1}{char}{n1}", f"k{p1}{n1}",
            f"m{mark}", f"w{word_at[i]}", f"W{mark}{word_at[i]}", f"x{before[i]}", f"y{behind[i]}",
            f"X{mark}{before[i]}", f"Y{mark}{behind[i]}", f"s{_shape(p1)}{_shape(char)}{_shape(n1)}",
            f"o{corpus}", f"O{corpus}{char}", f"P{corpus}{word_at[i]}",
        ]  # fmt: skip
        row += lists[i]
        row += [f"-{one}" for one in lists[i - 1]] if i else []
        row += [f"+{one}" for one in lists[i + 1]] if i + 1 < len(text) else []
        row += [f"{corpus}{one}{mark}" for one in lists[i]]
        row += quotes[i]
        rows.append(row)
    return rows
