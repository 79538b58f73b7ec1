"""The names of companies and institutions taken apart, and which shortened one can stand for which full one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Feature
from kg.names import divisions
from kg.names.divisions import Division
from kg.names.forms import within

_LEGAL = re.compile(r"(?:[（(]集团[)）])?(?:股份有限公司|有限责任公司|责任有限公司|股份公司|有限公司|总公司|公司)$")
_GROUP = re.compile(r"[（(]?集团[)）]?$")
_PART = re.compile(
    r"(?<!总)(?:工会委员会|工会|女职工委员会|党委|纪委|团委|党总支|党支部)$|(?<=公司|集团)[\u4e00-\u9fff]{1,8}(?:分公司|车间|矿|部|处|中心|段|队)$"
)
_SAME_PART = {"工会委员会": "工会"}
_HEAD = re.compile(r"(?:医院|学院|大学|中学|小学|学校|幼儿园|银行|院|校|厂|矿|行|报|所|馆|站|社)$")
# Authorities shorten by rule (`forms.full`), and a longer name that holds theirs is another's.
_AUTHORITIES = ("局", "厅", "部", "委", "委员会", "政府", "法院", "检察院", "政协", "人大", "联合会")
# What a name that ends in a trade's word alone may be short for; 厂 and 公司 are never each other.
_FIRMS = frozenset(("", "公司", "集团"))


@dataclass(frozen=True, slots=True)
class Body:
    """A name's pieces: 安徽 | 皖岭电机 | 公司 | 工会. ``core`` is what is its own, ``kind`` the legal form or the last word."""

    place: Division | None
    core: str
    kind: str
    part: str


@lru_cache(maxsize=1 << 14)
def parse(name: str) -> Body:
    """Take a body's name apart.

    >>> parse("安徽皖岭电机股份有限公司工会").core, parse("皖岭电机工会").part
    ('皖岭电机', '工会')
    """
    found = _PART.search(name)
    part = found[0] if found and found.start() > 1 else ""
    rest = name.removesuffix(part)
    chain, length = divisions.chain(rest)
    # 临江造船 need not lie in 临江市: the short form of a county is as often a firm's own word.
    bare = len(chain) == 1 and chain[0].level >= divisions.COUNTY and rest[:length] != chain[0].name
    if not chain or bare or len(rest) - length < 2:
        chain, length = (), 0
    rest = rest[length:]
    short = _LEGAL.sub("", rest)
    kind = "公司" if short != rest else ""
    if _GROUP.search(short) and len(short) > 3:
        short, kind = _GROUP.sub("", short), "集团"
    if not kind:
        head = _HEAD.search(short)
        kind = head[0] if head else ""
    return Body(chain[-1] if chain else None, short, kind, _SAME_PART.get(part, part))


def shortens(short: str, long: str) -> tuple[Feature, ...]:
    """Return why ``short`` can stand for ``long``; nothing where it cannot. The two are of one type.

    A place that both name must be one place, 集团 in the middle of a name makes another company of it.
    """
    if short.endswith(("总工会", *_AUTHORITIES)):
        return ()
    one, other = parse(short), parse(long)
    if one.part != other.part or len(short) >= len(long):
        return ()
    if one.place and other.place and not (one.place.within(other.place) or other.place.within(one.place)):
        return ()
    if not _kinds(one.kind, other.kind) or ("集团" in other.core and "集团" not in one.core):
        return ()
    return _cores(one, other)


def _cores(one: Body, other: Body) -> tuple[Feature, ...]:
    if one.core == other.core and len(one.core) > 2:
        return (Feature("core", 6.0, one.core),)
    if one.core[:2] != other.core[:2] and other.kind in _FIRMS:
        return ()
    if other.kind not in _FIRMS:
        ordinal = one.place is not None and other.place is not None
        if one.core[-1:] == other.core[-1:] and len(one.core) > (1 if ordinal else 3) and within(one.core, other.core):
            return (Feature("abbreviates", 4.0, other.core),)
        return ()
    if len(one.core) > 2 and within(one.core, other.core):
        return (Feature("abbreviates", 4.0, other.core),)
    if len(one.core) == 2 and one.kind and other.core.startswith(one.core) and len(other.core) <= 6:
        return (Feature("trade-name", 3.0, one.core),)
    return ()


def _kinds(short: str, long: str) -> bool:
    if long in ("公司", "集团"):
        return short in _FIRMS
    if long == "":
        return False
    return long.endswith(short[-1:]) and bool(short)
