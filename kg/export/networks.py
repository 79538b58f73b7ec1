"""GraphML and GEXF, for programs that draw and measure networks: entities as nodes, statements between them as edges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph import Graph
from kg.rdf.terms import clean
from kg.tables import asserted

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(graph: Graph, path: Path) -> None:
    """Write GraphML by networkx's own writer, so that the bytes do not depend on whether lxml is installed."""
    import networkx as nx

    nx.write_graphml_xml(network(graph), path, prettyprint=True)


def write_gexf(graph: Graph, path: Path) -> None:
    """Write GEXF 1.2; its date of modification is that of the latest page, so that the same build gives the same bytes."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", version="1.2draft")
    writer.add_graph(network(graph))
    latest = max((day for day in graph.pages["date"].to_pylist() if day and len(day) == 10), default=None)
    meta = next(part for part in writer.xml if part.tag.endswith("meta"))
    meta.attrib.pop("lastmodifieddate", None)
    if latest is not None:
        meta.set("lastmodifieddate", latest)
    with path.open("wb") as file:
        writer.write(file)


def network(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return the network: nodes by IRI, edges keyed by the statement's IRI, ``weight`` the pieces of evidence for it.

    Statements without a second entity, such as founding dates, are attributes of their node. Nothing is None.
    """
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in graph.entities.sort_by("entity").to_pylist():
        known = {"label": row["name"], "type": row["type"], "aliases": " | ".join(sorted(row["aliases"] or ()))}
        made.add_node(row["entity"], **_plain({**known, "mentions": row["mentions"], "documents": row["documents"]}))
    for edge in edges(graph):
        subject, thing, statement = edge.pop("subject"), edge.pop("object"), edge.pop("statement")
        if thing is None:
            if subject in made:
                made.nodes[subject][edge["predicate"]] = clean(edge["value"])
        else:
            made.add_edge(subject, thing, statement, **_plain({"label": edge["predicate"], **edge}))
    return made


def edges(graph: Graph) -> list[dict[str, Any]]:
    """Return each statement once, with its surest sentence, how many bear it out, and the dates of the first and last."""
    order = [(name, "ascending") for name in ("subject", "predicate", "object", "value", "statement")]
    order += [("confidence", "descending"), ("document", "ascending"), ("start", "ascending")]
    dates = dict(zip(*(graph.articles[name].to_pylist() for name in ("article", "date")), strict=True))
    found: dict[str, dict[str, Any]] = {}
    for row in asserted(graph.tables).sort_by(order).to_pylist():
        seen = dates.get(row["article"])
        kept = ("statement", "subject", "predicate", "object", "value", "quote", "document", "basis", "confidence")
        one = found.setdefault(row["statement"], {**{key: row[key] for key in kept}, "weight": 0})
        one["weight"] += 1
        if seen is not None:
            one["first"] = min(one.get("first", seen), seen)
            one["last"] = max(one.get("last", seen), seen)
    return list(found.values())


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` without what is empty, its text as XML can hold it."""
    return {key: clean(value) if isinstance(value, str) else value for key, value in data.items() if value is not None}
