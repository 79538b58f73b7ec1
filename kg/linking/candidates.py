"""Which names of the corpus may be one: names that share a key are compared, and no others.

The keys are kept in plain dictionaries. DuckDB does not pay: to group 200,000 names by a key takes a dictionary 0.2
seconds of a core and DuckDB 2.0 a whole second, and every build would carry it as a dependency.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kg.linking.features import own_place
from kg.linking.scenes import Name, Scenes
from kg.model import Feature
from kg.names import divisions, forms
from kg.names.bodies import parse, shortens
from kg.names.likeness import ALIKE, LOOSE, misreading

T = TypeVar("T")
Pair = tuple[Name, Name, tuple[Feature, ...]]

# A key that this many names share tells them too little apart to be worth comparing each with each.
_CROWD = 60
_HEAD = re.compile(r"(?:专项行动|行动计划|主题活动|系列活动|行动|计划|活动|工程|项目|品牌)$")
_STATE = "中华人民共和国"


def candidates(scenes: Scenes) -> Iterator[Pair]:
    """Yield short or doubtful name, full name, and the likeness of the two, which context is to be weighed with."""
    names = sorted(scenes.where)
    yield from _shortened(names)
    yield from _without_level(names)
    yield from _with_head(names, scenes)
    yield from _misread(names, scenes)
    yield from _used_elsewhere(names, scenes)
    yield from _nested(names, scenes)
    for kind, name in names:
        if kind == "WORK" and (kind, _STATE + name) in scenes.where:
            yield (kind, name), (kind, _STATE + name), (Feature("state-prefix", 10.0, _STATE),)


def _crowds(keyed: Iterable[tuple[object, T]]) -> Iterator[list[T]]:
    """Yield the names under each key that more than one bears."""
    blocks: dict[object, list[T]] = defaultdict(list)
    for key, name in keyed:
        blocks[key].append(name)
    for names in blocks.values():
        if 1 < len(names) <= _CROWD:
            yield names


def _shortened(names: Iterable[Name]) -> Iterator[Pair]:
    """皖岭电机 and 安徽皖岭电机股份有限公司: the first two characters of what is a body's own are the same."""
    bodies = [one for one in names if one[0] in ("UNION", "ORG") and not one[1].endswith("总工会") and len(one[1]) > 3]
    for crowd in _crowds(((one[0], parse(one[1]).core[:2]), one) for one in bodies):
        for one in crowd:
            for other in crowd:
                features = shortens(one[1], other[1]) if len(one[1]) < len(other[1]) else ()
                if features:
                    yield one, other, features


def _without_level(names: Iterable[Name]) -> Iterator[Pair]:
    """宝鸡中心医院 and 宝鸡市中心医院: the same division, the same rest; a union and its 工会委员会."""
    keyed: list[tuple[object, Name]] = []
    for one in names:
        if one[0] in ("UNION", "ORG"):
            chain, length = divisions.chain(one[1])
            rest = one[1][length:]
            rest = rest.removesuffix("委员会") if rest.endswith("工会委员会") else rest
            keyed.append(((one[0], chain[-1].code if chain else "", rest), one))
    for crowd in _crowds(keyed):
        longest = max(crowd, key=lambda one: (not one[1].endswith("委员会"), len(one[1]), one))
        yield from ((one, longest, (Feature("level-dropped", 8.0, one[1]),)) for one in crowd if one != longest)


def _with_head(names: Iterable[Name], scenes: Scenes) -> Iterator[Pair]:
    """“暖厂关怀” and 暖厂关怀活动: a noun behind the marks; the form that more articles print is the name."""
    bare = ((_HEAD.sub("", one[1]), one) for one in names if one[0] == "PROGRAMME")
    for crowd in _crowds((key, one) for key, one in bare if len(key) > 3):
        name = min(crowd, key=lambda one: (-len(scenes.where[one]), len(one[1]), one))
        yield from ((one, name, (Feature("with-head", 8.0, one[1]),)) for one in crowd if one != name)


def _misread(names: Iterable[Name], scenes: Scenes) -> Iterator[Pair]:
    """Names of which one character differs; the one that more articles print is right."""
    # People are told apart by one character; only long names written by sound (班达·姆维拉) are not.
    long = [one for one in names if len(one[1]) > (5 if one[0] == "PERSON" else 4) and not forms.known(*one)]
    keyed = (((kind, at, name[:at], name[at + 1 :]), (kind, name)) for kind, name in long for at in range(len(name)))
    for crowd in _crowds(keyed):
        ranked = sorted(crowd, key=lambda one: (-len(scenes.where[one]), one))
        for rank, one in enumerate(ranked):
            for other in ranked[:rank]:
                how = misreading(one[1], other[1], LOOSE if len(one[1]) > 5 else ALIKE)
                if how is not None and one[0] == other[0]:
                    yield one, other, (Feature(how.kind, 4.0, how.detail), *_lengths(one))


def _lengths(name: Name) -> tuple[Feature, ...]:
    return (Feature("length", 1.0, str(len(name[1]))),) if len(name[1]) > 7 else ()


def _nested(names: Iterable[Name], scenes: Scenes) -> Iterator[Pair]:
    """贵阳市黔桂社区 and 云岩区黔桂社区: one neighbourhood, under a division and under one that lies in it."""
    keyed: list[tuple[str, tuple[Name, divisions.Division]]] = []
    for one in names:
        if one[0] == "PLACE" and one[1].endswith(("社区", "村", "小区", "家园", "花园")):
            chain, length = divisions.chain(one[1])
            if chain and len(one[1]) - length > 3:
                keyed.append((one[1][length:], (one, chain[-1])))
    for crowd in _crowds(keyed):
        for one, place in crowd:
            for other, above in crowd:
                if place != above and place.within(above):
                    short, full = sorted((one, other), key=lambda name: (len(scenes.where[name]), name))
                    yield short, full, (Feature("nested", 6.0, above.name),)


def _used_elsewhere(names: Iterable[Name], scenes: Scenes) -> Iterator[Pair]:
    """A name that other pages give as another name of just one thing."""
    for kind, name in names:
        full = list(scenes.aliases.get((kind, name), ()))
        if len(full) == 1 and name not in full:
            (other,) = full
            yield (kind, name), (kind, other), (Feature("alias-elsewhere", 5.0, other),)


def differ(one: Name, other: Name) -> bool:
    """Whether two names can never be one, whatever stands between them."""
    here, there = own_place(one), own_place(other)
    apart = here and there and not here.within(there) and not there.within(here)
    return bool(apart) or parse(one[1]).part != parse(other[1]).part
