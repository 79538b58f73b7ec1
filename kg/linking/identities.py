"""What each name of each article is in the end: names merged across the corpus, namesakes told apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.linking import merging, people
from kg.linking.scenes import Name, Place, Scenes
from kg.model import PAPER, Feature, Reading, Reference
from kg.names import divisions
from kg.names.words import word_set

_FIRM = re.compile(
    r"^(?!中国|国家)(?!.*(?:集团|股份|有限)).{3,}(?:公司|工厂|厂|医院|学校|中学|小学|幼儿园|超市|商场|宾馆|酒店)$"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """An entity: ``label`` is its name with what tells it from others of that name, which its IRI is made of."""

    type: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a name of an article is an entity of others: the features, and the mention elsewhere that decided."""

    rule: str
    features: tuple[Feature, ...]
    ground: Place


class Identities:
    """The entities of a corpus, and why each name was taken for its own."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.scenes = Scenes(readings)
        self._merged = merging.merges(self.scenes)
        self._names: dict[Name, Identity] = {}
        self._firsts: dict[Name, Place] = {}
        # By document, article, type and name.
        self._namesakes: dict[tuple[str, int, str, str], Identity] = {}
        self._why: dict[tuple[str, int, str, str], Reason] = {}
        for (kind, name), places in sorted(self.scenes.where.items()):
            person = kind == "PERSON" and name not in word_set("nationwide.txt")
            if person or (kind == "ORG" and (kind, name) not in self._merged and _everywhere(name)):
                self._separate(kind, name, places)

    def of(self, document: str, number: int, reference: Reference) -> Identity:
        """Return what ``reference`` of article ``number`` of a page is."""
        if reference.rule == "unresolved":
            return Identity(reference.type, reference.name, f"{reference.name}（{document} {number}）")
        namesake = self._namesakes.get((document, number, reference.type, reference.name))
        if namesake is not None:
            return namesake
        key = (reference.type, reference.name)
        found = self._names.get(key)
        if found is None:
            _, name = merging.full(key, self._merged)
            found = self._names[key] = Identity(reference.type, name, name)
        return found

    def why(self, document: str, number: int, reference: Reference) -> Reason | None:
        """Return why a name is an entity of other articles; None where its own article says all there is."""
        told = self._why.get((document, number, reference.type, reference.name))
        if told is not None:
            return told
        merge = self._merged.get((reference.type, reference.name)) if reference.rule != "unresolved" else None
        if merge is None:
            return None
        return Reason("corpus", merge.features, self._first(merge.into))

    def grounds(self) -> Iterator[Place]:
        """Yield every place that a reason points at."""
        yield from (reason.ground for reason in self._why.values())
        yield from (self._first(merge.into) for merge in self._merged.values())

    def _first(self, name: Name) -> Place:
        """Return where the papers brought a name first."""
        if name not in self._firsts:
            self._firsts[name] = min(self.scenes.where[name], key=self.scenes.order)
        return self._firsts[name]

    def _separate(self, kind: str, name: str, places: Sequence[Place]) -> None:
        """Tell apart those who bear one name. Of firms no name is so rare that it says more than where they are."""
        if len(places) == 1:
            return
        appearances = {one.place: (one, where) for one, where in map(self._appearance, places)}
        found = people.separate(
            name if kind == "PERSON" else name[:3], [one for one, _ in appearances.values()], self.scenes
        )
        labels: set[str] = set()
        for rank, person in enumerate(found):
            label = name if rank == 0 else f"{name}（{person.distinction()}）"
            if label in labels:
                label = f"{name}（{' '.join(map(str, person.first.place))}）"
            labels.add(label)
            ground = appearances[person.appearances[0].place][1]
            for one in person.appearances:
                self._namesakes[(*one.place, kind, name)] = Identity(kind, name, label)
                if one.place in person.joined:
                    rule = "same-person" if kind == "PERSON" else "same-place"
                    self._why[(*one.place, kind, name)] = Reason(rule, person.joined[one.place], ground)

    def _appearance(self, place: Place) -> tuple[people.Appearance, Place]:
        reading = self.scenes.readings[place.reading]
        article, references = reading.articles[place.article], reading.references[place.article]
        mention = reading.mentions[place.article][place.mention]
        name = references[place.mention].name
        posts = defaultdict(set)
        for claim in reading.claims[place.article] if reading.claims else ():
            whose = references[claim.subject]
            if (
                claim.predicate == "holdsPost"
                and claim.object is not None
                and (whose.type, whose.name) == ("PERSON", name)
            ):
                masthead = reading.page.masthead
                if claim.object == PAPER:
                    body = masthead.name if masthead else ""
                else:
                    body = self.of(reading.page.document, article.number, references[claim.object]).name
                posts[body].add(claim.value or "")
        byline = "byline" in mention.method or any(name in line for line in article.byline)
        appearance = people.Appearance(
            (reading.page.document, article.number),
            set(posts) - {""},
            {title for titles in posts.values() for title in titles if title},
            # Reporters come from everywhere.
            None if byline else self.scenes.home(place),
            self.scenes.around(place),
            article.date or reading.page.date,
            byline,
        )
        return appearance, place


def _everywhere(name: str) -> bool:
    """Whether firms of several cities may be called so: 顺通公交公司, which says neither place nor legal form."""
    return bool(_FIRM.search(name)) and not divisions.chain(name)[1]
