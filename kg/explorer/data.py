"""What the graph page holds: the tables as compact columns, entities by importance, quotes in their paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pyarrow.compute as pc

from kg import iri
from kg.explorer import layout, names, pinyin
from kg.explorer.passages import Passages
from kg.model import BASES, PREDICATES, TYPES
from kg.tables import Rows, Tables, asserted, in_order

Row = dict[str, Any]


# Where a row stands, and what the page holds of a mention.
_WHERE = ("document", "start", "end")
_OF_MENTION = ["entity", "article", *_WHERE, "text", "rule", "features", "ground"]
_WITH_PAGES = ("pages", "articles", "statements", "mentions", "figures")


@dataclass(frozen=True, slots=True)
class Payload:
    """The page's two blocks of data: the graph, needed to open, and the sources, needed when a quote is read."""

    graph: dict[str, Any]
    sources: dict[str, Any]


@dataclass(slots=True)
class _Index:
    """Numbers given to the things that rows refer to by name."""

    entity: dict[str, int]
    article: dict[str, int]
    document: dict[str, int]
    passages: Passages
    rules: dict[str, int] = field(default_factory=dict)

    def place(self, row: Row, quote: str) -> list[int]:
        """Return where ``quote`` is read: article (-1 for none), document, passage, start, end (UTF-16 units)."""
        passage, start, end = self.passages.find(row["article"], row["start"], quote)
        return [self.article.get(row["article"], -1), self.document[row["document"]], passage, start, end]

    def cite(self, row: Row) -> list[Any]:
        """Return where a row's quote is read, followed by where the page as it came has it (code points)."""
        return [*self.place(row, row["quote"] or ""), row["start"], row["end"]]


def payload(tables: Tables) -> Payload:
    """Return what the page embeds; the order of the tables' rows has no effect on it."""
    articles = in_order(tables["articles"], "document", "article").to_pylist()
    entities = in_order(tables["entities"], "entity").to_pylist()
    # Of these there are so many that they are never all in memory.
    statements = Rows(in_order(asserted(tables), "subject", "object", "predicate", "value", "statement", *_WHERE))
    figures = Rows(in_order(tables["figures"], "subject", "value", "figure", *_WHERE))
    mentions = Rows(in_order(tables["mentions"].select(_OF_MENTION), "entity", *_WHERE))
    entities, links = _ranked(entities, statements)
    documents = sorted({one for name in _WITH_PAGES for one in pc.unique(tables[name]["document"]).to_pylist()})
    index = _Index(
        {row["entity"]: number for number, row in enumerate(entities)},
        {row["article"]: number for number, row in enumerate(articles)},
        {document: number for number, document in enumerate(documents)},
        Passages(articles),
    )
    community = layout.communities(links)
    graph: dict[str, Any] = {
        "base": _base(entities),
        "types": list(TYPES),
        "predicates": list(PREDICATES),
        "bases": list(BASES),
        "kinds": [iri.KINDS[kind] for kind in TYPES],
        "documents": documents,
        "articles": [
            [row["article"], index.document[row["document"]], row["headline"], row["date"]] for row in articles
        ],
        "entities": _entities(entities, mentions, articles, index),
        "statements": _statements(statements, index),
        "figures": _figures(figures, index),
        "community": community,
        "layouts": _layouts(links, community),
    }
    graph["rules"] = list(index.rules)
    graph["lost"] = sum(not _whole(row, index) for row in chain(statements, figures))
    return Payload(graph, _sources(tables, index))


def _whole(row: Row, index: _Index) -> bool:
    """Whether the entities that a statement or figure speaks of are among the entities."""
    thing = row.get("object")
    return row["subject"] in index.entity and (thing is None or thing in index.entity)


def _sources(tables: Tables, index: _Index) -> dict[str, Any]:
    """Return the paragraphs, what each article prints for which entity, and what is known of each document."""
    pages = {row["document"]: [row["sha256"], row["characters"], row["date"]] for row in tables["pages"].to_pylist()}
    mentions = in_order(tables["mentions"].select(["article", "entity", "text"]), "article")
    return {
        "passages": index.passages.texts,
        "forms": names.in_articles(Rows(mentions), index.entity, index.article),
        "pages": [pages.get(document) for document in index.document],
    }


def _ranked(entities: list[Row], statements: Rows) -> tuple[list[Row], layout.Links]:
    """Return the entities by importance and the links between them, numbered in that order."""
    number = {row["entity"]: index for index, row in enumerate(entities)}
    pairs: Counter[tuple[int, int]] = Counter()
    for key, _ in groupby(statements, key=lambda row: (row["subject"], row["object"], row["predicate"], row["value"])):
        one, other = number.get(key[0]), number.get(key[1])
        if one is not None and other is not None and one != other:
            pairs[min(one, other), max(one, other)] += 1
    links = layout.Links.of(len(entities), {pair: float(weight) for pair, weight in pairs.items()})
    rank = layout.importance(links, [row["mentions"] or 0 for row in entities])
    chosen = layout.order(links, rank)
    return [entities[index] for index in chosen], links.among(np.array(chosen, dtype=np.int64))


