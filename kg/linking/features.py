"""The reasons for and against taking two names for one: each a function that returns a weight and what it saw.

Weights are bits, as in the model of Fellegi and Sunter: how much more often the feature is seen in two names of one
entity than in names of two. They were set by hand, on pairs and pages of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.linking.known import About
from kg.linking.straightening import Name
from kg.model import Feature
from kg.names.bodies import parse
from kg.names.divisions import CITY, PROVINCE, Division, chain

# What the corpus tells of the names that are weighed.
Seen = Mapping[Name, About]
# What nothing can outweigh.
VETO = -20.0


def total(features: Iterable[Feature]) -> float:
    """Return the sum of the weights."""
    return sum(one.weight for one in features)


def near(one: Division, other: Division) -> float:
    """Return what two divisions say of whether one thing lies in both.

    4 the same, 3 one city, 2 one in the other, 1 the same province, below 0 for two cities or two provinces.
    """
    if one == other:
        return 1.0 if one.level == PROVINCE else 4.0
    if one.code[:2] != other.code[:2]:
        return -8.0
    if PROVINCE in (one.level, other.level):
        return 2.0
    if one.code[:4] != other.code[:4]:
        return -4.0
    return 3.0 if CITY in (one.level, other.level) else -2.0


def nearest(ones: Iterable[Division], others: Iterable[Division]) -> tuple[float, str] | None:
    """Return the best that two sets of divisions say, and which two say it; None where one of them is empty."""
    found = [(near(one, other), one.name) for one in ones for other in others]
    return max(found, default=None)


def own_place(name: Name) -> Division | None:
    """Return the division that a name opens with."""
    if name[0] in ("ORG", "UNION") and _is_firm(name[1]):
        return parse(name[1]).place
    found, _ = chain(name[1].removeprefix("中共").removeprefix("共青团"))
    return found[-1] if found else None


def place(one: Name, other: Name, seen: Seen) -> Feature | None:
    """Places: of two names that say where they are, a difference is final; else the articles say where."""
    here, there = own_place(one), own_place(other)
    if here and there:
        if here.within(there) or there.within(here):
            return Feature("place", 2.0 if here == there else 1.0, here.name)
        return Feature("place", VETO, f"{here.name}≠{there.name}")
    ones, others = ({here} if here else seen[one].homes), ({there} if there else seen[other].homes)
    best = nearest(ones, others)
    if best is None:
        return None
    weight = {4.0: 3.0, 3.0: 3.0, 2.0: 2.0, 1.0: 2.0}.get(best[0], -8.0)
    return Feature("place", weight, best[1])


def level(one: Name, other: Name, seen: Seen) -> Feature | None:
    """Levels: a province's body is never a city's."""
    here, there = own_place(one), own_place(other)
    if one[0] == "PLACE":
        return None
    if here and there and here != there and not (parse(one[1]).core and _is_firm(one[1]) and _is_firm(other[1])):
        return Feature("level", VETO, f"{here.name}≠{there.name}")
    return None


def _is_firm(name: str) -> bool:
    return not name.endswith("总工会") and parse(name).kind in ("公司", "集团", "", "厂", "学院", "大学", "医院", "院")


def parent(one: Name, other: Name, seen: Seen) -> Feature | None:
    """A company is not its union, nor a union its women's committee."""
    here, there = parse(one[1]).part, parse(other[1]).part
    return Feature("parent", VETO, f"{here or '—'}≠{there or '—'}") if here != there else None


def named_together(one: Name, other: Name, seen: Seen) -> Feature | None:
    """Where one article names both and did not take them for one, they are likely two."""
    return Feature("named-together", -6.0, "") if not seen[one].articles.isdisjoint(seen[other].articles) else None


def neighbours(one: Name, other: Name, seen: Seen) -> Feature | None:
    """People, bodies and programmes that the articles of both name, the rarer the more they say."""
    around, others = seen[one].neighbours, seen[other].neighbours
    return shared_names(around.keys() & others.keys() - {one, other}, around)


def shared_names(shared: set[Name], articles: Mapping[Name, int]) -> Feature | None:
    """Return what shared neighbours say: 3 for a name of at most three articles, 2 of ten, else 1; together at most 4.

    ``articles`` says in how many each of them is.
    """
    if not shared:
        return None
    ranked = sorted(shared, key=lambda name: (articles[name], name))
    weights = (3.0 if articles[name] <= 3 else 2.0 if articles[name] <= 10 else 1.0 for name in ranked)
    return Feature("neighbours", min(4.0, sum(weights)), "、".join(name for _, name in ranked[:3]))


def stated(one: Name, other: Name, seen: Seen) -> Feature | None:
    """Statements: a person in the same post of both, a programme that both run, a day of founding that may be one."""
    facts, others = seen[one].facts, seen[other].facts
    for predicate, weight in (("holdsPost", 5.0), ("runs", 2.0), ("establishedOn", 4.0)):
        here, there = facts.get(predicate, set()), others.get(predicate, set())
        shared = here & there
        if predicate == "establishedOn":
            shared = {min(a, b) for a in here for b in there if _one_day(a, b)}
        if shared:
            return Feature(predicate, weight, min(shared))
        if predicate == "establishedOn" and here and there:
            return Feature(predicate, -6.0, f"{min(here)}≠{min(there)}")
    return None


def _one_day(one: str, other: str) -> bool:
    """Whether two dates may be one, as far as both tell: 2016 and 2016-05, but not 2016-04 and 2016-05."""
    return all(a == b for a, b in zip(one.split("-"), other.split("-"), strict=False))


ALL = (place, level, parent, named_together, neighbours, stated)
