"""The administrative divisions of China, from the provinces down to the towns, with the forms that newspapers use."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.names.words import rows

PROVINCE, CITY, COUNTY, TOWN = range(4)
# The length of the longest name of a division.
_LONGEST = 16
_SUFFIX = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|街道|[省市区县州盟旗镇乡])$")


@dataclass(frozen=True, slots=True)
class Division:
    """One division: ``code`` is its six-digit code, for a town that of its county."""

    code: str
    name: str
    short: str
    level: int
    longitude: str = ""
    latitude: str = ""

    def within(self, other: Division) -> bool:
        """Whether this division lies in ``other`` or is it."""
        if other.level == TOWN:
            return self == other
        stem = other.code[: 2 * (other.level + 1)]
        return self.code.startswith(stem) and self.level >= other.level


def _level(code: str) -> int:
    return PROVINCE if code.endswith("0000") else CITY if code.endswith("00") else COUNTY


@cache
def table() -> tuple[Division, ...]:
    """Return every division, provinces first, towns last; towns have no short form of their own."""
    found = []
    for code, name, *rest in rows("divisions.tsv"):
        if rest:
            short, longitude, latitude = (*rest, "", "")[:3]
            found.append(Division(code, name, short or name, _level(code), longitude, latitude))
        else:
            found.append(Division(code, name, name, TOWN))
    return tuple(sorted(found, key=lambda one: (one.level, one.code, one.name)))


@cache
def _by_form() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for division in table():
        for form in forms(division):
            found[form].append(division)
    return {form: tuple(them) for form, them in found.items()}


def forms(division: Division) -> set[str]:
    """Return the names a division goes by: in full, short, and 大理州 for an autonomous prefecture."""
    shorts = division.short.split("/")
    if division.name.endswith("自治州"):
        shorts += [f"{short.removesuffix('州')}州" for short in shorts]
    return {form for form in (division.name, *shorts) if len(form) > 1}


@cache
def _by_code() -> dict[str, Division]:
    return {division.code: division for division in table() if division.level != TOWN}


def of(code: str) -> Division:
    """Return the province, city or county with a six-digit code; raise KeyError where there is none."""
    return _by_code()[code]


def find(form: str, within: Division | None = None) -> tuple[Division, ...]:
    """Return the divisions that ``form`` may name, higher levels first; a full name before a short form of it."""
    found = [one for one in _by_form().get(form, ()) if within is None or (one.within(within) and one != within)]
    exact = [one for one in found if one.name == form]
    return tuple(exact or found)


def starting(text: str) -> tuple[Division, ...]:
    """Return the divisions whose name, as long as it can be, ``text`` opens with."""
    return next((found for length in range(min(_LONGEST, len(text)), 1, -1) if (found := find(text[:length]))), ())


def only(form: str, within: Division | None = None) -> Division | None:
    """Return the one division that ``form`` names, a higher level winning over lower ones; None where it is not one."""
    found = find(form, within)
    top = [one for one in found if one.level == found[0].level]
    return top[0] if len(top) == 1 else None


def parent(division: Division) -> Division | None:
    """Return the division directly above, of a town its county; None above a province."""
    if division.level == PROVINCE:
        return None
    codes = {
        TOWN: (division.code,),
        COUNTY: (division.code[:4] + "00", division.code[:2] + "0000"),
        CITY: (division.code[:2] + "0000",),
    }
    return next((_by_code()[code] for code in codes[division.level] if code in _by_code()), None)


@lru_cache(maxsize=1 << 14)
def chain(text: str) -> tuple[tuple[Division, ...], int]:
    """Read the divisions that ``text`` opens with, each in the one before; return them and how many characters they take.

    Where a name is one of several divisions (朝阳区), no division is returned for it and reading ends behind it.

    >>> [one.name for one in chain("湖北宜昌市总工会")[0]]
    ['湖北省', '宜昌市']
    """
    found: list[Division] = []
    at = 0
    while True:
        above = found[-1] if found else None
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            form = text[at : at + length]
            if find(form, above):
                break
        else:
            return tuple(found), at
        at += length
        here = only(form, above)
        if here is None:
            return (), at
        found.append(here)


def bare(name: str) -> str:
    """Return a division's name without its level: ``宜昌市`` → ``宜昌``; a name of two characters stays whole."""
    divisions = _by_form().get(name, ())
    if divisions and divisions[0].name == name:
        return divisions[0].short
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else name
