"""When and where an article was filed: its dateline, else its page, else what its headline opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.names import divisions
from kg.reading.about import iso

# 新华社贵阳6月3日电, 本报长沙3月5日讯, 本报郑州讯, 本报3月5日讯; OCR takes 电 for 由 and 屯.
_DATELINE = re.compile(
    r"(?:新华社|中新社|本报|本刊|[\u4e00-\u9fff]{2,6}[报网](?=[\u4e00-\u9fff]{2,8}\d)|记者)(?:记者[^，。；\n\d]{2,8})?"
    r"(?P<place>[\u4e00-\u9fff·]{2,8}?)??(?:(?P<month>\d{1,2})月(?P<day>\d{1,2})日)?(?:专|综合)?(?P<sort>[电讯由屯])(?![\u4e00-\u9fff])"
)
_NO_PLACE = re.compile(r"综合|消息|特约|通讯|记者|快|专|急|简|[电讯]")
# How far an article's opening reaches, and its closing.
_OPENING, _CLOSING = 120, 40
_HEADED = re.compile(r"[—\s]*(?P<place>[\u4e00-\u9fff]{2,16})[：:]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What an article's dateline says: the span of its place in the text, and its ISO date; None for what it does not."""

    place: tuple[int, int] | None = None
    date: str | None = None


def dateline(text: str, headline: str, published: str | None) -> Dateline:
    """Return what the dateline of ``text`` says, completed from the page's date, the place else from the ``headline``.

    A dateline stands near the beginning, or in brackets at the end (（新华社贵阳6月3日电）).
    """
    found = next((one for one in _DATELINE.finditer(text) if _stands(one, len(headline))), None)
    place = found.span("place") if found and found["place"] and not _NO_PLACE.search(found["place"]) else None
    return Dateline(place or _headed(text, headline), _date(found, text, published))


def _stands(found: re.Match[str], headline: int) -> bool:
    """Whether a match is a dateline by where it stands, and has what one has."""
    if found["sort"] in "由屯" and not found["month"]:
        return False
    text = found.string
    closing = text[found.end() : found.end() + 1] in ("）", ")") and found.end() >= len(text) - _CLOSING
    return closing or found.start() <= headline + _OPENING


def _headed(text: str, headline: str) -> tuple[int, int] | None:
    """Return the place that the headline opens with: 贵州开阳县：…"""
    found = _HEADED.match(headline)
    if found is None:
        return None
    _, read = divisions.chain(found["place"])
    start = text.find(found["place"])
    return (start, start + read) if read == len(found["place"]) and start >= 0 else None


def _date(found: re.Match[str] | None, text: str, published: str | None) -> str | None:
    if found is None or found["month"] is None:
        return published
    month, day = found["month"], found["day"]
    if published is None:
        years = _years(text)
        return iso(max(years), month, day) if years else None
    told = iso(published[:4], month, day)
    if told is None or told <= published:
        return told or published
    # What the page has of the year's end was filed the year before; any other date ahead of the page is misread.
    return iso(int(published[:4]) - 1, month, day) if int(month) > 10 > int(published[5:7]) else published


def _years(text: str) -> list[int]:
    """Return the years that a text tells events of: those with a month, else those without any; never one ahead (到2030年)."""
    found = re.findall(r"(?<!\d)(?<![到至—－-])(20\d\d)年(\d{1,2}月)?", text)
    return [int(year) for year, month in found if month] or [int(year) for year, _ in found]
