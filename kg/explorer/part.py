"""A part of a graph as tables of its own: what surrounds an entity, what one page says, what a query returned."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import Refused
from kg.tables import Tables


def around(tables: Tables, name: str, hops: int = 2) -> Tables:
    """Return what lies within ``hops`` statements of the entity of that IRI, full name or alias, or raise `Refused`."""
    found = set(_named(tables["entities"], name))
    statements = tables["statements"]
    pairs = list(zip(statements["subject"].to_pylist(), statements["object"].to_pylist(), strict=True))
    for _ in range(hops):
        reached = {end for pair in pairs if found.intersection(pair) for end in pair if end is not None}
        found |= reached
    return of(tables, found)


def on_page(tables: Tables, document: str) -> Tables:
    """Return the entities that one page mentions with what it says of them, or raise `Refused`."""
    if document not in set(tables["pages"]["document"].to_pylist()):
        raise Refused(f"There is no page {document} in this build. Its pages are listed in tables/pages.parquet.")
    here = {name: _where(table, "document", {document}) for name, table in tables.items() if name != "entities"}
    ends = [*here["statements"]["subject"].to_pylist(), *here["statements"]["object"].to_pylist()]
    named = {*here["mentions"]["entity"].to_pylist(), *here["figures"]["subject"].to_pylist(), *ends}
    return {**here, "entities": _where(tables["entities"], "entity", named)}


def of(tables: Tables, entities: Iterable[str]) -> Tables:
    """Return the entities of these IRIs with the statements among them; the pages that they are read on come along."""
    chosen = set(entities)
    statements = _where(tables["statements"], "subject", chosen)
    statements = statements.filter(pc.or_kleene(pc.is_null(statements["object"]), _among(statements["object"], chosen)))
    part = {
        "entities": _where(tables["entities"], "entity", chosen),
        "statements": statements,
        "figures": _where(tables["figures"], "subject", chosen),
        "mentions": _where(tables["mentions"], "entity", chosen),
    }
    documents = {document for table in list(part.values())[1:] for document in table["document"].to_pylist()}
    return part | {name: _where(tables[name], "document", documents) for name in ("pages", "articles")}


def _named(entities: pa.Table, name: str) -> list[str]:
    """Return the entities that an IRI or full name means, or else those that have it as an alias."""
    rows = entities.select(["entity", "name", "aliases"]).to_pylist()
    exact = [row["entity"] for row in rows if name in (row["entity"], row["name"])]
    found = exact or [row["entity"] for row in rows if name in (row["aliases"] or ())]
    if not found:
        near = sorted({row["name"] for row in rows if name and (name in row["name"] or row["name"] in name)}, key=len)
        hint = f" Near it are {'、'.join(near[:5])}." if near else " `kg explain` finds names by their parts."
        raise Refused(f"No entity is called {name}.{hint}")
    return found


def _among(column: pa.ChunkedArray, values: set[str]) -> pa.ChunkedArray:
    return pc.is_in(column, value_set=pa.array(sorted(value for value in values if value is not None), pa.string()))


def _where(table: pa.Table, column: str, values: set[str]) -> pa.Table:
    return table.filter(_among(table[column], values))
