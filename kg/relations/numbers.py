"""The numbers of a sentence that count or measure something, with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.names.words import words
from kg.values import CHINESE, NUMBER, number

_UNIT = re.compile(r"余?(?P<unit>" + "|".join(sorted(words("units.txt"), key=len, reverse=True)) + ")")
# Dates, times of the day, ordinals, editions: they count nothing.
_NO_COUNT = re.compile(r"[年月日时点分秒号版%℃]|世纪|周[年岁]|个月|小时|天|分钟|单元|楼|层|级|副|排|种子")
# How long something lasts counts only where it is what is spoken of: 26年护龄, 期限不超过15天.
_LENGTH = re.compile(r"(?P<unit>年|个月|天|小时|分钟)")
_LASTING = re.compile(r"(?:时限|期限|不超过|工期|[工护教党]龄|年限|蹲点)(?:达|为|已|近)?$")
_LASTS = re.compile(r"的?(?:[工护教党]龄|工期|时限|[\u4e00-\u9fff]{0,4}(?:生活|服务)圈)")
# One digit in words: 三届论坛 is counted, 一起 and 四处 are turns of phrase.
_WORDED = re.compile(r"[三四五六七八九]")
_COUNTABLE = ("届", "条", "项", "家", "名", "场", "门", "类", "支", "所", "台", "人", "万元", "亿元", "成")
_ENUMERATED = re.compile(r"(?:、[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{2,6}和[\u4e00-\u9fff]{2,6})$")
# 第三届 is an ordinal, 2023—2025 a span of years, X8083次 a train.
_BOUND = re.compile(r"[第A-Za-z\d.．/:：-]$|[-—]$")


@dataclass(frozen=True, slots=True)
class Count:
    """A number by its offsets in the article, ``end`` behind its unit; a bare number (86万) has the unit ''."""

    start: int
    end: int
    value: float
    unit: str


def counts(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[Count]:
    """Yield what ``text[start:end]`` counts; numbers inside the spans ``taken`` are parts of names."""
    for found in NUMBER.finditer(text, start, end):
        if any(first <= found.start("digits") < last for first, last in taken):
            continue
        if _BOUND.search(text[max(start, found.start() - 1) : found.start()]):
            continue
        value = number(found["digits"], (found["scale"] or "") + (found["late"] or ""))
        unit = _unit(text, found, start, end)
        if value is not None and unit is not None:
            yield Count(found.start(), found.end() + _width(text, found.end(), end, unit), value, unit)


def _unit(text: str, found: re.Match[str], start: int, end: int) -> str | None:
    """Return the unit of a number, None where it counts nothing."""
    digits, scale = found["digits"], found["scale"] or found["late"]
    if found["percent"]:
        return "%"
    length = _LENGTH.match(text, found.end(), end)
    if length and not scale:
        lasting = _LASTING.search(text[max(start, found.start() - 8) : found.start("digits")])
        return length["unit"] if lasting or _LASTS.match(text, length.end(), end) else None
    unit = _UNIT.match(text, found.end(), end)
    if unit is None:
        return "" if scale and not _NO_COUNT.match(text, found.end(), end) else None
    if not scale and _NO_COUNT.match(text, found.end(), end):
        return None
    if len(digits) == 1 and digits in CHINESE and not scale and not found["vague"]:
        return unit["unit"] if _counted_in_words(text, found, unit["unit"], start) else None
    return unit["unit"]


def _counted_in_words(text: str, found: re.Match[str], unit: str, start: int) -> bool:
    """Whether one digit in words counts: 谈了四轮 does not, 提了三条 does; 两 only closes a list (电工、焊工两门)."""
    if _ENUMERATED.search(text[max(start, found.start() - 18) : found.start()]):
        return found["digits"] in "两三四五六七八九"
    if found["digits"] == "十":
        return True
    return bool(_WORDED.fullmatch(found["digits"])) and unit in _COUNTABLE


def _width(text: str, at: int, end: int, unit: str) -> int:
    """Return how many characters the unit behind a number takes, with the 余 before it."""
    if unit in ("", "%"):
        return 0
    return len(unit) + (1 if text.startswith("余", at, end) else 0)
