"""The marks by which an article turns to another page of its issue: （下转第2版） and （上接第1版）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.reading.lines import CONTINUED, TURNED, Line

_NUMBER = re.compile(r"[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3}")
_SPACE = re.compile(r"\s*")
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")}


def turns(lines: Iterable[Line], page: str) -> tuple[str | None, str | None]:
    """Return the page that an article comes from and the one that it goes on at; None where no or several marks say so.

    ``page`` is the text that the lines stand on: a mark may stand alone behind the last of them.
    """
    sources, targets = set[str](), set[str]()
    for line in lines:
        opening = CONTINUED.match(line.text)
        behind = _SPACE.match(page, line.end)
        turned = TURNED.search(line.text) or (behind and TURNED.match(page, behind.end()))
        if opening:
            sources.add(page_number(opening[0]))
        if turned:
            targets.add(page_number(turned[0]))
    return _only(sources), _only(targets)


def page_number(text: str) -> str:
    """Return the first number of a page in ``text`` in digits, empty where there is none.

    >>> page_number("第二版"), page_number("（上接第A12版）"), page_number("十一")
    ('2', 'A12', '11')
    """
    found = _NUMBER.search("".join(text.split()))
    if found is None:
        return ""
    told = found[0]
    if told[-1].isdigit():
        return told.lstrip("0")
    tens, ten, ones = told.rpartition("十")
    return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))


def _only(numbers: set[str]) -> str | None:
    return numbers.pop() or None if len(numbers) == 1 else None
