"""When a sentence says that something was: dates, and the periods that newspapers count from the day they appear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.values import CHINESE, dates, number


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as stated, by its span in the text; ``since`` and ``until`` are ISO 8601, as precise as the text.

    They are equal for a date, and None at an end that the text leaves open: 截至8月 is None to 2024-08.
    """

    start: int
    end: int
    since: str | None
    until: str | None


_COUNT = rf"(?P<count>\d{{1,3}}|[{CHINESE}]{{1,3}})"
# What is counted back from the day of publication: 近5年来, 3年来, 过去三个月, 最近10天; 8年多来 is eight years.
_BACK = re.compile(
    rf"(?P<lead>近|过去|最近|这(?!一))?(?:的)?{_COUNT}(?P<more>余|多)?(?P<unit>年|个月|周|天)(?:多)?(?P<tail>以来|来|间|里|多来)?"
)
_AHEAD = re.compile(r"[前后未]|第|每|下|头")
_NOW = re.compile(r"(?:截至|截止|截止到|到)?(?:目前|今日|当前|发稿时?|记者发稿时?)|迄今|至今|眼下|如今|现在")
_DAYS = {"今日": 0, "今天": 0, "昨日": 1, "昨天": 1, "前天": 2, "昨晚": 1, "今晨": 0, "今晚": 0}
# 今天的中国 and 昨天的泥 name no day.
_DAY = re.compile(rf"(?:{'|'.join(_DAYS)})(?!的)")
# The day that the text named last.
_SAME_DAY = re.compile("当天|当日|同日|这一天|节日当天")
_MONTH = re.compile(r"(?P<which>上个?月|本月|当月)(?:(?P<day>\d{1,2})日)?(?P<tail>以来|起)?")
_SPAN = r"(?P<part>上半年|下半年|(?:第)?[一二三四]季度|前(?P<upto>\d{1,2}|[一二三四五六七八九十]{1,2})个(?P<of>月|季度)|前[一二三]季度)"
_PART = re.compile(rf"(?:(?P<year>(?:19|20)\d\d|今|去|前)年)?{_SPAN}")
_ORDINAL = "一二三四"
_TILL = re.compile(r"(?:截至|截止到?|到)(?:了)?$")
_FROM = re.compile(r"(?:自|从)$")
_ONWARD = re.compile(r"(?:开办|成立|启动|实施|开展)?(?:以来|起|至今|到现在|来(?![自到访]))")
_MONTHS = re.compile(
    r"(?<!\d)(?<!每年)(?:(?P<year>(?:19|20)\d\d|今|去|前)年)?(?P<first>\d{1,2})月?(?:至|到|—|－|-|~|～)(?P<last>\d{1,2})月(?!\d{1,2}日|版)",
    re.ASCII,
)
_TO = re.compile(r"(?:底|初|末)?(?:至|到|—|－|-|~|～)")
_EARLIER_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:至|到|—|－|-|~|～)$")
_PART_OF_MONTH = re.compile(r"[底初末]|[上中下]旬")
_LAST = re.compile(r"(?P<day>\d{1,2})日")


def periods(text: str, published: str | None) -> list[Period]:
    """Return the dates and periods that ``text`` states, in order, none inside another.

    What is told from the day of publication (今年, 近5年来, 截至目前, 上月) is counted from ``published``, an ISO date, and left
    out where that is None. 日前 and 近日 name no time: the text does not say how long before.

    >>> [(one.since, one.until) for one in periods("截至今年8月底，近5年来办了12件", "2024-11-22")]
    [(None, '2024-08'), ('2019', '2024-11-22')]
    """
    found = [*_between_months(text, published), *_dated(text, published)]
    if published is not None and len(published) == len("2024-01-01"):
        day = date.fromisoformat(published)
        for read in (_parts, _back, _months, _days):
            found += read(text, day)
    chosen: list[Period] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not chosen or one.start >= chosen[-1].end:
            chosen.append(one)
    return sorted(chosen + list(_same_days(text, chosen)), key=lambda each: each.start)


def _same_days(text: str, told: list[Period]) -> Iterator[Period]:
    """Yield 当天 and 同日, which are the day that the text named last."""
    for one in _SAME_DAY.finditer(text):
        days = [
            each.since
            for each in told
            if each.end <= one.start() and each.since == each.until and len(each.since or "") == 10
        ]
        if days:
            yield Period(one.start(), one.end(), days[-1], days[-1])


