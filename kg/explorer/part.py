"""A part of a graph as tables of its own: what surrounds an entity, what one page says, what a query returned."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

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
    """Return the entities that one page mentions with what it says of them.

    A part of the page's name will do where one page alone has it. Raise `Refused` where none has.
    """
    documents = tables["pages"]["document"].to_pylist()
    found = [document] if document in documents else [name for name in documents if document and document in name]
    if len(found) != 1:
        many = f"{len(found)} pages have" if found else "No page has"
        raise Refused(f"{many} {document!r} for a name. {_hint(document, documents, 'pages')}")
    here = {name: _where(table, "document", {*found}) for name, table in tables.items() if name != "entities"}
    ends = [*here["statements"]["subject"].to_pylist(), *here["statements"]["object"].to_pylist()]
    named = {*here["mentions"]["entity"].to_pylist(), *here["figures"]["subject"].to_pylist(), *ends}
    return {**here, "entities": _where(tables["entities"], "entity", named)}


def named_in(tables: Tables, iris: set[str]) -> Tables:
    """Return the entities, statements and figures among ``iris``; without a statement, all among the entities.

    Raise `Refused` where none of them is known.
    """
    statements = _where(tables["statements"], "statement", iris)
    figures = _where(tables["figures"], "figure", iris)
    chosen = iris.intersection(tables["entities"]["entity"].to_pylist())
    chosen |= {*statements["subject"].to_pylist(), *statements["object"].to_pylist(), *figures["subject"].to_pylist()}
    chosen.discard(None)
    if not chosen:
        raise Refused(
            "The query returns no entity, statement or figure of this build: select one of these itself, "
            "such as ?union or ?statement, and not its name."
        )
    found = of(tables, chosen)
    return {**found, "statements": statements} if statements.num_rows else found


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
    documents = {one for table in list(part.values())[1:] for one in pc.unique(table["document"]).to_pylist()}
    return part | {name: _where(tables[name], "document", documents) for name in ("pages", "articles")}


def _named(entities: pa.Table, name: str) -> list[str]:
    """Return the entities that an IRI or full name means, or else those that have it as an alias."""
    rows = entities.select(["entity", "name", "aliases"]).to_pylist()
    exact = [row["entity"] for row in rows if name in (row["entity"], row["name"])]
    found = exact or [row["entity"] for row in rows if name in (row["aliases"] or ())]
    if not found:
        names = [form for row in rows for form in (row["name"], *(row["aliases"] or ()))]
        raise Refused(f"No entity is called {name!r}. {_hint(name, names, 'entities')}")
    return found


def _hint(name: str, known: Iterable[str], things: str) -> str:
    """Return what to give instead of ``name``: those that hold it or that it holds, and those that look like it."""
    known = sorted({*known}, key=lambda one: (len(one), one))
    near = [one for one in known if name and one and (name in one or one in name)]
    near += [one for one in get_close_matches(name, known, n=5, cutoff=0.5) if one not in near]
    if near:
        return f"The nearest are {', '.join(near[:5])}."
    return f"`kg query` and the graph page list the build's {things}."


def _among(column: pa.ChunkedArray, values: set[str]) -> pa.ChunkedArray:
    return pc.is_in(column, value_set=pa.array(sorted(value for value in values if value is not None), pa.string()))


def _where(table: pa.Table, column: str, values: set[str]) -> pa.Table:
    return table.filter(_among(table[column], values))
