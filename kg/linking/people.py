"""People of one name across the corpus: joined where employer, place and company agree, and else kept apart.

Each appearance (a name in one article) is weighed against the people found so far, the best told first; it joins the
surest, or is a person of its own. It is compared with what is known of the whole person, so that no chain of weak
likenesses joins two; and only with people who share a key with it, so that a name in ten thousand articles costs no
more than ten thousand looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.linking.features import nearest, shared_names, total
from kg.linking.straightening import Name
from kg.model import Feature
from kg.names import divisions
from kg.names.divisions import PROVINCE, Division

# An appearance joins from here on; one without employer only if no second person is as near as MARGIN.
JOINS, MARGIN = 2.5, 1.0
# The longer a name, the fewer bear it.
_RARITY = {2: 0.0, 3: 2.5}
_LONG_NAME = 5.0
# More than the longest name says beyond what joins.
_APART = -3.0
# With so few people of a name each is looked at.
_FEW = 8
_LIFETIME = 45


@dataclass(slots=True)
class Appearance:
    """A name in one article: the bodies in which the article says the person has a post, and where, when, with whom."""

    place: tuple[str, int]
    employers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    home: Division | None = None
    # The telling names beside it, and in how many articles each is.
    around: Mapping[Name, int] = field(default_factory=dict)
    date: str | None = None
    byline: bool = False

    @property
    def order(self) -> tuple[str, str, int]:
        """Date, document and article: the order in which the papers brought it."""
        return (self.date or "9999", *self.place)


@dataclass(slots=True)
class Person:
    """Appearances that are one person, each but the first with the features that joined it."""

    appearances: list[Appearance] = field(default_factory=list)
    joined: dict[tuple[str, int], tuple[Feature, ...]] = field(default_factory=dict)
    employers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    places: set[Division] = field(default_factory=set)
    homes: set[Division] = field(default_factory=set)
    around: dict[Name, int] = field(default_factory=dict)
    byline: bool = False
    documents: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def add(self, one: Appearance, why: tuple[Feature, ...] = ()) -> None:
        """Count an appearance as this person's."""
        self.appearances.append(one)
        if why:
            self.joined[one.place] = why
        self.employers |= _roots(one.employers)
        self.titles |= one.titles
        self.places |= _places(one.employers)
        self.homes |= {one.home} if one.home else set()
        self.around |= one.around
        self.byline |= one.byline
        self.documents.add(one.place[0])
        self.years |= {int(one.date[:4])} if one.date else set()

    @property
    def first(self) -> Appearance:
        """The appearance that the papers brought first."""
        return min(self.appearances, key=lambda one: one.order)

    def distinction(self) -> str:
        """Return what tells this person from others of the name: the first employer, else the place, else the page."""
        told = [one for one in self.appearances if one.employers]
        if told:
            return min(min(told, key=lambda one: one.order).employers)
        homes = [one for one in self.appearances if one.home]
        if homes:
            home = min(homes, key=lambda one: one.order).home
            assert home is not None
            return home.name
        document, article = self.first.place
        return f"{document} {article}"


def separate(name: str, appearances: Sequence[Appearance]) -> list[Person]:
    """Return the people of one name, the one whom the papers brought first leading."""
    people: list[Person] = []
    keys: dict[object, set[int]] = defaultdict(set)
    for one in sorted(appearances, key=lambda one: (not one.employers, one.home is None, one.order)):
        near = set(range(len(people))) if len(people) <= _FEW else {at for key in _keys(one) for at in keys[key]}
        ranked = sorted(((weigh(name, people[at], one), -at) for at in near), key=lambda r: (-total(r[0]), -r[1]))
        at = _chosen(one, ranked)
        if at is None:
            at = len(people)
            people.append(Person())
        people[at].add(one, next((why for why, rank in ranked if -rank == at), ()))
        for key in _keys(one, stored=True):
            keys[key].add(at)
    return sorted(people, key=lambda person: person.first.order)


