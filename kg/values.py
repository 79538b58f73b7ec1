"""Numbers and dates as Chinese text writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import inf, prod

_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
# No newspaper counts so far: a row of digits this long is a number of an account or a licence.
_BEYOND = 1e15
CHINESE = "零〇一二两三四五六七八九十百千"

# Several groups of a number, the larger first: 一万二千, 1亿5000(万), 2万2千. A digit alone behind 万 opens a word: 10万一线职工.
_GROUPS = (
    rf"(?:(?:\d+(?:\.\d+)?|[{CHINESE}]+)[万亿]+){{1,2}}"
    rf"(?:\d{{1,4}}(?:(?=[百千]?[万亿])|[百千](?![万亿]))|\d{{2,4}}(?!\d)|[零〇]?[一二两三四五六七八九][十百千][{CHINESE}]*|[零〇][一二三四五六七八九])"
)
# A number, its multiplier, and the words of vagueness round them, which do not change its value.
NUMBER = re.compile(
    rf"(?P<about>近|超过|超|约|逾|达到|达|共)?(?P<digits>{_GROUPS}|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|[{CHINESE}]+)"
    rf"(?:[-—～~至到](?P<upper>\d+(?:\.\d+)?))?(?P<scale>[百千]?[万亿]+)?(?P<vague>多|余|来)?(?P<late>[万亿])?(?P<percent>%|个百分点)?"
)


def number(digits: str, scale: str = "") -> float | None:
    """Return the value of a number as printed, None where it is none; ``scale`` multiplies what stands right before it.

    >>> number("25.3", "万"), number("一百二十"), number("3,500"), number("1亿5000", "万")
    (253000.0, 120.0, 3500.0, 150000000.0)
    """
    total, smallest = 0.0, inf
    for group, unit in _groups(digits.replace(",", ""), scale):
        value, times = _group(group), _times(unit)
        if value is None:
            return None
        # 1亿5000万 adds up; in 一万二千亿 the last multiplier is that of all before it.
        total = total + value * times if times < smallest else (total + value) * times
        smallest = times
    return round(total, 6) if total < _BEYOND else None


def _groups(digits: str, scale: str) -> list[tuple[str, str]]:
    """Return the groups of a number with their multipliers: 1亿5000 and 万 are 1 with 亿, 5000 with 万."""
    *before, last = re.findall(r"([^万亿]*)([万亿]*)", digits)[:-1] or [("", "")]
    return [*before, (last[0], last[1] + scale)]


def _group(text: str) -> float | None:
    """Return the value of one group: 5000, 2千, 一百二十."""
    printed = re.fullmatch(r"(\d+(?:\.\d+)?)([百千]?)", text)
    return float(printed[1]) * _times(printed[2]) if printed else _chinese(text)


def _times(unit: str) -> int:
    return prod(_SMALL.get(char) or _LARGE.get(char, 1) for char in unit)


def _chinese(text: str) -> float | None:
    if not text or any(char not in CHINESE for char in text):
        return None
    if _vague(text):
        text = text[:-1] if text[-1] in _DIGITS else text[:-2] + text[-1]
    if all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text))
    total, digit, tenth = 0, 0, 1
    for char in text:
        if char in _SMALL:
            total += (digit or 1) * _SMALL[char]
            digit, tenth = 0, _SMALL[char] // 10
        else:
            # 一百二 is a hundred and twenty, 一百零二 is not.
            digit, tenth = _DIGITS[char], tenth if _DIGITS[char] else 1
    return float(total + digit * tenth)


def _vague(text: str) -> bool:
    """Whether two digits side by side give a range, whose lower end counts: 七八名, 二三十人."""
    digits = text.rstrip("".join(_SMALL))
    pair = [_DIGITS.get(char, -9) for char in digits[-2:]]
    return (
        len(text) - len(digits) <= 1
        and len(pair) == 2
        and 0 < pair[0] == pair[1] - 1
        and (len(digits) == 2 or digits[-3] in _SMALL)
    )


@dataclass(frozen=True, slots=True)
class When:
    """A date as stated: ``iso`` has the precision of the text (2016, 2017-08, 2024-10-26)."""

    start: int
    end: int
    iso: str


_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d|今|去|前(?!年[来间后])|当|(?<!相)(?<!不)同(?!年[龄级代]))年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?|(?P<part>底|初|末))?"
    r"|(?<!\d)(?P<month2>\d{1,2})月(?:(?P<day2>\d{1,2})日|份)?(?!版)",
    re.ASCII,
)


def dates(text: str, published: str | None) -> list[When]:
    """Return the dates that ``text`` states, those without a year completed from the date of publication (ISO or None)."""
    found = []
    for match in _DATE.finditer(text):
        iso = _iso(match, published)
        if iso:
            found.append(When(match.start(), match.end(), iso))
    return found


def _to_come(match: re.Match[str]) -> bool:
    """Whether a date without a year lies ahead: 5月1日起, 将于6月."""
    text = match.string
    return text[match.end() : match.end() + 1] == "起" or "将" in text[max(0, match.start() - 4) : match.end() + 4]


def _iso(match: re.Match[str], published: str | None) -> str | None:
    year, month, day = match["year"], match["month"] or match["month2"], match["day"] or match["day2"]
    back = {"今": 0, "当": 0, "同": 0, "去": 1, "前": 2, None: 0}
    if year is None or not year.isdigit():
        if published is None:
            return None
        number_of_year = int(published[:4]) - back[year]
        if year is None and month and int(month) > int(published[5:7]) and not _to_come(match):
            number_of_year -= 1
        year = str(number_of_year)
    if match["part"]:
        return f"{year}-12" if match["part"] in "底末" else f"{year}-01"
    if month is None:
        return year
    try:
        told = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return told if day else told[:7]
