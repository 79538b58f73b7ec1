"""Those who bear one name, told apart: people, and firms of which every city may have one called so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from kg.collecting import batches
from kg.linking import merging, people
from kg.linking.known import Appearing, Called
from kg.linking.merging import Merge
from kg.linking.scenes import Scenes
from kg.linking.straightening import Name
from kg.names import divisions
from kg.names.words import word_set
from kg.shelf import Row

_FIRM = re.compile(
    r"^(?!中国|国家)(?!.*(?:集团|股份|有限)).{3,}(?:公司|工厂|厂|医院|学校|中学|小学|幼儿园|超市|商场|宾馆|酒店)$"
)
# Appearances that are in memory at once, as long as no one name has more.
_MOST = 20_000
_FEATURES = pa.list_(pa.struct([("name", pa.string()), ("weight", pa.float64()), ("detail", pa.string())]))
# A name of an article, what tells its entity from others of the name, and why it is one of other articles: the rule, the
# features, and the first appearance of the same entity.
TABLE = pa.schema(
    [("page", pa.int64()), ("number", pa.int64()), ("type", pa.string()), ("name", pa.string()), ("label", pa.string()),
     ("rule", pa.string()), ("features", _FEATURES),
     ("ground_page", pa.int64()), ("ground_article", pa.int64()), ("ground_mention", pa.int64())]
)  # fmt: skip


def namesakes(scenes: Scenes, merged: Mapping[Name, Merge]) -> Iterator[Row]:
    """Yield the rows of `TABLE` of every name that more than one article has, and more than one may bear."""
    names = (one for one in scenes.names("PERSON", "ORG", least=2) if _several(one, merged))
    for batch in batches(names, lambda one: one.articles, _MOST):
        called = {one.id: one for one in batch}
        for number, appearing in scenes.appearances(called):
            yield from _apart(called[number], appearing, merged)


def _several(one: Called, merged: Mapping[Name, Merge]) -> bool:
    """Whether several may be called so."""
    if one.type == "PERSON":
        return one.name not in word_set("nationwide.txt")
    # 顺通公交公司 says neither place nor legal form.
    return one.key not in merged and bool(_FIRM.search(one.name)) and not divisions.chain(one.name)[1]


def _apart(called: Called, appearing: Sequence[Appearing], merged: Mapping[Name, Merge]) -> Iterator[Row]:
    """Yield a row for each appearance. Of firms no name is so rare that it says more than where they are."""
    kind, name = called.key
    where = {(one.document, one.number): one.place for one in appearing}
    found = people.separate(
        name if kind == "PERSON" else name[:3], [_appearance(one, called, merged) for one in appearing]
    )
    labels: set[str] = set()
    for rank, person in enumerate(found):
        label = name if rank == 0 else f"{name}（{person.distinction()}）"
        if label in labels:
            label = f"{name}（{' '.join(map(str, person.first.place))}）"
        labels.add(label)
        ground = where[person.appearances[0].place]
        for one in person.appearances:
            why, rule = person.joined.get(one.place), "same-person" if kind == "PERSON" else "same-place"
            features = [{"name": each.name, "weight": each.weight, "detail": each.detail} for each in why or ()]
            yield where[one.place].page, one.place[1], kind, name, label, rule if why else None, features, *ground


def _appearance(one: Appearing, called: Called, merged: Mapping[Name, Merge]) -> people.Appearance:
    posts = defaultdict(set)
    for body_type, body, fixed, title in one.posts if called.type == "PERSON" else ():
        posts[body if fixed else merging.full((body_type, body), merged)[1]].add(title or "")
    return people.Appearance(
        (one.document, one.number),
        set(posts) - {""},
        {title for titles in posts.values() for title in titles if title},
        # Reporters come from everywhere.
        None if one.byline else one.home,
        # Nobody is their own neighbour.
        {name: articles for name, articles in one.around.items() if name != called.key},
        one.date,
        one.byline,
    )
