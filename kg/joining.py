"""The tables of a corpus, put together on disk: rows go there page by page, and what looks at all of them is asked in SQL."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter, methodcaller
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
from kg.shelf import Shelf
from kg.tables import Rows

Row = dict[str, Any]

# Of what the articles say, what names and the tree of unions look at.
_PLACING = ("locatedIn", "subOrganizationOf")
# What names say where it is, and what it belongs to.
_PLACED = ("UNION", "ORG", "PLACE", "PROGRAMME")
# What no two rows share, in the order of the table.
_KEYS = {
    "statements": ("subject", "predicate", "object", "value", "document", "start", "end"),
    "figures": ("subject", "metric", "document", "start", "end", "value", "unit"),
}
# What the article reads where a mention stands and what its entity is called: names are cited with the one, entities
# named with the other, and the table has no such columns.
_BESIDE = (pa.field("read", pa.string()), pa.field("name", pa.string()))


def join(linked: Linked, readings: Iterable[Reading], folder: Path) -> tables.Tables:
    """Return the tables of ``readings``, which come in order of their documents; they lie in ``folder`` while they are used."""
    said = tables.SCHEMAS["statements"]
    mentioned = pa.schema([*tables.SCHEMAS["mentions"], *_BESIDE])
    growing = Growing(folder, tables.SCHEMAS | {"mentions": mentioned, "named": said, "tree": said})
    with uncollected():
        for reading in readings:
            for name, rows in PageRows(linked, reading).rows.items():
                growing.add(name, rows)
        made = {name: growing.read(name) for name in ("pages", "articles", "mentions", "statements", "figures")}
        growing.add("entities", _entities(linked, made["mentions"]))
        made["entities"] = growing.read("entities")
        made["statements"] = _derived(made, growing, linked)
    made["mentions"] = made["mentions"].drop_columns([one.name for one in _BESIDE])
    for name in _KEYS:
        made[name] = growing.put(f"{name} in order", _ordered(linked.shelf, name, made[name]))
    return {name: made[name] for name in tables.SCHEMAS}


def _entities(linked: Linked, mentions: pa.Table) -> Iterator[Row]:
    """Yield the entities' rows in order of their IRIs."""
    rows = linked.shelf.each(
        "SELECT entity, min(name), text, document, count(*) FROM mentions GROUP BY entity, text, document ORDER BY entity",
        mentions=mentions.select(["entity", "name", "text", "document"]),
    )
    for one, found in groupby(rows, key=itemgetter(0)):
        _, names, printed, documents, counts = zip(*found, strict=True)
        yield entity(one, linked.type(one), min(names), printed, sum(counts), len(set(documents)))


def _derived(made: tables.Tables, growing: Growing, linked: Linked) -> pa.Table:
    """Return the statements of the articles with those that names, reference data and the tree of unions add."""
    named = made["entities"].filter(pc.is_in(made["entities"]["type"], pa.array(_PLACED)))
    entities, shelf = Rows(named), linked.shelf
    cited = Cited(growing.put("cited", _first_mentions(shelf, made["mentions"])))
    placing = growing.put("placing", _placing(shelf, made["statements"]))
    growing.add("named", stating({"entities": entities, "statements": Rows(placing)}, cited, linked.base))
    told = pa.concat_tables([made["statements"], growing.read("named")])
    placing = growing.put("placing by name too", _placing(shelf, told))
    growing.add("tree", tree({"entities": entities, "statements": Rows(placing)}, cited, linked.base))
    return pa.concat_tables([told, growing.read("tree")])


def _placing(shelf: Shelf, statements: pa.Table) -> pa.RecordBatchReader:
    """Return where things lie and what they belong to, in the order of the table of statements."""
    columns = ("object", "basis", *(name for name in _KEYS["statements"] if name != "object"))
    return _ordered(shelf, "statements", statements.select(columns), f"predicate IN {_PLACING}")


def _ordered(shelf: Shelf, name: str, table: pa.Table, which: str = "true") -> pa.RecordBatchReader:
    """Return the rows of a table in its order, of those that share all of its keys the first."""
    schema = table.schema
    keys = ", ".join(f'coalesce("{key}", {_nothing(schema.field(key).type)})' for key in _KEYS[name])
    return _firsts(shelf, table, keys, which, keys)


def _firsts(shelf: Shelf, table: pa.Table, keys: str, which: str, order: str) -> pa.RecordBatchReader:
    """Return the first row for each of some keys, of the rows ``which`` chooses; ``nth`` is a row's number in the table."""
    # A window over whole rows would hold too many of them in memory.
    return shelf.batches(
        f"SELECT * EXCLUDE (nth) FROM rows SEMI JOIN (SELECT min(nth) AS nth FROM rows WHERE {which} GROUP BY {keys}) AS first "
        f"USING (nth) ORDER BY {order}",
        rows=table.append_column("nth", pa.array(np.arange(table.num_rows))),
    )


def _nothing(kind: pa.DataType) -> str:
    return "''" if kind == pa.string() else "0"


def _first_mentions(shelf: Shelf, mentions: pa.Table) -> pa.RecordBatchReader:
    """Return each entity's first mention in each document. Mentions of people are not: no name says where they are."""
    columns = ["entity", "document", "article", "start", "end", "read", "type", "method"]
    # A masthead is no sentence that a statement could quote.
    which = f"type IN {_PLACED} AND method <> 'masthead'"
    return _firsts(shelf, mentions.select(columns), "entity, document", which, "entity, nth")


class Cited(Mapping[str, Sequence[Row]]):
    """The rows of a table in order of its column ``entity``, as evidence of each entity, looked up on disk."""

    def __init__(self, table: pa.Table) -> None:
        self._entities = table["entity"]
        self._table = table.select(["document", "article", "start", "end", "read"])
        self._table = self._table.rename_columns(["document", "article", "start", "end", "quote"])

    def __getitem__(self, entity: str) -> Sequence[Row]:
        start, end = (side(self._entities, entity, key=methodcaller("as_py")) for side in (bisect_left, bisect_right))
        return list(self._table.slice(start, end - start).to_pylist())

    def __iter__(self) -> Iterator[str]:
        return iter(pc.unique(self._entities).to_pylist())

    def __len__(self) -> int:
        return len(pc.unique(self._entities))
