"""CSV folders with the header rows that the importers of Neo4j and Gephi ask for.

Neo4j: https://neo4j.com/docs/operations-manual/current/tools/neo4j-admin/neo4j-admin-import/, fields with `:ID`, `:LABEL`,
`:START_ID`, `:END_ID` and `:TYPE`. Gephi: https://docs.gephi.org, a sheet of nodes with Id and Label, a sheet of edges with
Source and Target.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg import iri
from kg.export.networks import edges
from kg.graph import Graph
from kg.rdf.terms import clean
from kg.rdf.vocabulary import CLASSES
from kg.rdf.writer import written_base

# Every file that either folder has.
FILES = {
    *("pages.csv", "articles.csv", "entities.csv", "figures.csv"),
    *("statements.csv", "mentions.csv", "parts.csv", "about.csv", "nodes.csv", "edges.csv"),
}
_BREAKS = re.compile(r"\s*[\r\n\x85\u2028\u2029]+\s*")
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")


def write_neo4j(graph: Graph, folder: Path) -> None:
    """Write pages, articles, entities and figures as nodes, and what joins them as relationships.

    An ID is the thing's IRI. Relationship types are written as Neo4j has them: ``HOLDS_POST``.
    """
    folder.mkdir()
    base = written_base(graph.folder / "graph.ttl")
    _neo4j_nodes(graph, folder, base)
    heads = ("predicate", "value", "quote", "document", "basis", "confidence", "weight", "first", "last", "statement")
    typed = {"confidence": "confidence:double", "weight": "weight:int"}
    said = [edge for edge in edges(graph) if edge["object"] is not None]
    _write(
        folder / "statements.csv",
        (":START_ID", ":END_ID", ":TYPE", *(typed.get(head, head) for head in heads[1:])),
        (
            [one["subject"], one["object"], _type(one["predicate"]), *(one.get(head) for head in heads[1:])]
            for one in said
        ),
    )
    mentioned = Counter(zip(*(graph.mentions[name].to_pylist() for name in ("article", "entity")), strict=True))
    _write(
        folder / "mentions.csv",
        (":START_ID", ":END_ID", ":TYPE", "times:int"),
        ([*pair, "MENTIONS", times] for pair, times in sorted(mentioned.items(), key=str)),
    )
    articles = graph.articles.sort_by("article").to_pylist()
    _write(
        folder / "parts.csv",
        (":START_ID", ":END_ID", ":TYPE"),
        ([row["article"], iri.page(base, row["document"]), "PART_OF_PAGE"] for row in articles),
    )
    figures = _figures(graph)
    _write(
        folder / "about.csv",
        (":START_ID", ":END_ID", ":TYPE"),
        ([row["figure"], row["subject"], "ABOUT"] for row in figures),
    )


def _neo4j_nodes(graph: Graph, folder: Path, base: str) -> None:
    founded = {edge["subject"]: edge["value"] for edge in edges(graph) if edge["object"] is None}
    _write(
        folder / "pages.csv",
        ("page:ID", "document", "date", "characters:int", ":LABEL"),
        (
            [iri.page(base, row["document"]), row["document"], row["date"], row["characters"], "Page"]
            for row in graph.pages.sort_by("document").to_pylist()
        ),
    )
    _write(
        folder / "articles.csv",
        ("article:ID", "headline", "date", "byline:string[]", ":LABEL"),
        (
            [row["article"], row["headline"], row["date"], _list(row["byline"] or ()), "Article"]
            for row in graph.articles.sort_by("article").to_pylist()
        ),
    )
    _write(
        folder / "entities.csv",
        ("entity:ID", "name", "aliases:string[]", "established", "mentions:int", "documents:int", ":LABEL"),
        (
            [
                *(row["entity"], row["name"], _list(sorted(row["aliases"] or ())), founded.get(row["entity"])),
                *(row["mentions"], row["documents"], CLASSES[row["type"]].removeprefix("kg:")),
            ]
            for row in graph.entities.sort_by("entity").to_pylist()
        ),
    )
    names = ("figure", "metric", "value", "unit", "from", "to", "quote", "document")
    _write(
        folder / "figures.csv",
        ("figure:ID", "metric", "value:double", *names[3:], ":LABEL"),
        ([*(row[name] for name in names), "Figure"] for row in _figures(graph)),
    )


def write_gephi(graph: Graph, folder: Path) -> None:
    """Write ``nodes.csv`` and ``edges.csv``; an edge's weight is the number of sentences that bear it out."""
    folder.mkdir()
    _write(
        folder / "nodes.csv",
        ("Id", "Label", "Kind", "Aliases", "Mentions", "Pages"),
        (
            [
                *(row["entity"], row["name"], row["type"]),
                *(" | ".join(sorted(row["aliases"] or ())), row["mentions"], row["documents"]),
            ]
            for row in graph.entities.sort_by("entity").to_pylist()
        ),
    )
    heads = ("value", "quote", "document", "basis", "confidence", "first", "last")
    said = [edge for edge in edges(graph) if edge["object"] is not None]
    _write(
        folder / "edges.csv",
        ("Source", "Target", "Type", "Id", "Label", "Weight", *(head.capitalize() for head in heads)),
        (
            [
                *(one["subject"], one["object"], "Directed", one["statement"], one["predicate"], one["weight"]),
                *(one.get(head) for head in heads),
            ]
            for one in said
        ),
    )


def _figures(graph: Graph) -> list[dict[str, Any]]:
    """Return each figure once, with its earliest sentence."""
    order = [(name, "ascending") for name in ("figure", "document", "start")]
    found: dict[str, dict[str, Any]] = {}
    for row in graph.figures.sort_by(order).to_pylist():
        found.setdefault(row["figure"], row)
    return list(found.values())


def _type(predicate: str) -> str:
    return _HUMP.sub("_", predicate).upper()


def _list(values: Iterable[str]) -> str:
    """Return several values as one field; the importer parts them at each semicolon, which none may hold."""
    return ";".join(value.replace(";", "；") for value in values)


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a sheet. Importers read a row a line, so a line break within a field becomes a blank."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow([_BREAKS.sub(" ", clean(cell)) if isinstance(cell, str) else cell for cell in row])
