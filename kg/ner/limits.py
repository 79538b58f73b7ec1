"""What a name cannot be, and what at its ends is no part of it: the rules that every candidate must pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.names.words import words
from kg.ner.candidates import Candidate

_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("‘", "’"))
_LEADING = re.compile(
    "(?:该|本)(?=[公集企医学院校厂])|我[国省市区县](?:和|与|同)?|[0-9：:，。、；]+ *|(?:"
    + "|".join(sorted(words("verbs.txt"), key=len, reverse=True))
    + ")(?:了|的|着)?"
)
# What stands behind a place and is no part of its name: a train, or a common noun after a division.
_TRAILING = re.compile(
    "(?<=[进抵赴返离来][京津沪渝])(?:高铁|动车|列车)$|(?<=[东西南北站]) ?(?:高铁|动车|[GDCZTK][0-9]*)$"
    "|(?<=[省市区县州旗镇乡道])(?:众多|各个?|多个|部分|大小)?(?:社区|小区|大山|山区|农村|乡村|境内|全境|各地)$"
)
# How something is done, before what is done, is no part of who does it: 某集团优质高效完成…; 优质稻合作社 is one.
_DONE = sorted({*words("verbs.txt"), *words("programme-verbs.txt"), "完成"} - {"服务", "组织"}, key=len, reverse=True)
_MANNER = re.compile(
    "(?<=[\u4e00-\u9fff]{3})(?:优质|高效|顺利|圆满|积极|全力|全面|精心|扎实|持续|成功)+(?:" + "|".join(_DONE) + ")"
)
# Levels in a row, each of which is a body (社区党委-小区党支部), and one body in brackets behind another.
_CHAIN = re.compile("(?<=[委会部组站队])[-—－]+(?=[\u4e00-\u9fff])|（(?![^）]*）)")
_BEHIND = {"PLACE": _TRAILING, "UNION": _MANNER, "ORG": _MANNER}
# What stands between two quotations in a row.
_BETWEEN = re.compile("[”’][、和及]?[“‘]")
# The character that makes a section of an office stands before the post: 基层指导股负责人.
_SECTION = re.compile("[股科处](?:负责人|工作人员|干部|副?[股科处]长)")
# How many of a kind there are is no part of a name: 全省96个蹲点工作组, 各工作队.
_COUNTED = re.compile(
    "(?:全[国省市区县州]|我[省市区县州])*(?:共?派出)?"
    "(?:各|第?[0-9一二两三四五六七八九十百千余多]+[个支家座所批]|[0-9一二两三四五六七八九十]+届|首[个支家座所批])"
)
_COMMON = re.compile(
    "(?P<which>.*?)(?:等|的|和)?(?:社区|小区|村|学校|学院|医院|公司|企业|中心|广场|园区|工业区|集聚区|车站|服务站|工作站|驿站|工会|街道|活动室|宣讲团|志愿服务队|(?:小区|网格|楼栋|楼院|院落)党(?:支部|小组)|理事会|监督委员会|评议会|议事会)"
)
_WHICH = re.compile(f"(?:{'|'.join(words('generic.txt'))})+")
# 中国 in 中国式, 中国特色, 中国梦 is no place of its own, nor is 我国 a name.
_NO_PLACE = re.compile(
    "我国|美(?=援朝)|大兴(?=调查|学习|[\u4e00-\u9fff]{2,6}之风)|中国(?=式|特色|梦|共产党|人民解放军)|中华(?=民族)|(?:中|美|外)(?=外|军)"
)
# 省、市、区总工会 are the unions of three levels, and none of them by name.
_LEVELS = re.compile("[省市区县州旗]、[省市区县州旗]")
_YEAR = re.compile(r"(?:19|20)\d\d")
# 新发展会员 recruits them, and only these nouns make a term of it: 新发展理念.
_RECRUITED = "新发展(?!理念|格局|阶段)"
# What a name cannot be, by type: a verb or a conjunction run into it, a generic body, a slogan.
_IMPOSSIBLE = {
    "UNION": re.compile(
        r"^(?!.*(?:[工エ劳职总]|分会))|总联合$|[把将贯穿了的为]"
        r"|^(?:(?:各级|各|基层|所属|企业|基层企业)总?工会|全[市省区县国](?:各级)?工会|[省市区县]级(?:总)?工会)$"
    ),
    "PLACE": re.compile(
        r"^(?:我们|你们|他们|本|该|各|这|那|全|小|老|新)?(?:社区|小区|村|街道|广场|公园|市场|园区|车站|街|路)$|[，。：；！？“]"
        r"|^(?:车 ?站)?[东南西北]?广场$|^[十丁]字路口$|^[A-Z]+\d+次"
    ),
    "ORG": re.compile(
        r"^(?:各|该|本|某|基层)?(?:公司|企业|学院|学校|医院|单位|部门|银行|工厂|车间|中心|集团|协会|法院)$|[，。：；！？]|^[”’]"
    ),
    "PERSON": re.compile(r"[，。：；！？“”0-9]"),
    # Ways (套餐式), roads and homes in a figure of speech (奋斗之路, 鱼米之乡), periods (十三五), numbers alone.
    "PROGRAMME": re.compile(
        r"[。！？；]|^[”’，、]|(?<![模方仪形格])式$|之[路乡师]$|^“?十[一二三四五六七]五$|^\d+$|\+$"
    ),
    # A meeting, contest, ceremony or feast says so with its last character.
    "EVENT": re.compile(
        r"[。！？；]|(?<![会赛节议坛日展武式周庆夕明秋松旦杯选超礼”])(?<![一二三四五六七八九十]大)$|" + _RECRUITED
    ),
    "HONOUR": re.compile(_RECRUITED),
}


def within_limits(one: Candidate, text: str) -> Iterator[Candidate]:
    """Yield what of a candidate can be a name, cut to it: none, one, or several that quotation marks part."""
    for part in _apart(one, text):
        if _listed(text[part.start : part.end], part.type) or generic(text[part.start : part.end], part.type):
            continue
        cut = _trimmed(part, text)
        if _possible(cut, text):
            yield cut


def _apart(one: Candidate, text: str) -> Iterator[Candidate]:
    """Yield a candidate, or the programmes in it where quotation marks part them: 甲”“乙 are two."""
    at = one.start
    apart = {"PROGRAMME": _BETWEEN, "ORG": _CHAIN}.get(one.type)
    for found in apart.finditer(text, one.start, one.end) if apart else ():
        yield replace(one, start=at, end=found.start())
        at = found.end()
    yield one if at == one.start else replace(one, start=at)


def _trimmed(one: Candidate, text: str) -> Candidate:
    """Return a candidate without the words before it that belong to no name: 该公司工会, 走进云岩区, 8:15 衡阳东站."""
    start = one.start
    if (counted := _COUNTED.match(text, start, one.end)) and one.end - counted.end() > 3:
        start = counted.end()
    if one.type not in ("UNION", "ORG", "PLACE"):
        return replace(one, start=start)
    while found := _LEADING.match(text, start, one.end):
        if one.end - found.end() < 2:
            break
        start = found.end()
    if one.type == "ORG" and _SECTION.match(text, one.end):
        return replace(one, start=start, end=one.end + 1)
    behind = _BEHIND[one.type].search(text, start, one.end)
    return replace(one, start=start, end=behind.start() if behind else one.end)


def _possible(one: Candidate, text: str) -> bool:
    """Whether a candidate can be a name of its type."""
    name = text[one.start : one.end]
    if generic(name, one.type):
        return False
    if one.type == "PLACE" and _NO_PLACE.match(text, one.start):
        return False
    # 2024杭州马拉松: what stands right behind a year is the title of something.
    if one.type == "PLACE" and _YEAR.fullmatch(text, max(0, one.start - 4), one.start):
        return False
    if one.type == "UNION" and _LEVELS.fullmatch(text, one.start - 2, one.start + 1):
        return False
    if any(name.count(left) != name.count(right) for left, right in _PAIRS):
        return False
    return one.type not in _IMPOSSIBLE or not _IMPOSSIBLE[one.type].search(name)


def generic(name: str, kind: str) -> bool:
    """Whether a name is a common noun: 城市社区, 党群服务中心, 社区, 社区综合服务站."""
    found = _COMMON.fullmatch(name) if kind in ("PLACE", "ORG", "UNION") else None
    return found is not None and (not found["which"] or _WHICH.fullmatch(found["which"]) is not None)


def _listed(name: str, kind: str) -> bool:
    """Whether what looks like one name is two in a row: 云岩区和南明区."""
    parts = re.split("[和与、]", name, maxsplit=1)
    return kind == "PLACE" and len(parts) == 2 and all(len(part) > 1 for part in parts)
