"""Which names of the corpus may be one: names that share a key are compared, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.linking.features import own_place
from kg.linking.known import Called
from kg.linking.scenes import Scenes
from kg.linking.straightening import Name
from kg.model import Feature
from kg.names import divisions, forms
from kg.names.bodies import parse, shortens
from kg.names.likeness import ALIKE, LOOSE, misreading

Pair = tuple[Called, Called, tuple[Feature, ...]]

# A key that this many names share tells them too little apart to be worth comparing each with each.
_CROWD = 60
_HEAD = re.compile(r"(?:专项行动|行动计划|主题活动|系列活动|行动|计划|活动|工程|项目|品牌)$")
_STATE = "中华人民共和国"
_BODIES = ("UNION", "ORG")


def candidates(scenes: Scenes) -> Iterator[Pair]:
    """Yield short or doubtful name, full name, and the likeness of the two, which context is to be weighed with."""
    yield from _shortened(scenes)
    yield from _without_level(scenes)
    yield from _with_head(scenes)
    yield from _misread(scenes)
    yield from _used_elsewhere(scenes)
    yield from _nested(scenes)
    yield from _of_the_state(scenes)


def _shortened(scenes: Scenes) -> Iterator[Pair]:
    """皖岭电机 and 安徽皖岭电机股份有限公司: the first two characters of what is a body's own are the same."""
    bodies = (one for one in scenes.names(*_BODIES) if not one.name.endswith("总工会") and len(one.name) > 3)
    for crowd in scenes.crowds(((f"{one.type} {parse(one.name).core[:2]}", one) for one in bodies), _CROWD):
        for one in crowd:
            for other in crowd:
                features = shortens(one.name, other.name) if len(one.name) < len(other.name) else ()
                if features:
                    yield one, other, features


def _without_level(scenes: Scenes) -> Iterator[Pair]:
    """宝鸡中心医院 and 宝鸡市中心医院: the same division, the same rest; a union and its 工会委员会."""
    for crowd in scenes.crowds(((_levelled(one), one) for one in scenes.names(*_BODIES)), _CROWD):
        longest = max(crowd, key=lambda one: (not one.name.endswith("委员会"), len(one.name), one.key))
        yield from ((one, longest, (Feature("level-dropped", 8.0, one.name),)) for one in crowd if one != longest)


def _levelled(one: Called) -> str:
    chain, length = divisions.chain(one.name)
    rest = one.name[length:]
    rest = rest.removesuffix("委员会") if rest.endswith("工会委员会") else rest
    return f"{one.type} {chain[-1].code if chain else ''} {rest}"


def _with_head(scenes: Scenes) -> Iterator[Pair]:
    """“暖厂关怀” and 暖厂关怀活动: a noun behind the marks; the form that more articles print is the name."""
    bare = ((_HEAD.sub("", one.name), one) for one in scenes.names("PROGRAMME"))
    for crowd in scenes.crowds(((key, one) for key, one in bare if len(key) > 3), _CROWD):
        name = min(crowd, key=lambda one: (-one.articles, len(one.name), one.key))
        yield from ((one, name, (Feature("with-head", 8.0, one.name),)) for one in crowd if one != name)


def _misread(scenes: Scenes) -> Iterator[Pair]:
    """Names of which one character differs; the one that more articles print is right."""
    # People are told apart by one character; only long names written by sound (班达·姆维拉) are not.
    long = (
        one
        for one in scenes.names()
        if len(one.name) > (5 if one.type == "PERSON" else 4) and not forms.known(*one.key)
    )
    keyed = ((f"{one.type} {one.name[:at]}\n{one.name[at + 1 :]}", one) for one in long for at in range(len(one.name)))
    for crowd in scenes.crowds(keyed, _CROWD):
        ranked = sorted(crowd, key=lambda one: (-one.articles, one.key))
        for rank, one in enumerate(ranked):
            for other in ranked[:rank]:
                how = misreading(one.name, other.name, LOOSE if len(one.name) > 5 else ALIKE)
                if how is not None:
                    yield one, other, (Feature(how.kind, 4.0, how.detail), *_lengths(one))


def _lengths(one: Called) -> tuple[Feature, ...]:
    return (Feature("length", 1.0, str(len(one.name))),) if len(one.name) > 7 else ()


def _nested(scenes: Scenes) -> Iterator[Pair]:
    """贵阳市黔桂社区 and 云岩区黔桂社区: one neighbourhood, under a division and under one that lies in it."""
    for crowd in scenes.crowds(_neighbourhoods(scenes), _CROWD):
        placed = [(one, divisions.chain(one.name)[0][-1]) for one in crowd]
        for one, place in placed:
            for other, above in placed:
                if place != above and place.within(above):
                    short, full = sorted((one, other), key=lambda called: (called.articles, called.key))
                    yield short, full, (Feature("nested", 6.0, above.name),)


def _neighbourhoods(scenes: Scenes) -> Iterator[tuple[str, Called]]:
    for one in scenes.names("PLACE"):
        if one.name.endswith(("社区", "村", "小区", "家园", "花园")):
            chain, length = divisions.chain(one.name)
            if chain and len(one.name) - length > 3:
                yield one.name[length:], one


def _used_elsewhere(scenes: Scenes) -> Iterator[Pair]:
    """A name that other pages give as another name of just one thing."""
    for one, whole in scenes.aliases():
        yield one, whole, (Feature("alias-elsewhere", 5.0, whole.name),)


def _of_the_state(scenes: Scenes) -> Iterator[Pair]:
    """工会法 and 中华人民共和国工会法."""
    keyed = ((one.name.removeprefix(_STATE), one) for one in scenes.names("WORK"))
    for one, other in scenes.crowds(keyed, 2):
        short, full = sorted((one, other), key=lambda called: len(called.name))
        yield short, full, (Feature("state-prefix", 10.0, _STATE),)


def differ(one: Name, other: Name) -> bool:
    """Whether two names can never be one, whatever stands between them."""
    here, there = own_place(one), own_place(other)
    apart = here and there and not here.within(there) and not there.within(here)
    return bool(apart) or parse(one[1]).part != parse(other[1]).part
