"""The Turtle in parts, each made from the rows that it needs alone: memory holds one, and several hands can write them.

Where a part ends depends on the tables and on nothing else, so that the same tables give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.rdf import triples
from kg.rdf.evidence import Evidence, Passage
from kg.rdf.triples import ORDER, Blocks
from kg.tables import Tables

SECTIONS = {
    "pages": "Pages",
    "articles": "Articles",
    "entities": "Entities",
    "statements": "Statements, with their evidence",
    "figures": "Figures, with their evidence",
    "namings": "Names, and why each was taken for its entity",
}
# So many rows of the table that a section follows.
_ROWS = 20_000
# The claims, each with the column that tells which rows are one.
_CLAIMS = {"statements": "statement", "figures": "figure"}
# The number of the first claim that stands on the same passage, and brings it.
_FIRST = "first"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows from ``start`` to ``end`` of the table that a section follows; ``strays`` of it have no such row."""

    section: str
    start: int
    end: int
    strays: bool = False


def ordered(tables: Tables, keep: Callable[[str, pa.Table], pa.Table] = lambda _, table: table) -> Tables:
    """Return the tables as parts are made from them, in the order of the Turtle; ``keep`` may put each out of memory."""
    made = {"mentions": keep("mentions", tables["mentions"])}
    made["namings"] = keep("namings", tables["entities"].sort_by("entity"))
    for name, keys in ORDER.items():
        if name not in _CLAIMS:
            made[name] = keep(name, tables[name].sort_by([(key, "ascending") for key in keys]))
    claims = {name: tables[name].sort_by([(key, "ascending") for key in ORDER[name]]) for name in _CLAIMS}
    for (name, rows), first in zip(claims.items(), _first(list(claims.values())), strict=True):
        made[name] = keep(name, rows.append_column(_FIRST, pa.chunked_array([first])))
    return made


def _first(claims: Sequence[pa.Table]) -> list[np.ndarray[Any, Any]]:
    """Return for each row of the tables of claims the number of the first, counted through all, with the same passage."""
    whole = pa.concat_tables([one.select(["document", "start", "end"]) for one in claims])
    codes = pc.index_in(whole["document"], pc.unique(whole["document"])).to_numpy()
    start, end = (pc.fill_null(whole[name], -1).to_numpy() for name in ("start", "end"))
    order = np.lexsort((np.arange(len(codes)), end, start, codes))
    new = np.ones(len(order), bool)
    for column in (codes, start, end):
        changes = np.diff(column[order]) != 0
        new[1:] = changes if column is codes else new[1:] | changes
    first = np.empty(len(order), np.int64)
    first[order] = order[new][np.cumsum(new) - 1]
    return np.split(first, np.cumsum([one.num_rows for one in claims])[:-1])


def parts(tables: Tables) -> Iterator[Part]:
    """Yield the parts of the Turtle in their order."""
    for section in SECTIONS:
        start, count = 0, tables[section].num_rows
        while start < count:
            end = _end(tables[section], min(count, start + _ROWS), _CLAIMS.get(section))
            yield Part(section, start, end)
            start = end
        if section in ("entities", "namings"):
            yield Part(section, count, count, strays=True)


def _end(table: pa.Table, end: int, column: str | None) -> int:
    """Return ``end``, or where the claim ends that it would cut."""
    if column is not None:
        while end < table.num_rows and table[column][end] == table[column][end - 1]:
            end += 1
    return end


def blocks(part: Part, tables: Tables, base: str) -> Blocks:
    """Yield the things of a part of what `ordered` returned."""
    rows = tables[part.section].slice(part.start, part.end - part.start)
    if part.section == "pages":
        return triples.pages({"pages": rows}, base)
    if part.section == "articles":
        mentions = _of(tables["mentions"].select(["article", "entity"]), "article", rows["article"])
        return triples.articles({"articles": rows, "mentions": mentions}, base)
    if part.section == "entities":
        return triples.entities(
            {"entities": rows, "statements": _belonging(part, rows, tables, "statements", "subject")}
        )
    if part.section == "namings":
        return triples.namings(
            {"entities": rows, "mentions": _belonging(part, rows, tables, "mentions", "entity")}, base
        )
    claims = triples.statements if part.section == "statements" else triples.figures
    return claims({part.section: rows}, _evidence(part, rows, tables, base))


def _of(table: pa.Table, column: str, values: pa.ChunkedArray) -> pa.Table:
    """Return the rows of a table that have one of some values in a column."""
    return table.filter(pc.is_in(table[column], pc.unique(values)))


def _belonging(part: Part, rows: pa.Table, tables: Tables, name: str, column: str) -> pa.Table:
    """Return the rows about the entities of a part; of the strays' part those about what is no entity."""
    table = tables[name]
    if part.strays:
        return table.filter(pc.invert(pc.is_in(table[column], pc.unique(tables["entities"]["entity"]))))
    return _of(table, column, rows["entity"])


def _evidence(part: Part, rows: pa.Table, tables: Tables, base: str) -> Evidence:
    """Return the evidence for the claims of a part, which brings no passage that an earlier part has brought."""
    start = part.start + (tables["statements"].num_rows if part.section == "figures" else 0)
    earlier = rows.filter(pc.less(rows[_FIRST], start)).select(["document", "start", "end"])
    brought: list[Passage] = [tuple(row.values()) for row in earlier.to_pylist()]
    articles = tables["articles"].select(["article", "text", "date"])
    return Evidence({"articles": _of(articles, "article", rows["article"])}, base, brought)
