"""Numbers and dates as Chinese text writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
# No newspaper counts so far: a row of digits this long is a number of an account or a licence.
_BEYOND = 1e15
CHINESE = "零〇一二两三四五六七八九十百千"

# A number, its multiplier, and the words of vagueness round them, which do not change its value.
NUMBER = re.compile(
    rf"(?P<about>近|超过|超|约|逾|达到|达|共)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|[{CHINESE}]+)"
    rf"(?:[-—～~至到](?P<upper>\d+(?:\.\d+)?))?(?P<scale>[百千]?[万亿]+)?(?P<vague>多|余|来)?(?P<late>[万亿])?(?P<percent>%|个百分点)?"
)


def number(digits: str, scale: str = "") -> float | None:
    """Return the value of a number as printed, None where it is none.

    >>> number("25.3", "万"), number("一百二十"), number("3,500")
    (253000.0, 120.0, 3500.0)
    """
    plain = digits.replace(",", "")
    value = float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else _chinese(plain)
    if value is None:
        return None
    for char in scale:
        value *= _SMALL.get(char) or _LARGE.get(char, 1)
    return round(value, 6) if value < _BEYOND else None


def _chinese(text: str) -> float | None:
    if not text or any(char not in CHINESE for char in text):
        return None
    if all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _SMALL[char]
            digit = 0
    return float(total + digit)


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
