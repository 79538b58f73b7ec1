"""The build's tables: their columns, and Parquet in and out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Tables = dict[str, pa.Table]
# Rows that are written together.
_GROUP = 1 << 17

_TEXT, _COUNT = pa.string(), pa.int64()
_GROUND = pa.struct([("document", _TEXT), ("article", _TEXT), ("start", _COUNT), ("end", _COUNT), ("quote", _TEXT)])
_SPANS = pa.list_(pa.struct([("start", _COUNT), ("end", _COUNT)]))

SCHEMAS: dict[str, pa.Schema] = {
    "pages": pa.schema(
        # ``source`` is the newspaper, ``page`` the number in its issue, ``place`` the province or city whose paper it is.
        [
            ("document", _TEXT),
            ("sha256", _TEXT),
            ("characters", _COUNT),
            ("date", _TEXT),
            ("source", _TEXT),
            ("page", _TEXT),
            ("place", _TEXT),
        ]
    ),
    "articles": pa.schema(
        [
            ("article", _TEXT),
            ("document", _TEXT),
            ("headline", _TEXT),
            ("byline", pa.list_(_TEXT)),
            ("date", _TEXT),
            ("place", _TEXT),
            ("spans", _SPANS),
            # The article of another page of the issue that this one takes up (上接第1版), where it is certain which.
            ("continues", _TEXT),
            # The article as it reads, paragraphs separated by newlines: every quote is a stretch of it.
            ("text", _TEXT),
        ]
    ),
    "mentions": pa.schema(
        [
            ("document", _TEXT),
            ("article", _TEXT),
            ("start", _COUNT),
            ("end", _COUNT),
            ("text", _TEXT),
            ("type", _TEXT),
            ("entity", _TEXT),
            ("method", _TEXT),
            ("confidence", pa.float64()),
            # Why this mention was taken for this entity: the rule, what it saw and how much that weighs (bits), its own
            # sentence, and the passage that decided, which may be another article's. Null where the name says it all.
            ("rule", _TEXT),
            ("features", pa.list_(pa.struct([("feature", _TEXT), ("weight", pa.float64()), ("detail", _TEXT)]))),
            ("quote", _TEXT),
            ("ground", _GROUND),
        ]
    ),
    "entities": pa.schema(
        [
            ("entity", _TEXT),
            ("type", _TEXT),
            ("name", _TEXT),
            ("aliases", pa.list_(_TEXT)),
            ("mentions", _COUNT),
            ("documents", _COUNT),
            # The division that a place is or lies in (its official code), and where one that is a division lies.
            ("division", _TEXT),
            ("longitude", pa.float64()),
            ("latitude", pa.float64()),
        ]
    ),
    "statements": pa.schema(
        [
            ("statement", _TEXT),
            ("subject", _TEXT),
            ("predicate", _TEXT),
            ("object", _TEXT),
            ("value", _TEXT),
            ("document", _TEXT),
            ("start", _COUNT),
            ("end", _COUNT),
            ("quote", _TEXT),
            ("basis", _TEXT),
            ("confidence", pa.float64()),
            ("article", _TEXT),
            # Whether the sentence asserts it: asserted, planned, supposed or negated.
            ("modality", _TEXT),
            # The interval that the sentence itself states, of a post.
            ("from", _TEXT),
            ("to", _TEXT),
        ]
    ),
    "figures": pa.schema(
        [
            ("figure", _TEXT),
            ("subject", _TEXT),
            ("metric", _TEXT),
            ("value", pa.float64()),
            ("unit", _TEXT),
            ("from", _TEXT),
            ("to", _TEXT),
            ("document", _TEXT),
            ("start", _COUNT),
            ("end", _COUNT),
            ("quote", _TEXT),
            ("article", _TEXT),
        ]
    ),
}


class Rows(Collection[dict[str, Any]]):
    """The rows of a table as records, of which a few thousand are in memory at a time."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self._table.to_batches(max_chunksize=4096):
            yield from batch.to_pylist()


def in_order(table: pa.Table, *columns: str) -> pa.Table:
    """Return a table in the order of ``columns``, then of all its other columns that have an order."""
    others = [one.name for one in table.schema if one.name not in columns and not pa.types.is_nested(one.type)]
    return table.sort_by([(name, "ascending") for name in (*columns, *others)])


def make(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Tables:
    """Return the tables for ``rows``, a list of records a table; a table without rows is empty, not absent."""
    return {name: pa.Table.from_pylist(list(rows.get(name, ())), schema=schema) for name, schema in SCHEMAS.items()}


def asserted(tables: Tables) -> pa.Table:
    """Return the pieces of evidence whose sentence asserts the statement; those of plans, suppositions and denials are left out."""
    statements = tables["statements"]
    return statements.filter(pc.fill_null(pc.equal(statements["modality"], "asserted"), True))


def write(tables: Tables, folder: Path) -> None:
    """Write one Parquet file a table into ``folder``: the same rows give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        with pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd") as file:
            for start in range(0, table.num_rows, _GROUP):
                # In one piece: what is written tells where the pieces end.
                file.write_table(table.slice(start, _GROUP).combine_chunks())


def read(folder: Path) -> Tables:
    """Read back what `write` wrote; raise FileNotFoundError where a table is missing."""
    return {name: pq.read_table(folder / f"{name}.parquet", schema=schema) for name, schema in SCHEMAS.items()}
