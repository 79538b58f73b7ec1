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
Indices = np.ndarray[Any, np.dtype[np.int64]]
# So many rows of the table that a section follows; so many are put in order at a time.
_ROWS, _AT_ONCE = 10_000, 4096
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


def ordered(
    tables: Tables, keep: Callable[[str, pa.RecordBatchReader], pa.Table] = lambda _, rows: rows.read_all()
) -> Tables:
    """Return the tables as parts are made from them, in the order of the Turtle; ``keep`` may put each out of memory."""
    orders = {name: _order(tables[name], keys) for name, keys in ORDER.items()}
    first = dict(zip(_CLAIMS, _first([(tables[name], orders[name]) for name in _CLAIMS]), strict=True))
    made = {name: keep(name, _sorted(tables[name], order, first.get(name))) for name, order in orders.items()}
    made["mentions"] = keep("mentions", tables["mentions"].to_reader(_AT_ONCE))
    made["namings"] = keep("namings", _sorted(tables["entities"], _order(tables["entities"], ("entity",))))
    return made


def _order(table: pa.Table, keys: Sequence[str]) -> Indices:
    """Return the numbers of a table's rows in the order of some columns."""
    found = pc.sort_indices(table.select(keys), sort_keys=[(key, "ascending") for key in keys])
    return np.asarray(found.to_numpy(), np.int64)


def _sorted(table: pa.Table, order: Indices, first: Indices | None = None) -> pa.RecordBatchReader:
    """Return a table's rows in an order as they are asked for, with the column `_FIRST` if it is given."""
    schema = table.schema if first is None else table.schema.append(pa.field(_FIRST, pa.int64()))

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, len(order), _AT_ONCE):
            at = order[start : start + _AT_ONCE]
            low = int(at.min())
            # What stands together in this order does so in the table too, for the most part: the rest is never looked at.
            rows = table.slice(low, int(at.max()) - low + 1).take(pa.array(at - low))
            if first is not None:
                rows = rows.append_column(_FIRST, pa.array(first[start : start + _AT_ONCE]))
            yield from rows.cast(schema).combine_chunks().to_batches()

    return pa.RecordBatchReader.from_batches(schema, batches())


def _first(claims: Sequence[tuple[pa.Table, Indices]]) -> list[Indices]:
    """Return for each row of the tables of claims, in their order, the number of the first, counted through all, with the same passage."""
    whole = pa.concat_tables([table.select(["document", "start", "end"]) for table, _ in claims])
    sizes = [table.num_rows for table, _ in claims]
    at = np.concatenate([order + before for (_, order), before in zip(claims, np.cumsum([0, *sizes]), strict=False)])
    codes = pc.index_in(whole["document"], pc.unique(whole["document"])).to_numpy()[at]
    start, end = (pc.fill_null(whole[name], -1).to_numpy()[at] for name in ("start", "end"))
    order = np.lexsort((np.arange(len(codes)), end, start, codes))
    new = np.ones(len(order), bool)
    for column in (codes, start, end):
        changes = np.diff(column[order]) != 0
        new[1:] = changes if column is codes else new[1:] | changes
    first = np.empty(len(order), np.int64)
    first[order] = order[new][np.cumsum(new) - 1]
    return np.split(first, np.cumsum(sizes)[:-1])


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