def _layouts(links: layout.Links, community: list[int]) -> list[dict[str, Any]]:
    """Lay out the first entities of each tier; a graph smaller than a tier ends the list.

    The first, which the reader begins with, leaves out the entities that nothing ties to another, if any are tied.
    """
    tied = len(np.union1d(links.source, links.target)) or links.size
    found: list[dict[str, Any]] = []
    for tier in (min(layout.TIERS[0], tied), *layout.TIERS[1:]):
        size = min(tier, links.size)
        if found and found[-1]["size"] == size:
            break
        point = layout.positions(links.among(np.arange(size)), community[:size])
        found.append({"size": size, "x": point[:, 0].tolist(), "y": point[:, 1].tolist()})
    return found


def _base(entities: list[Row]) -> str:
    """Return the IRI prefix that most entities share; the others keep their whole IRI as key."""
    bases: Counter[str] = Counter()
    for row in entities:
        head, kind, _ = row["entity"].partition(f"/{iri.KINDS[row['type']]}/")
        if kind:
            bases[f"{head}/"] += 1
    return min(bases, key=lambda base: (-bases[base], base), default=iri.BASE)


def _entities(entities: list[Row], mentions: Rows, articles: list[Row], index: _Index) -> dict[str, list[Any]]:
    dates, base = {row["article"]: row["date"] for row in articles}, _base(entities)
    records: dict[str, Row] = {}
    for entity, rows in groupby(mentions, key=itemgetter("entity")):
        if entity in index.entity:
            records[entity] = _record(entities[index.entity[entity]], list(rows), dates, index)
    found = [records.get(row["entity"]) or _record(row, [], dates, index) for row in entities]
    keys = [row["entity"].removeprefix(base) for row in entities]
    return {"key": keys} | {name: [record[name] for record in found] for name in _COLUMNS}


def _record(row: Row, mentions: list[Row], date_of: Mapping[str, str | None], index: _Index) -> Row:
    """Return what the page holds of an entity, by column."""
    dates = sorted(date for mention in mentions if (date := date_of.get(mention["article"])))
    forms = [_form(form, index) for form in names.forms(row, mentions)]
    return {
        "type": TYPES.index(row["type"]),
        "name": row["name"],
        "names": forms,
        "pinyin": [pinyin.syllables(text) for text in [row["name"], *(form[0] for form in forms)]],
        "mentions": row["mentions"] or 0,
        "documents": sorted({index.document[mention["document"]] for mention in mentions}),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
    }


_COLUMNS = ("type", "name", "names", "pinyin", "mentions", "documents", "first", "last")


def _form(form: tuple[str, str, int, Row | None], index: _Index) -> list[Any]:
    """Return a printed form as the page holds it: text, rule, times, place of its first mention, features, what decided."""
    text, rule, times, first = form
    place = [-1, -1, -1, 0, 0] if first is None else index.place(first, text)
    told = [] if first is None else [[one["feature"], one["weight"], one["detail"]] for one in first["features"] or ()]
    ground = None if first is None else first["ground"]
    decided = [] if ground is None or ground["document"] not in index.document else index.place(ground, ground["quote"])
    return [text, index.rules.setdefault(rule, len(index.rules)), times, *place, told, decided]


def _statements(rows: Rows, index: _Index) -> list[list[Any]]:
    """Return statement by statement: IRI, subject, predicate, object (-1 for none), value, its pieces of evidence."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        if not _whole(row, index):
            continue
        subject, thing = index.entity[row["subject"]], index.entity.get(row["object"], -1)
        predicate = PREDICATES.index(row["predicate"])
        known = found.setdefault(row["statement"], [row["statement"], subject, predicate, thing, row["value"], []])
        basis = BASES.index(row["basis"])
        confidence = row["confidence"] if row["confidence"] is not None else 1
        known[5].append([*index.cite(row), basis, confidence])
    return sorted(found.values(), key=lambda line: (line[1], line[2], line[3], line[4] or "", line[0]))


def _figures(rows: Rows, index: _Index) -> list[list[Any]]:
    """Return figure by figure: IRI, subject, metric, value, unit, from, to, its pieces of evidence."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        if not _whole(row, index):
            continue
        said = [row["metric"], _number(row["value"]), row["unit"], row["from"], row["to"]]
        known = found.setdefault(row["figure"], [row["figure"], index.entity[row["subject"]], *said, []])
        known[7].append(index.cite(row))
    return list(found.values())


def _number(value: float | None) -> float | int | None:
    """Return whole numbers as such; what JSON cannot hold as None."""
    if value is None or not np.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
