"""People of one name across the corpus: one person where nothing speaks against it, several where their employers do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.names import divisions


@dataclass(slots=True)
class Appearance:
    """A name in one article: the bodies that the article says the person has a post in."""

    place: tuple[str, int]
    employers: set[str] = field(default_factory=set)


def separate(appearances: Sequence[Appearance]) -> list[list[Appearance]]:
    """Return the appearances of one name grouped by person, in the order in which the corpus brings them.

    Two appearances are one person if they share an employer, or employers in the same city; an appearance without any
    employer goes with the others if all of those are one person, and else stays apart: a wrong merge is worse than none.
    """
    told = [one for one in appearances if one.employers]
    silent = [one for one in appearances if not one.employers]
    people: list[list[Appearance]] = []
    for one in sorted(told, key=lambda a: a.place):
        near = [group for group in people if any(_agree(one, other) for other in group)]
        people = [group for group in people if group not in near] + [[*(a for group in near for a in group), one]]
    people.sort(key=lambda group: min(a.place for a in group))
    if len(people) <= 1:
        return [[*(people[0] if people else []), *silent]]
    return [*people, *([one] for one in silent)]


def _agree(one: Appearance, other: Appearance) -> bool:
    if one.employers & other.employers:
        return True
    cities = _cities(one), _cities(other)
    return bool(cities[0] & cities[1])


def _cities(one: Appearance) -> set[str]:
    """Return the codes of the cities (of a province's own bodies, of the province) that the employers' names open with."""
    codes = set()
    for employer in one.employers:
        chain, _ = divisions.chain(employer.removeprefix("中共"))
        if chain:
            codes.add(chain[-1].code[:4])
    return codes


def distinction(group: Sequence[Appearance]) -> str:
    """Return what tells a person from others of the name: the employer of most appearances, else the page that names them."""
    employers = [employer for one in group for employer in one.employers]
    if employers:
        return max(sorted(set(employers)), key=employers.count)
    document, article = min(one.place for one in group)
    return f"{document} {article}"
