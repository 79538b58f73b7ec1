"""The forms of a name: the full one restored from what newspapers print, and what a shortened one leaves out."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.names import divisions
from kg.names.divisions import COUNTY, TOWN, Division
from kg.names.words import rows, surnames

_QUOTES = ("“”", "‘’", "《》", "「」")
# What makes a division before it part of an authority's name, so that its short form is to be written out.
_AUTHORITY = re.compile(
    r"总工会$|^(?:总|委|政府|人民政府|人大|政协|纪委|法院|检察院|公安|中级人民|人民)|(?:局|厅|(?<!工会)(?<!居民)(?<!村民)委员会|人大常委会|办公室|妇女联合会|工商业联合会)$"
)
_STATE = "中华人民共和国"
_LEAGUE = re.compile(r"^(?:共青)?团(?=[\u4e00-\u9fff]{2,}委)")
_PARTY = re.compile(r"^委(?!员会|托|派)")
_SURNAME_FORM = re.compile(
    r"^(?:老|小)?(?P<surname>[\u4e00-\u9fff]{1,2}?)(?:书记|主席|主任|师傅|老师|女士|先生|大姐|大哥|大爷|大妈|阿姨|奶奶|爷爷|老太太|老太|老汉|"
    r"经理|厂长|队长|院长|校长|局长|部长|站长|班长|组长|护士长|护士|医生|律师|教授|工|总|姐|哥|叔|婶|嫂|某|某某)$"
)
LEVELS = "自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道|社区|村"
CONTEXTUAL = re.compile(rf"^(?:该|本|全)?(?P<level>{LEVELS})(?P<head>.+)$")


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """Return a name without white space and without the quotation marks that enclose the whole of it."""
    name = re.sub(r"\s+", "", name) if not name.isascii() else name.strip()
    for pair in _QUOTES:
        if len(name) > 2 and name[0] == pair[0] and name[-1] == pair[1] and pair[0] not in name[1:]:
            return name[1:-1]
    return name


@cache
def _known() -> dict[tuple[str, str], str]:
    told = {(row[0], row[1]): row[2] if len(row) > 2 else row[1] for row in rows("lexicon.tsv")}
    whole = {(kind, name.removeprefix(_STATE)): name for (kind, _), name in told.items() if name.startswith(_STATE)}
    chars = {("PLACE", char): name for char, name in rows("abbreviations.tsv")}
    return whole | told | chars


def known(kind: str, name: str) -> str | None:
    """Return the full name of what the whole country knows under ``name``."""
    return _known().get((kind, name))


@cache
def _ambiguous() -> frozenset[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for one in divisions.table():
        (twice if one.name in seen else seen).add(one.name)
    return frozenset(twice)


def label(division: Division) -> str:
    """Return a division's name, with the divisions above it as far as others bear the same name.

    >>> label(divisions.only("宜昌"))
    '宜昌市'
    """
    if division.name not in _ambiguous():
        return division.name
    above = divisions.parent(division)
    return division.name if above is None else label(above) + division.name


def full(kind: str, name: str) -> str:
    """Return the full official name behind a name that states its own place; of any other, the name itself.

    >>> full("UNION", "湖北宜昌市总"), full("ORG", "宜昌市委组织部"), full("PLACE", "湖南长沙")
    ('宜昌市总工会', '中共宜昌市委组织部', '长沙市')
    """
    name = plain(name)
    told = known(kind, name)
    if told is not None:
        return told
    if kind not in ("UNION", "ORG", "PLACE"):
        return name
    league = _LEAGUE.match(name) if kind == "ORG" else None
    chain, length = divisions.chain(name[league.end() :] if league else name)
    rest = name[length + (league.end() if league else 0) :]
    if chain and kind == "ORG" and (rest.startswith("委") if league else re.match("团[省市区县州盟]?委", rest)):
        return f"共青团{label(chain[-1])}{rest[rest.index('委') :]}"
    if not chain or league:
        return _write_out(kind, name)
    if kind == "PLACE":
        return _place(chain, name, rest)
    if not rest:
        return name
    if _AUTHORITY.search(_write_out(kind, rest)) or chain[-1].name == name[:length][-len(chain[-1].name) :]:
        return authority(kind, chain[-1], rest)
    return _write_out(kind, name)


def authority(kind: str, division: Division, head: str) -> str:
    """Return the full name of a division's union or authority: 衡阳市 and 总 make 衡阳市总工会."""
    if division.name.endswith("自治区") and head.startswith("区"):
        head = head.removeprefix("区")
    name = _write_out(kind, label(division) + head)
    return f"中共{name}" if kind == "ORG" and _PARTY.match(head) else name


def _write_out(kind: str, name: str) -> str:
    """Return a union's 总 and an authority's short last words written out: 市总 → 市总工会, 人社局 → 人力资源和社会保障局."""
    if kind == "UNION":
        if name.startswith("全总") and (told := known(kind, "全总")):
            return told + name[2:]
        return re.sub(r"总(?=机关|本级|女职工委员会|女工委|$)", "总工会", name)
    if kind == "ORG":
        for short, long in rows("offices.tsv"):
            if name.endswith(short) and not name.endswith(long):
                return name.removesuffix(short) + long
    return name


def _place(chain: tuple[Division, ...], name: str, rest: str) -> str:
    last = chain[-1]
    if not rest:
        return label(last)
    if last.level in (COUNTY, TOWN) and last.name in name:
        return label(last) + rest
    return rest if last.name in name and len(rest) > 2 else name


def surname_of(form: str) -> str | None:
    """Return the family name of a form of address (吴书记, 刘老太太, 老李), None where it is none."""
    single, double = surnames()
    if len(form) < 2:
        return None
    found = _SURNAME_FORM.match(form)
    if found and found["surname"] in single | double:
        return found["surname"]
    if form[0] in "老小" and form[1:] in single | double:
        return form[1:]
    return None


def within(short: str, long: str) -> bool:
    """Whether ``long`` holds the characters of ``short`` in their order, the first of them near its beginning.

    >>> within("湘南轻工学院", "湖南湘南轻工职业技术学院")
    True
    """
    at = 0
    for number, char in enumerate(short):
        found = long.find(char, at)
        if found < 0 or (number == 0 and found > 4):
            return False
        at = found + 1
    return True
