"""Articles as scenes: who appears together, where and when, which is what tells namesakes apart and joins names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.linking import context
from kg.model import Mention, Reading, Reference
from kg.names import forms
from kg.names.divisions import Division

# Type and full name as the article resolved it: what stands for an entity before the corpus is seen.
Name = tuple[str, str]
# More articles than this tell no more of a name.
_ENOUGH = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands first in an article: the reading, the article's index in it, and the mention's."""

    reading: int
    article: int
    mention: int


class Scenes:
    """All articles of the corpus, by the names in them. What costs is looked up when it is asked for."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.where: dict[Name, list[Place]] = defaultdict(list)
        self.aliases: dict[Name, Counter[str]] = defaultdict(Counter)
        self._homes: dict[tuple[int, int], Division | None] = {}
        self._around: dict[tuple[int, int], frozenset[Name]] = {}
        for at, reading in enumerate(readings):
            for index, references in enumerate(reading.references):
                seen: set[Name] = set()
                for mention, reference in enumerate(references):
                    name = (reference.type, reference.name)
                    if reference.rule == "unresolved":
                        continue
                    if name not in seen:
                        seen.add(name)
                        self.where[name].append(Place(at, index, mention))
                    if reference.rule in _GIVES_ALIASES:
                        printed = forms.plain(reading.mentions[index][mention].text)
                        self.aliases[reference.type, printed][reference.name] += 1

    def home(self, place: Place) -> Division | None:
        """Return the division that an article is about."""
        key = (place.reading, place.article)
        if key not in self._homes:
            reading = self.readings[place.reading]
            told = context.read(reading.articles[place.article], reading.mentions[place.article])
            self._homes[key] = told.home
        return self._homes[key]

    def homes(self, name: Name) -> set[Division]:
        """Return the divisions that the articles naming ``name`` are about."""
        return {home for one in self.where[name][:_ENOUGH] if (home := self.home(one)) is not None}

    def around(self, place: Place) -> frozenset[Name]:
        """Return the names in the article of ``place`` that tell something: no places, nothing that the whole country names."""
        key = (place.reading, place.article)
        if key not in self._around:
            references = self.readings[place.reading].references[place.article]
            names = {(one.type, one.name) for one in references if one.type != "PLACE" and one.rule != "unresolved"}
            telling = (one for one in names if 1 < len(self.where[one]) <= _TELLING and not forms.known(*one))
            self._around[key] = frozenset(telling)
        return self._around[key]

    def neighbours(self, name: Name) -> set[Name]:
        """Return the telling names in the articles of ``name``."""
        return {other for one in self.where[name][:_ENOUGH] for other in self.around(one)} - {name}

    def together(self, one: Name, other: Name) -> bool:
        """Whether an article names both."""
        first, second = sorted((self.where[one], self.where[other]), key=len)
        articles = {(place.reading, place.article) for place in first}
        return any((place.reading, place.article) in articles for place in second)

    def order(self, place: Place) -> tuple[str, str, int]:
        """Return what puts places in the order in which the papers appeared: date, document, article."""
        reading = self.readings[place.reading]
        article = reading.articles[place.article]
        return (article.date or reading.page.date or "9999", reading.page.document, article.number)


# Rules whose printed form is another name of the entity, and not what only its article can mean by it.
_GIVES_ALIASES = frozenset(("abbreviation", "abbreviated", "part-of-name", "part-of-body"))
# A name in more articles than this says nothing of who stands beside it.
_TELLING = 50


def in_articles(readings: Iterable[Reading]) -> Counter[Name]:
    """Return in how many articles each name is."""
    articles: Counter[Name] = Counter()
    for reading in readings:
        for references in reading.references:
            articles.update({(one.type, one.name) for one in references})
    return articles


def straight(reading: Reading, articles: Mapping[Name, int]) -> Reading:
    """Return a reading with misreadings turned round where ``articles``, in which each name is, say so."""
    if not any(one.rule == "misread" for references in reading.references for one in references):
        return reading
    return replace(
        reading,
        references=tuple(
            _straight(mentions, references, articles)
            for mentions, references in zip(reading.mentions, reading.references, strict=True)
        ),
    )


def _straight(
    mentions: Sequence[Mention], references: Sequence[Reference], articles: Mapping[Name, int]
) -> tuple[Reference, ...]:
    turned = {}
    for mention, one in zip(mentions, references, strict=True):
        printed = forms.plain(mention.text)
        if (
            one.rule == "misread"
            and articles.get((one.type, printed), 0) > 0
            and articles.get((one.type, one.name)) == 1
        ):
            turned[one.type, one.name] = printed
    return tuple(
        _turned(one, forms.plain(mention.text), turned[one.type, one.name]) if (one.type, one.name) in turned else one
        for mention, one in zip(mentions, references, strict=True)
    )


def _turned(one: Reference, printed: str, name: str) -> Reference:
    if printed == name:
        return replace(one, name=name, rule="full-name", ground=None, features=())
    return replace(one, name=name, rule="misread" if one.rule in ("full-name", "misread") else one.rule)
