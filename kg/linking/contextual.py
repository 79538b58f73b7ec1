"""Names that mean something within their article alone: 市总工会, 公司工会, 居委会, 第二人民医院, 鼓楼区总工会."""

from __future__ import annotations

import re

from kg.linking.linker import Linker
from kg.model import Reference
from kg.names import divisions, forms
from kg.names.divisions import Division
from kg.names.words import word_set

# Bodies whose union an article calls by the kind of body alone (公司工会, 医院工会), and what else it calls so.
BODY = re.compile(
    r"^(?:该|本)?(?P<kind>公司|集团|企业|医院|学院|学校|大学|中学|小学|银行|厂|矿|局|院|校)(?P<head>工会|工会委员会|党委|纪委|团委|党总支|党支部|[\u4e00-\u9fff]{2,6}中心)$"
)
COMMITTEE = re.compile(r"^(?:居委会|村委会|党支部|党总支|党委|纪委|工会|公司|学院|医院|学校)$")
_OF_NEIGHBOURHOODS = frozenset(("居委会", "村委会", "党支部", "党总支"))
_OF_NEIGHBOURHOOD = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{2,5}?(?:社区|村))(?P<head>党委|党总支|党支部|居委会|村委会|居民委员会|村民委员会|工会|工会联合会|工会委员会)$"
)
_LEAGUE = re.compile(r"^团(?P<level>省|市|区|县|州|盟)委(?P<rest>.*)$")
_LOCAL = re.compile(
    r"^(?:第[一二三四五六七八九十]+)?(?:人民|中心|中医|妇幼保健|实验|特殊教育)?(?:医院|中学|小学|学校|幼儿园|高级中学)$"
)
_TRAINS = re.compile("高铁|动车|列车|车次|始发")
_QUARTER = re.compile(r"^[\u4e00-\u9fff]{2,4}[东南西北]$")
_ATTACHED = re.compile(r"^附属(?:第[一二三四五六七八九十]+)?(?:人民)?(?:医院|中学|小学|学校|幼儿园)$")
_FIRM = re.compile(r"公司|集团|重工|股份|厂$")


def is_local(kind: str, name: str) -> bool:
    """Whether every city has one of that name."""
    return kind in ("UNION", "ORG", "PLACE") and (name in word_set("local.txt") or bool(_LOCAL.match(name)))


def several(kind: str, name: str) -> bool:
    """Whether a name opens with the full name of a division that there are several of: 鼓楼区总工会, 朝阳区."""
    length = _open(name)
    if kind == "PLACE":
        return length > 0 and (length == len(name) or name.endswith(("社区", "村", "小区")))
    return kind in ("UNION", "ORG") and 0 < length < len(name)


def _open(name: str) -> int:
    chain, length = divisions.chain(name)
    found = divisions.find(name[:length]) if not chain and length else ()
    return (
        length if found and found[0].name == name[:length] and re.search(f"(?:{forms.LEVELS})$", name[:length]) else 0
    )


def contextual(linker: Linker, index: int) -> Reference | None:
    """市总工会, 区委宣传部, 社区党委: the name before it that ends alike, else the article's division of that level."""
    mention, text = linker.mentions[index], linker.texts[index]
    match = forms.CONTEXTUAL.match(text)
    if not match or mention.type not in ("UNION", "ORG"):
        return None
    head = match["head"]
    if mention.type == "UNION":
        head = re.sub(r"^总?(?=女职工委员会$|女工委$|机关$|本级$)|^总$|^工会$", "总工会", head)
        if match["level"] in ("镇", "乡", "街道", "社区", "村"):
            head = match["head"]
    tail = match["level"] + head
    division = linker.context.division(match["level"], mention.start)
    alike = [(at, name) for at, name in linker.others(index) if name.endswith(tail) and len(name) > len(tail)]
    # 该市总工会 is the one just spoken of, wherever the article plays.
    if alike and (text.startswith("该") or linker.article.text[: mention.start].endswith("该")):
        return Reference(mention.type, alike[0][1], "contextual", alike[0][0])
    if division is not None:
        named = forms.authority(mention.type, division, head)
        ground = next((at for at, name in alike if name == named), linker.context.named_by(division, mention.start))
        if not alike or any(name == named for _, name in alike):
            return Reference(mention.type, named, "contextual", ground)
    if alike:
        return Reference(mention.type, alike[0][1], "contextual", alike[0][0])
    above = _neighbourhood(linker, match["level"], index)
    return Reference(mention.type, above[1] + head, "contextual", above[0]) if above else None


def of_neighbourhood(linker: Linker, index: int) -> Reference | None:
    """桂园社区党委 is that of the 桂园社区 of the article, or of the county that it is about."""
    mention, text = linker.mentions[index], linker.texts[index]
    match = _OF_NEIGHBOURHOOD.match(text) if mention.type in ("UNION", "ORG") else None
    if match is None or divisions.chain(match["place"])[0]:
        return None
    place = match["place"]
    full = {
        name: at for at, name in linker.full.items() if name.endswith(place) and linker.mentions[at].type == "PLACE"
    }
    if len(full) == 1:
        ((name, at),) = full.items()
        return Reference(mention.type, forms.full(mention.type, name + match["head"]), "contextual", at)
    county = linker.context.county(place, mention.start)
    if county is None:
        return None
    name = forms.full(mention.type, forms.label(county) + place + match["head"])
    return Reference(mention.type, name, "home", linker.context.named_by(county, mention.start))