def _chosen(one: Appearance, ranked: Sequence[tuple[tuple[Feature, ...], int]]) -> int | None:
    if not ranked or total(ranked[0][0]) < JOINS:
        return None
    if not one.employers and len(ranked) > 1 and total(ranked[0][0]) - total(ranked[1][0]) < MARGIN:
        return None
    return -ranked[0][1]


def weigh(name: str, person: Person, one: Appearance) -> tuple[Feature, ...]:
    """Return the features that speak for and against an appearance being this person."""
    found = [Feature("name", _RARITY.get(len(name), _LONG_NAME), name), _employer(person, one), _place(person, one)]
    found.append(shared_names(person.around.keys() & one.around.keys(), one.around))
    if person.titles & one.titles:
        found.append(Feature("title", 1.0, min(person.titles & one.titles)))
    if person.byline and one.byline:
        found.append(Feature("byline", 3.0, name))
    if one.place[0] in person.documents:
        found.append(Feature("same-page", 1.5, one.place[0]))
    years = person.years | ({int(one.date[:4])} if one.date else set())
    if years and max(years) - min(years) > _LIFETIME:
        found.append(Feature("time", -6.0, f"{min(years)}–{max(years)}"))
    return tuple(feature for feature in found if feature is not None)


def _employer(person: Person, one: Appearance) -> Feature | None:
    """The employer that is shared; of two who share none, nor a post or place, not even a rare name makes one."""
    here = _roots(one.employers)
    shared = person.employers & here
    if shared:
        return Feature("employer", 8.0, min(shared, key=lambda name: (-len(name), name)))
    if not here or not person.employers or person.titles & one.titles:
        return None
    where = _place(person, one)
    # A workshop goes by its firm's name.
    part = any(a in b or b in a for a in here for b in person.employers)
    apart = not part and (where is None or where.weight <= 0)
    return Feature("employer", _APART, f"{min(person.employers)}≠{min(one.employers)}") if apart else None


def _place(person: Person, one: Appearance) -> Feature | None:
    """Where the employers are; where one has none, where the articles play, which says less."""
    places = _places(one.employers)
    home = {one.home} if one.home else set()
    best, share = nearest(places, person.places), 1.0
    if best is None:
        best = nearest(places or home, person.places or person.homes)
        # Where an article plays says that two may be one better than that they are not.
        share = 0.75 if best is None or best[0] > 0 else 0.5
    elif best[0] < 0 and person.employers & _roots(one.employers):
        best = None
    return Feature("place", best[0] * share, best[1]) if best else None


def _roots(employers: Iterable[str]) -> set[str]:
    """Return employers with the body whose union or committee they are: whoever leads 某公司工会 works at 某公司."""
    found = set()
    for employer in employers:
        found.add(employer)
        for part in ("工会", "工会委员会", "党委", "党组", "纪委", "团委"):
            if employer.endswith(part) and not employer.endswith("总工会"):
                found.add(employer.removesuffix(part))
    return found


def _places(employers: Iterable[str]) -> set[Division]:
    found = set()
    for employer in employers:
        chain, _ = divisions.chain(employer.removeprefix("中共").removeprefix("共青团"))
        if chain:
            found.add(chain[-1])
    return found


def _keys(one: Appearance, stored: bool = False) -> set[object]:
    """Return what an appearance may share with a person: employers, cities, neighbours, page, and reporters their trade.

    ``stored`` keys are those that others look for: a city's people are found by their province's bodies, and the reverse.
    """
    places = _places(one.employers) or ({one.home} if one.home else set())
    keys: set[object] = set(_roots(one.employers)) | set(one.around) | {("page", one.place[0])}
    for place in places:
        province = place.level == PROVINCE
        keys.add(("place", place.code[: 2 if province else 4]))
        if province or not stored:
            keys.add(("whole", place.code[:2]))
        if stored:
            keys.add(("place", place.code[:2]))
    return keys | ({"byline"} if one.byline else set())
