"""What a page says of itself: the newspaper and its place, the date, the number in the issue, from its masthead or its file's name."""

from __future__ import annotations

import re

from kg.names import divisions
from kg.reading.about import About, iso
from kg.reading.turns import page_number

_YEAR, _NUMBERS = r"(?:19|20)\d\d", "一二三四五六七八九十"
_FULL = re.compile(rf"(?<!\d)({_YEAR})\s*(?:年|[-./])\s*(\d{{1,2}})\s*(?:月|[-./])\s*(\d{{1,2}})(?!\d)\s*日?")
# 二〇二四年三月十二日
_WRITTEN = re.compile(rf"([一二]{{1}}[〇○零一二三四五六七八九]{{3}})年([{_NUMBERS}]{{1,2}})月([{_NUMBERS}]{{1,3}})日")
_NAMED = re.compile(
    rf"(?<!\d)({_YEAR})[-_.年]?(\d{{1,2}})[-_.月]?(\d{{1,2}})日?(?!\d)(?:[-_. ]*第?([A-Z]?\d{{1,2}})版?(?!\d))?"
)
_SIGN = re.compile(r"星期|版|责任编辑|责编|邮发代号|期|农历|[A-Z]\d\d")
_PAPER = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,10}(?:日|时|晚|早|工人|周|导|商)?报)(?![\u4e00-\u9fff])")
_PAGE = re.compile(rf"第\s*([A-Z]?\d{{1,2}}|[{_NUMBERS}]{{1,3}})\s*版|(?<![\dA-Z])([A-Z]?\d{{1,2}})\s*版")
_ALONE = re.compile(r"[A-Z]?\d{1,2}")
_LONGEST = 60
# A masthead stands among the first lines; its parts may stand on several.
_TOP = 12


def masthead(text: str, document: str) -> About:
    """Return what a page says of itself in its masthead, else what its file's name says."""
    lines = [line.strip() for line in text.split("\n") if 0 < len(line.strip()) <= _LONGEST]
    day = next(filter(None, map(_day, lines)), None)
    top = lines[:_TOP]
    named = _NAMED.search(document.rsplit("/", 1)[-1])
    paper = next((found[0] for line in top if _masthead_like(line) and (found := _PAPER.search(line))), None)
    return About(
        date=day or (iso(*named.groups()[:3]) if named else None),
        source=paper,
        page=_page(top) or (page_number(named[4]) or None if named and named[4] else None),
        place=_place(paper) if paper else None,
    )


def _place(paper: str) -> str | None:
    """Return the province or city that a newspaper's name opens with (陕西工人报); a county's name is too often a word."""
    found, _ = divisions.chain(paper)
    return found[-1].name if found and found[-1].level <= divisions.CITY else None


def _masthead_like(line: str) -> bool:
    """Whether a line is a masthead, or a part of one: it has a date or a number of a page, or nothing but a name."""
    return bool(_day(line) or (_PAGE.search(line) and len(line) < 40) or _PAPER.fullmatch(line))


def _day(line: str) -> str | None:
    """Return the date of a line that is a masthead: one with nothing else, or with what only mastheads have."""
    found = _FULL.search(line)
    if found and (_SIGN.search(line) or line == found[0].strip() or _PAPER.search(line)):
        return iso(*found.groups())
    found = _WRITTEN.search(line)
    if found and (_SIGN.search(line) or line == found[0]):
        return iso(*map(_number, found.groups()))
    return None


def _number(text: str) -> str:
    """Return a Chinese numeral of a date in digits: digit by digit, or up to 三十一."""
    digits = {char: str(at) for at, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
    if "十" not in text:
        return "".join(digits[char] for char in text)
    tens, _, ones = text.partition("十")
    return digits.get(tens, "1") + digits.get(ones, "0")


def _page(top: list[str]) -> str | None:
    """Return the number of the page in its issue."""
    for line in top:
        found = _PAGE.search(line) if _masthead_like(line) and not re.search("上接|下转|今日", line) else None
        if found:
            return page_number(found[1] or found[2]) or None
    return page_number(top[0]) if top and _ALONE.fullmatch(top[0]) and any(map(_day, top)) else None
