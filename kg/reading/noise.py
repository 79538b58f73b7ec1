"""What stands on a page without being its text: marks of Markdown and HTML, pinyin in brackets, hyphens at line ends.

All of it is masked, never cut, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from unicodedata import normalize

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# Dropped by repair without leaving the gap between two words that a space leaves.
_SEAMLESS = "\u200b"
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"(\[)([^\[\]\n]{1,200})(\]\((?:https?:|mailto:|[/#.])[^()\s]{0,500}\))")
_EMPHASIS = re.compile(r"(?<![\dA-Za-z*_~\\])(\*{1,3}|__|~~)(?=[^\s*])([^*~\n]{1,300}?)(?<=[^\s\\])(\1)(?![*\d])")
_BOLD = re.compile(r"(?<!\\)(\*\*)([^*\n]{1,300}?)(?<!\\)(\*\*)")
_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|br|p|div|span|sup|sub|font|center|img|a|table|tbody|thead|tr|td|th|hr|ul|ol|li|h[1-6])"
    r"(?:\s[^<>\n]{0,300})?/?>|<!--[^\n]{0,300}?-->",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[\da-fA-F]{1,5});")
# Quantifiers here give nothing back (++), so that an endless line takes no more than its length.
_LINE_MARK = re.compile(
    r"^[ \t]*+(?:[-*+][ \t]++(?=\S)|(?:[-*_][ \t]*+){3,}+$|```.*$|\|?+(?:[ \t]*+:?+-{3,}+:?+[ \t]*+\|)++.*$)",
    re.MULTILINE,
)
_TRAILING = re.compile(r"(?<=\S)[ \t]++#++[ \t]*+$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>~|-])")
_HYPHEN = re.compile(r"(?<=[A-Za-z])-[ \t]*\n[ \t]*(?=[a-z])")
_TONED = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ"
_BRACKETED = re.compile(rf"(?<=[{_HAN}])[（(\[〔]([ a-zü'’{_TONED}]{{1,30}})[）)\]〕]")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[iu]?ang?|[iu]?ai|i?ao|e[irn]?|eng|i?ong|ou|i[eun]?|ing?|u[oien]?|ü[en]?|v[en]?|[ao])"
)
# So many characters before a bracket may be what it spells.
_SPELT = 6


def unmarked(text: str) -> str:
    """Return ``text`` with spaces in the place of what is none of it, of the same length."""
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "](" in text:
        text = _LINK.sub(_inner, _IMAGE.sub(_blank, text))
    if "*" in text or "_" in text or "~" in text:
        text = _EMPHASIS.sub(_inner, _BOLD.sub(_inner, text))
    text = _LINE_MARK.sub(_blank, text)
    if "#" in text:
        text = _TRAILING.sub(_blank, text)
    if "\\" in text:
        text = _ESCAPED.sub(" ", text)
    return _BRACKETED.sub(_pinyin, _HYPHEN.sub(_seam, text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _seam(found: re.Match[str]) -> str:
    return _SEAMLESS * len(found[0])


def _inner(found: re.Match[str]) -> str:
    """Keep what a pair of marks encloses."""
    return " " * len(found[1]) + found[2] + " " * len(found[3])


def _character(found: re.Match[str]) -> str:
    char = unescape(found[0])
    return char + " " * (len(found[0]) - 1) if len(char) == 1 and char.isprintable() else _space(found[0], char)


def _space(entity: str, char: str) -> str:
    return " " * len(entity) if char.isspace() else entity


def _pinyin(found: re.Match[str]) -> str:
    """Mask a bracket that spells the characters before it: 工會(huì), 罹难(línàn), 尉迟(yu chi)."""
    before = re.search(rf"[{_HAN}]+$", found.string[max(0, found.start() - _SPELT) : found.start()])
    assert before is not None
    told = normalize("NFD", found[1].replace("ü", "v"))
    plain = "".join(char for char in told if char.isascii())
    toned = any(char in _TONED for char in found[1])
    syllables = plain.replace("'", " ").split()
    sound = toned and len(syllables) <= len(before[0]) and all(map(_SYLLABLE.fullmatch, syllables))
    return _seam(found) if sound or _spells("".join(syllables), before[0]) else found[0]


def _spells(letters: str, characters: str) -> bool:
    """Whether ``letters`` are a reading of the last of ``characters``, however many."""
    rest = {letters}
    for char in reversed(characters):
        rest = {one.removesuffix(reading) for one in rest for reading in _readings(char) if one.endswith(reading)}
        if "" in rest:
            return True
    return False


@cache
def _dictionary() -> Callable[[str], list[list[str]]]:
    from pypinyin import Style, pinyin

    return lambda char: pinyin(char, style=Style.NORMAL, heteronym=True)


@cache
def _readings(char: str) -> tuple[str, ...]:
    return tuple(_dictionary()(char)[0][:4])
