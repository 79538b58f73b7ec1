"""The tables of a corpus, put together a page at a time on disk: memory holds outlines of the pages, and no rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg import tables
from kg.collecting import uncollected
from kg.growing import Growing
from kg.linking.entities import entity
from kg.linking.linked import Linked
from kg.linking.rows import PageRows
from kg.linking.tree import tree
from kg.model import Reading
from kg.relations.names import stating

Row = dict[str, Any]

# Of what the articles say, what names and the tree of unions look at.
_PLACING = ("locatedIn", "subOrganizationOf")
# What no two rows share, in the order of the table.
_KEYS = {
    "statements": ("subject", "predicate", "object", "value", "document", "start", "end"),
    "figures": ("subject", "metric", "document", "start", "end", "value", "unit"),
}
# What the article reads where a mention stands: names are cited with it, and the table has no such column.
_READ = pa.field("read", pa.string())


def join(linked: Linked, readings: Iterable[Reading], folder: Path) -> tables.Tables:
    """Return the tables of ``readings``, which come in order of their documents; they lie in ``folder`` while they are used."""
    said = tables.SCHEMAS["statements"]
    mentioned = tables.SCHEMAS["mentions"].append(_READ)
    growing = Growing(folder, tables.SCHEMAS | {"mentions": mentioned, "named": said, "tree": said})
    with uncollected():
        for reading in readings:
            for name, rows in PageRows(linked, reading).rows.items():
                growing.add(name, rows)
        made = {name: growing.read(name) for name in ("pages", "articles", "mentions", "statements", "figures")}
        growing.add("entities", _entities(linked, made["mentions"]))
        made["entities"] = growing.read("entities")
        made["statements"] = _derived(made, growing, linked.base)
    made["mentions"] = made["mentions"].drop_columns(["read"])
    for name, keys in _KEYS.items():
        made[name] = growing.put(f"{name} in order", _ordered(made[name], keys))
    return {name: made[name] for name in tables.SCHEMAS}


def _entities(linked: Linked, mentions: pa.Table) -> Iterator[Row]:
    """Yield the entities' rows in order of their IRIs."""
    seen = mentions.group_by("entity").aggregate(
        [("text", "distinct"), ("entity", "count"), ("document", "count_distinct")]
    )
    at = {name: index for index, name in enumerate(seen["entity"].to_pylist())}
    names = {name: (identity.type, identity.name) for identity, name in linked.names.items()}
    for iri, (kind, name) in sorted(names.items()):
        row = seen.slice(at[iri], 1).to_pylist()[0] if iri in at else None
        if row is None:
            yield entity(iri, kind, name, (), 0, 0)
        else:
            yield entity(iri, kind, name, row["text_distinct"], row["entity_count"], row["document_count_distinct"])


def _derived(made: tables.Tables, growing: Growing, base: str) -> pa.Table:
    """Return the statements of the articles with those that names, reference data and the tree of unions add."""
    rows = {"entities": _Rows(made["entities"]), "statements": _placing(made["statements"])}
    cited = Cited(made["mentions"], growing)
    growing.add("named", stating(rows, cited, base))
    told = pa.concat_tables([made["statements"], growing.read("named")])
    growing.add("tree", tree(rows | {"statements": _placing(told)}, cited, base))
    return pa.concat_tables([told, growing.read("tree")])


def _placing(statements: pa.Table) -> _Rows:
    """Return where things lie and what they belong to, in the order of the table of statements."""
    found = statements.filter(pc.is_in(statements["predicate"], pa.array(_PLACING)))
    return _Rows(_ordered(found, _KEYS["statements"]).select(["subject", "predicate", "object", "basis", "document"]))


def _ordered(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    """Return rows in the order of ``keys``, of those that share all of them the first."""
    columns = {name: pc.fill_null(table[name], "" if table[name].type == pa.string() else 0) for name in keys}
    wanted = pa.table(columns | {"at": np.arange(table.num_rows)})
    order = pc.sort_indices(wanted, sort_keys=[(name, "ascending") for name in wanted.column_names])
    wanted, table = wanted.take(order), table.take(order)
    first = np.ones(table.num_rows, bool)
    if table.num_rows:
        first[1:] = False
    for name in keys:
        first[1:] |= pc.not_equal(wanted[name][1:], wanted[name][:-1]).to_numpy()
    return table.filter(pa.array(first))


class _Rows(Collection[Row]):
    """The rows of a table, a few thousand in memory at a time."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)

    def __iter__(self) -> Iterator[Row]:
        for batch in self._table.to_batches(max_chunksize=4096):
            yield from batch.to_pylist()


class Cited(Mapping[str, Sequence[Row]]):
    """Each entity's first mention in each document, as evidence. Mentions of people are not: no name says where they are."""

    def __init__(self, mentions: pa.Table, growing: Growing) -> None:
        told = pc.and_(
            pc.is_in(mentions["type"], pa.array(["UNION", "ORG", "PLACE", "PROGRAMME"])),
            # A masthead is no sentence that a statement could quote.
            pc.not_equal(mentions["method"], "masthead"),
        )
        columns = ["entity", "document", "article", "start", "end", "read"]
        kept = mentions.select(columns).filter(told).rename_columns([*columns[:-1], "quote"])
        documents = _codes(kept["document"])
        codes = _codes(kept["entity"])
        order = np.lexsort((np.arange(len(codes)), documents, codes))
        first = np.ones(len(order), bool)
        first[1:] = (np.diff(codes[order]) != 0) | (np.diff(documents[order]) != 0)
        order = order[first]
        self._table = growing.put("cited", kept.select([*columns[1:-1], "quote"]).take(pa.array(order)))
        names = pc.unique(kept["entity"]).to_pylist()
        ends = np.searchsorted(codes[order], np.arange(len(names) + 1))
        self._at = dict(zip(names, zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True), strict=True))

    def __getitem__(self, entity: str) -> Sequence[Row]:
        start, end = self._at.get(entity, (0, 0))
        return list(self._table.slice(start, end - start).to_pylist())

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


def _codes(values: pa.ChunkedArray) -> np.ndarray:
    """Return a number a value, the same for the same value, in the order in which values first come."""
    return np.asarray(pc.index_in(values, pc.unique(values)).to_numpy())
