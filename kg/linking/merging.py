"""Names of the corpus joined by score: the surest pair first, and no chain through a pair that would not join itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.collecting import batches
from kg.linking import features
from kg.linking.candidates import candidates, differ
from kg.linking.scenes import Scenes
from kg.linking.straightening import Name
from kg.model import Feature

# From here on two names are one. A name that two others could stand for needs this much more for the better of them.
JOINS, MARGIN = 6.0, 2.0
# Pairs are weighed together as long as their names stand in no more articles.
_PLACES = 50_000


@dataclass(frozen=True, slots=True)
class Merge:
    """One name taken for another, and why; ``number`` is the `Called.id` of that other."""

    name: Name
    into: Name
    number: int
    features: tuple[Feature, ...]

    @property
    def score(self) -> float:
        """The sum of the weights of its features."""
        return features.total(self.features)


def merges(scenes: Scenes) -> dict[Name, Merge]:
    """Return for each name that is another's the merge that says so; the others are not in it.

    ``into`` may itself be merged: `full` follows it to the end.
    """
    scored: dict[Name, dict[Name, Merge]] = defaultdict(dict)
    for merge in _weighed(scenes):
        if merge.score >= JOINS and merge.score > getattr(scored[merge.name].get(merge.into), "score", 0.0):
            scored[merge.name][merge.into] = merge
    found: dict[Name, Merge] = {}
    members: dict[Name, list[Name]] = {}
    for merge in sorted(_unrivalled(scored), key=lambda one: (-one.score, one.name, one.into)):
        here, there = full(merge.name, found), full(merge.into, found)
        if here == there or here != merge.name:
            continue
        ones, others = members.get(here, [here]), members.get(there, [there])
        if any(differ(one, other) for one in ones for other in others):
            continue
        found[here] = merge
        members[there] = [*others, *ones]
    return found


def _weighed(scenes: Scenes) -> Iterator[Merge]:
    """Yield the candidates with every feature that says something of them."""
    for some in batches(candidates(scenes), lambda pair: pair[0].articles + pair[1].articles, _PLACES):
        told = scenes.about(one.id for name, into, _ in some for one in (name, into))
        seen = {one.key: told[one.id] for name, into, _ in some for one in (name, into)}
        for name, into, likeness in some:
            weights = (feature(name.key, into.key, seen) for feature in features.ALL)
            yield Merge(name.key, into.key, into.id, (*likeness, *(one for one in weights if one is not None)))


def _unrivalled(scored: dict[Name, dict[Name, Merge]]) -> Iterable[Merge]:
    """Yield for each name its best merge, where no other that leads elsewhere is nearly as good."""
    for options in scored.values():
        ranked = sorted(options.values(), key=lambda one: (-one.score, one.into))
        best = ranked[0]
        rivals = [one for one in ranked[1:] if best.score - one.score < MARGIN]
        # 皖岭集团 is short for both where one of them is itself short for the other.
        if all(one.into in scored and best.into in scored[one.into] for one in rivals):
            yield best
        elif all(best.into in scored and one.into in scored[best.into] for one in rivals):
            yield rivals[0]


def full(name: Name, merged: Mapping[Name, Merge]) -> Name:
    """Return the name that a name is merged into in the end, or itself."""
    while name in merged:
        name = merged[name].into
    return name
