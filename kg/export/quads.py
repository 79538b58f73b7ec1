"""N-Triples, and TriG with one named graph a page: which page says it is then part of the graph itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import iri
from kg.graph import Graph
from kg.rdf import triples
from kg.rdf.evidence import Evidence
from kg.rdf.queries import read
from kg.rdf.terms import node, text
from kg.rdf.vocabulary import prefixes, term
from kg.rdf.writer import batches, header, turtle, written_base

# What a statement or figure says, in whatever words: true of every page that bears it out. The rest of its node is about
# the one sentence that it quotes itself.
_SAID = frozenset(
    [
        *map(term, ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "kg:title", "kg:detail")),
        *map(term, ("kg:about", "kg:metric", "kg:value", "kg:unit", "kg:from", "kg:to")),
    ]
)


def write_ntriples(graph: Graph, path: Path) -> None:
    """Write the build's Turtle as N-Triples, in its order, a triple at a time."""
    serialize(read(graph.folder / "graph.ttl"), path, RdfFormat.N_TRIPLES)


def write_trig(graph: Graph, path: Path) -> None:
    """Write TriG: in a page's graph what that page says, with its articles, direct triples, statements and evidence.

    The default graph has what is gathered from all pages: entities with their names and counts, and the reasons for each
    name. All graphs together are the triples of the build's Turtle.
    """
    base = written_base(graph.folder / "graph.ttl")
    names = prefixes(base)
    known = {name: namespace for name, namespace in names.items() if name != "id"}
    said = _pages(graph, base, known)
    with path.open("wb") as file:
        file.write(header(names))
        everywhere = {**graph.tables, "statements": graph.statements.slice(0, 0)}
        for blocks in (triples.entities(everywhere), triples.namings(graph.tables, base)):
            for batch in batches(blocks):
                file.write(b"\n" + turtle(batch, known))
        for document in sorted(said):
            file.write(f"\nGRAPH {node(iri.page(base, document))} {{\n\n".encode())
            file.writelines(said[document])
            file.write(b"}\n")


def _pages(graph: Graph, base: str, known: dict[str, str]) -> dict[str, list[bytes]]:
    """Return for each page what it says, as pieces of Turtle: a tenth of the memory of the triples themselves."""
    said: dict[str, list[bytes]] = defaultdict(list)
    evidence = Evidence(graph.tables, base)
    columns = (graph.articles[name].to_pylist() for name in ("article", "document"))
    standing = {str(node(article)): document for article, document in zip(*columns, strict=True)}
    standing |= {str(node(iri.page(base, document))): document for document in graph.pages["document"].to_pylist()}
    for blocks in (triples.pages(graph.tables, base), triples.articles(graph.tables, base)):
        for block in blocks:
            said[standing[str(block[0].subject)]].append(turtle(block, known))
    for blocks in (triples.statements(graph.tables, evidence), triples.figures(graph.tables, evidence)):
        for block in blocks:
            for document, part in _parted(block).items():
                said[document].append(turtle(part, known))
    return said


def _parted(block: list[Triple]) -> dict[str, list[Triple]]:
    """Return the triples of one statement or figure by the page they belong to, with the direct triple on each."""
    claim = block[0].subject
    # Where each node stands: what cites says so itself, and a passage stands where its evidence does.
    documents = {
        str(one.subject): one.object.value
        for one in block
        if one.predicate == term("kg:document") and isinstance(one.object, Literal)
    }
    for one in block:
        if one.predicate == term("oa:hasSelector"):
            documents[str(one.object)] = documents[str(one.subject)]
    parts: dict[str, dict[Triple, None]] = {document: {} for document in documents.values()}
    for one in [*block, *_direct(block)]:
        if one.predicate == term("kg:evidence"):
            parts[documents[str(one.object)]][one] = None
        elif str(one.subject) in documents and (one.subject != claim or one.predicate not in _SAID):
            parts[documents[str(one.subject)]][one] = None
        else:
            for part in parts.values():
                part[one] = None
    return {document: list(part) for document, part in parts.items()}


def _direct(block: list[Triple]) -> Iterator[Triple]:
    said = {one.predicate: one.object for one in block if one.subject == block[0].subject}
    subject, predicate = said.get(term("rdf:subject")), said.get(term("rdf:predicate"))
    if said.get(term("kg:modality")) not in (None, text("asserted")):
        return
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and term("rdf:object") in said:
        yield Triple(subject, predicate, said[term("rdf:object")])
