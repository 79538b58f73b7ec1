"""What each name of each article is in the end: names merged across the corpus, namesakes told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kg.linking import merging
from kg.linking.blocks import Blocks
from kg.linking.known import Place
from kg.linking.namesakes import TABLE, namesakes
from kg.linking.scenes import Scenes
from kg.model import Feature, Reading, Reference
from kg.shelf import Row

# The passage that decided, as the tables keep it.
Ground = dict[str, Any]
_TEXT, _NUMBER = pa.string(), pa.int64()
_PLACE = [("page", _NUMBER), ("article", _NUMBER), ("mention", _NUMBER)]
_GROUND = pa.struct([("document", _TEXT), ("article", _TEXT), ("start", _NUMBER), ("end", _NUMBER), ("quote", _TEXT)])
TABLES = {
    "namesakes": TABLE,
    "asked": pa.schema([*_PLACE, ("merges", pa.bool_())]),
    "grounds": pa.schema([*_PLACE, ("ground", _GROUND)]),
}
_ASKED = """
    INSERT INTO asked SELECT DISTINCT ground_page, ground_article, ground_mention, false FROM namesakes WHERE rule IS NOT NULL
"""
_TOLD = """
    CREATE TABLE told AS SELECT n.page AS page, number, type, name, label, rule, features, ground
    FROM namesakes AS n
    LEFT JOIN grounds AS g ON g.page = ground_page AND g.article = ground_article AND g.mention = ground_mention
    ORDER BY n.page
"""


@dataclass(frozen=True, slots=True)
class Identity:
    """An entity: ``label`` is its name with what tells it from others of that name, which its IRI is made of."""

    type: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a name of an article is an entity of others: the features, and the passage elsewhere that decided."""

    rule: str
    features: tuple[Feature, ...]
    ground: Ground


# What the namesakes of a page are, and why, by article, type and name.
_OfPage = Mapping[tuple[int, str, str], tuple[Identity, Reason | None]]


class Identities:
    """The entities of a corpus, and why each name was taken for its own.

    ``ground`` makes the passage of a mention, by the index of its article and its own, out of a reading. What is decided
    for all articles alike is in memory; namesakes, of whom each article has its own, are looked up page by page.
    """

    def __init__(
        self, scenes: Scenes, readings: Iterable[Reading], ground: Callable[[Reading, int, int], Ground]
    ) -> None:
        self._shelf = scenes.shelf
        self._shelf.make(TABLES)
        self._merged = merging.merges(scenes)
        self._shelf.add("namesakes", namesakes(scenes, self._merged))
        firsts = scenes.first(merge.number for merge in self._merged.values())
        self._firsts = {name: firsts[merge.number] for name, merge in self._merged.items()}
        self._grounds = self._grounded(readings, ground)
        self._told = Blocks(self._shelf, "number, type, name, label, rule, features, ground", "told")
        self._page: tuple[str, _OfPage] = ("", {})

    def of(self, document: str, number: int, reference: Reference) -> Identity:
        """Return what ``reference`` of article ``number`` of a page is."""
        if reference.rule == "unresolved":
            return Identity(reference.type, reference.name, f"{reference.name}（{document} {number}）")
        namesake = self._namesakes(document).get((number, reference.type, reference.name))
        if namesake is not None:
            return namesake[0]
        _, name = merging.full((reference.type, reference.name), self._merged)
        return Identity(reference.type, name, name)

    def why(self, document: str, number: int, reference: Reference) -> Reason | None:
        """Return why a name is an entity of other articles; None where its own article says all there is."""
        name = (reference.type, reference.name)
        _, told = self._namesakes(document).get((number, *name), (None, None))
        if told is not None:
            return told
        merge = self._merged.get(name) if reference.rule != "unresolved" else None
        return None if merge is None else Reason("corpus", merge.features, self._grounds[self._firsts[name]])

    def _namesakes(self, document: str) -> _OfPage:
        if self._page[0] != document:
            self._page = document, dict(map(_read, self._told.of(document)))
        return self._page[1]

    def _grounded(
        self, readings: Iterable[Reading], ground: Callable[[Reading, int, int], Ground]
    ) -> dict[Place, Ground]:
        """Fetch the passages that decided; return those of merges, and put the others beside what they decided."""
        self._shelf.add("asked", ((*place, True) for place in set(self._firsts.values())))
        self._shelf.run(_ASKED)
        asked = Blocks(self._shelf, "page, article, mention, merges", "asked")
        of_merges: dict[Place, Ground] = {}
        for reading in readings if self._shelf.all("FROM asked LIMIT 1") else ():
            for *place, merges in asked.of(reading.page.document):
                found = ground(reading, place[1], place[2])
                if merges:
                    of_merges[Place(*place)] = found
                else:
                    self._shelf.add("grounds", [(*place, found)])
        self._shelf.run(_TOLD)
        return of_merges


def _read(row: Row) -> tuple[tuple[int, str, str], tuple[Identity, Reason | None]]:
    number, kind, name, label, rule, features, ground = row
    why = Reason(rule, tuple(Feature(**one) for one in features), ground) if rule else None
    return (number, kind, name), (Identity(kind, name, label), why)