def _dated(text: str, published: str | None) -> Iterator[Period]:
    """Yield the dates of the text, with what makes a period of one or two of them."""
    told = dates(text, published)
    at = 0
    while at < len(told):
        one = told[at]
        start, end, since, until = one.start, one.end, one.iso, one.iso
        tail = _PART_OF_MONTH.match(text, end)
        to = _TO.match(text, end)
        other = told[at + 1] if at + 1 < len(told) else None
        last = _LAST.match(text, to.end()) if to else None
        earlier = _EARLIER_YEAR.search(text[max(0, start - 6) : start])
        if to and other and other.start <= to.end() < other.end:
            until, end, at = other.iso, other.end, at + 1
            part = _PART.match(text, other.start)
            if part and other.iso.isdigit():
                until, end = f"{other.iso}-{_stretch(part['part'], part['upto'], part['of'])[1]:02d}", part.end()
        elif to and last and len(since) == len("2024-04-16") and _is_day(f"{since[:8]}{int(last['day']):02d}"):
            until, end = f"{since[:8]}{int(last['day']):02d}", last.end()
        elif earlier and since.isdigit():
            start, since = start - len(earlier[0]), earlier[1]
        elif tail and len(since) == len("2024-04"):
            end = tail.end()
        yield _framed(text, start, end, since, until)
        at += 1


def _between_months(text: str, published: str | None) -> Iterator[Period]:
    """Yield the months of one year from one to another: 1至3月, 2023年5月至9月."""
    for one in _MONTHS.finditer(text):
        (last,) = dates(f"{one['year']}年{one['last']}月" if one["year"] else f"{one['last']}月", published) or (None,)
        if last and 1 <= int(one["first"]) <= int(one["last"]):
            yield Period(one.start(), one.end(), f"{last.iso[:4]}-{int(one['first']):02d}", last.iso)


def _framed(text: str, start: int, end: int, since: str, until: str) -> Period:
    """Return a period with the words round it: 截至 leaves its beginning open, 以来 and 起 its end."""
    till, since_then, onward = _TILL.search(text[:start]), _FROM.search(text[:start]), _ONWARD.match(text, end)
    if till and since == until:
        return Period(till.start(), end, None, until)
    if onward and since == until:
        return Period(since_then.start() if since_then else start, onward.end(), since, None)
    return Period(start, end, since, until)


def _back(text: str, day: date) -> Iterator[Period]:
    for one in _BACK.finditer(text):
        counted = one["lead"] or one["tail"] in ("以来", "来", "多来")
        if not counted or _AHEAD.match(text, one.start() - 1) or (one.start() and text[one.start() - 1].isdigit()):
            continue
        value = number(one["count"])
        if value and (since := _before(day, int(value), one["unit"])):
            yield Period(one.start(), one.end(), since, day.isoformat())


def _before(day: date, count: int, unit: str) -> str | None:
    """Return the ISO date so many units before ``day``, as precise as the unit."""
    if unit in ("天", "周"):
        return (day - timedelta(count * (7 if unit == "周" else 1))).isoformat()
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "年" else 1)
    if months < 12:
        return None
    return f"{months // 12:04d}" if unit == "年" else f"{months // 12:04d}-{months % 12 + 1:02d}"


def _months(text: str, day: date) -> Iterator[Period]:
    for one in _MONTH.finditer(text):
        month = _before(day, int(one["which"].startswith("上")), "个月") or ""
        if one["day"]:
            month += f"-{int(one['day']):02d}"
            if not _is_day(month):
                continue
        yield Period(one.start(), one.end(), month, None if one["tail"] else month)


def _days(text: str, day: date) -> Iterator[Period]:
    for one in _NOW.finditer(text):
        yield Period(one.start(), one.end(), None, day.isoformat())
    for one in _DAY.finditer(text):
        told = (day - timedelta(_DAYS[one[0]])).isoformat()
        yield Period(one.start(), one.end(), told, told)


def _parts(text: str, day: date) -> Iterator[Period]:
    """Yield parts of a year: 今年前8个月, 2022年下半年, 一季度."""
    for one in _PART.finditer(text):
        year = one["year"]
        of = int(year) if year and year.isdigit() else day.year - {"去": 1, "前": 2}.get(year or "", 0)
        first, last = _stretch(one["part"], one["upto"], one["of"])
        if 1 <= first <= last <= 12:
            yield Period(one.start(), one.end(), f"{of}-{first:02d}", f"{of}-{last:02d}")


def _stretch(part: str, upto: str | None, of: str | None) -> tuple[int, int]:
    """Return the first and the last month of a part of a year."""
    if part.endswith("半年"):
        return (1, 6) if part[0] == "上" else (7, 12)
    if upto:
        return 1, int(number(upto) or 0) * (3 if of == "季度" else 1)
    quarter = _ORDINAL.index(part[-3]) + 1
    return (1 if part[0] == "前" else 3 * quarter - 2), 3 * quarter


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
