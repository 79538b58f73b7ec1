"""What is known of a name when the corpus was seen: who bears it is asked of these records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kg.linking.straightening import Name
from kg.names.divisions import Division


class Place(NamedTuple):
    """Where a name stands first in an article: the page by its number, the article's index in it, and the mention's."""

    page: int
    article: int
    mention: int


class Called(NamedTuple):
    """A name of the corpus, and in how many articles it is; ``id`` numbers the names in their order."""

    id: int
    type: str
    name: str
    articles: int

    @property
    def key(self) -> Name:
        """Type and name."""
        return self.type, self.name


@dataclass(frozen=True, slots=True)
class About:
    """What its first articles tell of a name: where they play, the telling names beside it, and what they state.

    ``articles`` are all in which it is, each as one number; ``neighbours`` has for each name in how many articles that is, ``facts`` comparable
    words by predicate.
    """

    articles: frozenset[int]
    homes: set[Division] = field(default_factory=set)
    neighbours: dict[Name, int] = field(default_factory=dict)
    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class Appearing:
    """A name in one article: where, when, beside whom, and in which posts (type and name of the body, whether it is
    called so whatever the corpus says, and the title).
    """

    place: Place
    document: str
    number: int
    date: str | None
    home: Division | None
    byline: bool
    around: Mapping[Name, int]
    posts: Sequence[Sequence[Any]]
