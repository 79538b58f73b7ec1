"""Repair of OCR text, character by character, so that every repaired character knows where the page has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from opencc import OpenCC

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# Katakana that OCR takes for the Chinese character they look like; Chinese newspapers print none.
_LOOK_ALIKE = {
    "エ": "工",
    "ロ": "口",
    "ニ": "二",
    "カ": "力",
    "タ": "夕",
    "ト": "卜",
    "ハ": "八",
    "ヒ": "匕",
    "ー": "一",
    "へ": "八",
}
# Radicals that PDF and OCR print for the character they are drawn as, where Unicode does not say so itself.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
# Quotation marks of traditional and of vertical print, and what is printed upright beside it.
_PRINTED = dict(zip("「」『』﹁﹂﹃﹄︵︶︽︾︿﹀｡､〝〞＂", '“”‘’“”‘’（）《》〈〉。、"""', strict=True))
_WIDE: dict[int, str] = {}
for _first, _last in ((0x2F00, 0x2FDF), (0xF900, 0xFAFF)):
    _WIDE |= {code: form for code in range(_first, _last) if len(form := normalize("NFKC", chr(code))) == 1}
_WIDE |= {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= {ord(one): char for one, char in (_LOOK_ALIKE | _RADICALS | _PRINTED).items()}
_WIDE |= {0xFF05: "%", 0xFF0B: "+", 0xFF0D: "-", 0xFF0E: ".", 0xFF0F: "/", 0xFF06: "&", 0xFF20: "@"}
_WIDE |= dict.fromkeys((0x3000, 0xA0, 0x2028, 0x2029), " ")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_DROPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc\ue000-\uf8ff]")
# What repair drops, or may drop, and what it may write otherwise.
_SPARE = re.compile(rf"\s|{_DROPPED.pattern}")
_MARKS = re.compile(r"[\"'“”,;:?!()]")
# Where spaces part names and must stay: after 记者 or 通讯员, before 摄, and in 本报讯（…）.
_NAMES = rf"[{_HAN}·]{{2,5}}"
_BYLINE = re.compile(
    rf"(?:记者|通讯员|◎|摄影|图/文|文/图)[:： 　]*{_NAMES}(?:[ 　]+{_NAMES})*|(?:{_NAMES}[ 　]+){{1,6}}摄|讯 ?[（(][^（）()\n]{{2,60}}[）)]"
    rf"|[（(]{_NAMES}(?:[ 　]+{_NAMES})+[）)]"
)
# The dot of a foreign name, in whichever form, and a full stop that closes Chinese text.
_DOT = re.compile(rf"(?<=[{_HAN}])[•‧・･∙⋅˙](?=[{_HAN}])")
_STOP = re.compile(rf"(?<=[{_HAN}])\.(?=[”’」』）]*$)")
# Space between two words of Latin script, which need it.
_GAP = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")


# What parts the halves of a headline: 学费有人管 圆梦有人帮. A half is no word that OCR cut off.
_HALVES = re.compile(r"(?<=[^\s]{4})[ 　]+(?=[^\s]{4})|(?<=[A-Za-z])\s+(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Repaired text, and for each of its characters the offset of the page's character it came from."""

    text: str
    offsets: Sequence[int]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length (a phrase that would change length stays)."""
    plain = _converter().convert(text)
    return plain if len(plain) == len(text) else "".join(_one(char) for char in text)


@cache
def _one(char: str) -> str:
    plain = _converter().convert(char)
    return plain if len(plain) == 1 else char


def repair(page: str, start: int, end: int, *, headline: bool = False) -> Aligned:
    """Return ``page[start:end]`` without stray spaces and line breaks, in one width, one kind of quotation marks, simplified.

    Of a ``headline`` the space stays that parts its halves. The length of the result never exceeds the stretch's; offsets rise strictly.
    """
    raw = page[start:end].translate(_WIDE)
    # Most stretches are bare text already.
    if _SPARE.search(raw) is None:
        return Aligned(_finished(list(raw)), list(range(start, start + len(raw))))
    kept = {at for found in _BYLINE.finditer(raw) for at in range(*found.span()) if raw[at] != "\n"}
    kept.update(found.start() for found in (_HALVES if headline else _GAP).finditer(raw))
    chars: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(raw):
        if _DROPPED.match(char):
            continue
        if char.isspace():
            if at in kept and chars and chars[-1] != " ":
                chars.append(" ")
                offsets.append(start + at)
            continue
        chars.append(char)
        offsets.append(start + at)
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return Aligned(_finished(chars), offsets)


def _finished(chars: list[str]) -> str:
    return simplify(_STOP.sub("。", _DOT.sub("·", _punctuate(chars))))


def _punctuate(chars: list[str]) -> str:
    """Give half-width punctuation beside Chinese its full width, and straight quotation marks their direction."""
    double = single = False
    result = list(chars)
    for found in _MARKS.finditer("".join(chars)):
        at, char = found.start(), found[0]
        before, behind = chars[at - 1] if at else "", chars[at + 1] if at + 1 < len(chars) else ""
        if char == '"':
            double = not double
            result[at] = "“" if double else "”"
        elif char == "'" and not (before.isascii() and before.isalpha() and behind.isascii() and behind.isalpha()):
            single = not single
            result[at] = "‘" if single else "’"
        elif char in "“”":
            double = char == "“"
        elif char in _FULL and not (before.isascii() and behind.isascii() and before.isalnum() and behind.isalnum()):
            result[at] = _FULL[char]
    return "".join(result)
