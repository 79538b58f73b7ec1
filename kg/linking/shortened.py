"""Shortened names of an article whose full ones it prints as well: 皖岭电机, 沿江学院, 吴书记, 向阳."""

from __future__ import annotations

import re

from kg.linking.linker import Linker
from kg.model import Feature, Reference
from kg.names import divisions, forms
from kg.names.bodies import shortens

NEIGHBOURHOOD = re.compile(r"(?:社区|村|小区|家园|花园)$")
_PART = re.compile(
    r"^(?:工会|工会委员会|女职工委员会|党组|党委|纪委|团委|机关|机关工会|[\u4e00-\u9fff]{0,8}(?:车间|分公司|班组|工会))$"
)
_PROGRAMME_HEAD = re.compile(r"(?:专项行动|行动计划|主题活动|系列活动|行动|计划|活动|工程|项目|品牌)$")


def defined(linker: Linker, index: int) -> Reference | None:
    """A name that the text itself gives to the one before it."""
    kind, text = linker.mentions[index].type, linker.texts[index]
    at = linker.defined.get((kind, text))
    if at is None or at == index:
        return None
    return Reference(kind, linker.full.get(at, linker.texts[at]), "abbreviation", at)


def neighbourhood(linker: Linker, index: int) -> Reference | None:
    """朔州市朔城区西苑 is the 西苑社区 of the article: a neighbourhood with its divisions and without that word."""
    mention, text = linker.mentions[index], linker.texts[index]
    chain, length = divisions.chain(text) if mention.type == "PLACE" else ((), 0)
    if not chain or len(text) - length < 2 or (NEIGHBOURHOOD.search(text) and text.endswith(("社区", "村"))):
        return None
    for at, other in enumerate(linker.texts):
        if linker.mentions[at].type == "PLACE" and other in (f"{text[length:]}社区", f"{text[length:]}村"):
            name = forms.full("PLACE", text[:length] + other)
            return Reference("PLACE", name, "part-of-name", at)
    return None


def form_of_address(linker: Linker, index: int) -> Reference | None:
    """吴书记 is the last person of that family name before it, a given name alone the person who bears it."""
    if linker.mentions[index].type != "PERSON":
        return None
    text = linker.texts[index]
    surname = forms.surname_of(text)
    people = [one for one in linker.others(index) if forms.surname_of(one[1]) is None]
    if surname is not None:
        people = [one for one in people if one[1].startswith(surname) and len(one[1]) > len(surname)]
        bearers = {name for _, name in people}
        titled = [one for one in people if _has_title(linker, one[0], text.removeprefix(surname))]
        if len(bearers) > 1 and len({name for _, name in titled}) == 1:
            people = titled
        elif not 1 <= len(bearers) <= 2:
            return None
        return Reference("PERSON", people[0][1], "form-of-address", people[0][0])
    given = [one for one in people if len(one[1]) > len(text) and one[1].endswith(text)]
    if len({name for _, name in given}) != 1:
        return None
    return Reference("PERSON", given[0][1], "given-name", given[0][0])


def _has_title(linker: Linker, at: int, title: str) -> bool:
    """Whether a person is named together with a title: 社区书记吴向阳."""
    mention, text = linker.mentions[at], linker.article.text
    return title in re.split("[，。；、]", text[max(0, mention.start - 12) : mention.start])[-1]


def abbreviated(linker: Linker, index: int) -> Reference | None:
    """皖岭电机 and 沿江学院 are the one body of the article whose full name they can stand for."""
    mention, text = linker.mentions[index], linker.texts[index]
    if mention.type not in ("UNION", "ORG"):
        return None
    found: dict[str, tuple[int, tuple[Feature, ...]]] = {}
    for at, name in linker.others(index):
        if name not in found and (features := shortens(text, name) or _in_order(text, name)):
            found[name] = at, features
    best = max((features[0].weight for _, features in found.values()), default=0.0)
    surest = [(name, *why) for name, why in found.items() if why[1][0].weight == best]
    if len(surest) != 1:
        return None
    name, at, features = surest[0]
    return Reference(mention.type, name, "abbreviated", at, features)


def _in_order(text: str, name: str) -> tuple[Feature, ...]:
    """湘南轻工学院 for 湖南湘南轻工职业技术学院: the characters in their order, to the same last word."""
    if 4 <= len(text) <= 12 and len(name) > len(text) + 1 and name[-2:] == text[-2:] and forms.within(text, name):
        return (Feature("abbreviates", 3.0, name),)
    return ()


def part_of_body(linker: Linker, index: int) -> Reference | None:
    """皖岭电机工会, 全总机关: a part of the body that the article shortens so, under that body's full name."""
    mention, text = linker.mentions[index], linker.texts[index]
    if mention.type not in ("UNION", "ORG"):
        return None
    for end in range(len(text) - 2, 1, -1):
        if not _PART.match(text[end:]):
            continue
        short = text[:end]
        for at, printed in enumerate(linker.texts):
            full = linker.full.get(at, "")
            if at != index and linker.mentions[at].type in ("ORG", "UNION") and printed == short and len(full) > end:
                return Reference(mention.type, full + text[end:], "part-of-body", at)
        known = forms.known("UNION", short)
        if known and known != short:
            return Reference(mention.type, known + text[end:], "part-of-body")
    return None


def part_of_name(linker: Linker, index: int) -> Reference | None:
    """A shortened name is the one longer name of the article that holds it."""
    mention, text = linker.mentions[index], linker.texts[index]
    if mention.type not in ("UNION", "ORG", "PLACE") or len(text) < 3:
        return None
    holds = {
        name: at
        for at, name in linker.others(index)
        if text in name and name != text and _shortens(mention.type, text, name)
    }
    if len(holds) != 1:
        return None
    ((name, at),) = holds.items()
    return Reference(mention.type, name, "part-of-name", at)


def _shortens(kind: str, text: str, name: str) -> bool:
    """Whether ``text`` can stand for ``name``: it closes it, or names a company without place and legal form."""
    if kind == "PLACE":
        return name.endswith(text) and bool(NEIGHBOURHOOD.search(name))
    if name.endswith(text):
        return True
    return bool(re.search(r"(?:公司|集团|厂|学院|大学|医院)$", name)) and name.find(text) <= 6


def with_head(linker: Linker, index: int) -> Reference | None:
    """“暖厂关怀” and 暖厂关怀活动 are one programme: the noun behind the marks is no part of its name."""
    mention, text = linker.mentions[index], linker.texts[index]
    bare = _PROGRAMME_HEAD.sub("", text)
    if mention.type != "PROGRAMME" or bare == text or len(bare) < 4:
        return None
    at = next(
        (at for at, other in enumerate(linker.texts) if other == bare and linker.mentions[at].type == "PROGRAMME"), None
    )
    return None if at is None else Reference("PROGRAMME", linker.full.get(at, bare), "with-head", at)