def league(linker: Linker, index: int) -> Reference | None:
    """团市委 is the Youth League's committee of the article's city."""
    mention = linker.mentions[index]
    match = _LEAGUE.match(linker.texts[index]) if mention.type == "ORG" else None
    division = linker.context.division(match["level"], mention.start) if match else None
    if match is None or division is None:
        return None
    ground = linker.context.named_by(division, mention.start)
    return Reference("ORG", f"共青团{forms.label(division)}委{match['rest']}", "contextual", ground)


def committee(linker: Linker, index: int) -> Reference | None:
    """居委会, 党支部: those of the 社区 or 村 named last before it, by itself or in the name of another body."""
    text = linker.texts[index]
    if linker.mentions[index].type != "ORG" or text not in _OF_NEIGHBOURHOODS:
        return None
    for at, name in linker.before(index, "PLACE", "ORG"):
        found = re.match(r".*(?:社区|村)", name)
        if found:
            return Reference("ORG", forms.full("ORG", found[0] + text), "contextual", at)
    return None


def body(linker: Linker, index: int) -> Reference | None:
    """公司工会, 医院工会, 附属医院: of the company, hospital or university named last before it."""
    mention, text = linker.mentions[index], linker.texts[index]
    match = BODY.match(text)
    if mention.type not in ("UNION", "ORG") or not (match or _ATTACHED.match(text)):
        return None
    for at, name in linker.before(index, "ORG"):
        if match and _is_kind(name, match["kind"]):
            return Reference(mention.type, name + match["head"], "contextual", at)
        if not match and re.search(r"(?:大学|学院|学校)$", name):
            return Reference(mention.type, name + text, "contextual", at)
    return None


def _is_kind(name: str, kind: str) -> bool:
    """Whether a body is what 公司 or 学院 can mean: its name ends so, or it is a firm by its legal form."""
    if kind in ("公司", "集团", "企业"):
        return bool(_FIRM.search(name))
    return bool(re.search("学校$|[大中小]学$|学院$", name)) if kind in ("学校", "校") else name.endswith(kind)


def _neighbourhood(linker: Linker, level: str, index: int) -> tuple[int, str] | None:
    """Return the 社区 or 村 named last before a mention."""
    if level not in ("社区", "村", "镇", "街道"):
        return None
    return next((one for one in linker.before(index, "PLACE") if one[1].endswith(level)), None)


def station(linker: Linker, index: int) -> Reference | None:
    """南昌西 in an article about trains is 南昌西站, and so is the city in one row with it."""
    text = linker.texts[index]
    if linker.mentions[index].type != "PLACE" or text.endswith("站") or not _TRAINS.search(linker.article.text):
        return None
    beside = [at for at in (index - 1, index + 1) if 0 <= at < len(linker.texts)]
    row = any(_is_quarter(linker, at) and _in_a_row(linker, *sorted((at, index))) for at in beside)
    if _is_quarter(linker, index) or (row and divisions.chain(text)[0] and text[-1] not in "省市区县州"):
        return Reference("PLACE", f"{text}站", "short-form")
    return None


def _is_quarter(linker: Linker, index: int) -> bool:
    """Whether a mention is a city's station by its quarter: 郑州东. 山东 and 河北 are provinces."""
    text = linker.texts[index]
    return linker.mentions[index].type == "PLACE" and bool(_QUARTER.match(text)) and not divisions.find(text)


def _in_a_row(linker: Linker, first: int, last: int) -> bool:
    between = linker.article.text[linker.mentions[first].end : linker.mentions[last].start]
    return between.strip() == "、"


def homed(linker: Linker, index: int) -> Reference | None:
    """鼓楼区总工会 and 第二人民医院 are those of the place that the article is about, or names before."""
    mention, text = linker.mentions[index], linker.texts[index]
    if several(mention.type, text):
        length = _open(text)
        division = _one_of(linker, divisions.find(text[:length]), mention.start)
        if division is None:
            return None
        rest = text[length:]
        name = (
            forms.authority(mention.type, division, rest) if mention.type != "PLACE" else forms.label(division) + rest
        )
        return Reference(mention.type, name, "home", linker.context.named_by(division, mention.start))
    if not is_local(mention.type, text):
        return None
    alike = {name: at for at, name in linker.others(index) if name.endswith(text) and len(name) > len(text)}
    if len(alike) == 1:
        ((name, at),) = alike.items()
        return Reference(mention.type, name, "part-of-name", at)
    home = linker.context.home
    if home is None:
        return None
    ground = linker.context.named_by(home, mention.start)
    return Reference(mention.type, forms.authority(mention.type, home, text), "home", ground)


def _one_of(linker: Linker, found: tuple[Division, ...], at: int) -> Division | None:
    """Return the one of several divisions of a name that lies where the article plays."""
    around = [linker.context.home] if linker.context.home else []
    around += [one for start, one in reversed(linker.context.named) if start < at]
    for place in around:
        near = [one for one in found if one.within(place)]
        if len(near) == 1:
            return near[0]
    return None
