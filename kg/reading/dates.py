"""When a page and an article appeared: from the masthead, the file's name, the dateline."""

from __future__ import annotations

import re
from datetime import date

_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(\d{1,2})[-_.月]?(\d{1,2})日?(?!\d)")
_MASTHEAD = re.compile(r"星期|版|责任编辑|责编|邮发代号|期")


def iso(year: str | int, month: str | int, day: str | int) -> str | None:
    """Return the ISO date, or None where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def page_date(text: str, document: str) -> str | None:
    """Return a page's date: of a masthead line, else of the file's name, else None."""
    for line in text.split("\n"):
        found = _FULL.search(line)
        if found and len(line.strip()) <= 60 and (_MASTHEAD.search(line) or line.strip() == found[0].strip()):
            return iso(*found.groups())
    named = _NAMED.search(document.rsplit("/", 1)[-1])
    return iso(*named.groups()) if named else None


_DATELINE = re.compile(r"(?:新华社|本报|中新社|记者)[^，。；\n]{0,12}?(\d{1,2})月(\d{1,2})日\s*(?:电|讯|专电)")


def article_date(text: str, page: str | None) -> str | None:
    """Return an article's date: its dateline in the page's year, or in the year that the text's own dates name last."""
    found = _DATELINE.search(text)
    if found is None:
        return page
    years = [int(page[:4])] if page else _years(text)
    return iso(max(years), *found.groups()) if years else page


def _years(text: str) -> list[int]:
    """Return the years that a text tells events of: those with a month, else those without any; never one ahead (到2030年)."""
    found = re.findall(r"(?<!\d)(?<![到至—－-])(20\d\d)年(\d{1,2}月)?", text)
    return [int(year) for year, month in found if month] or [int(year) for year, _ in found]
