"""The terms that the Turtle is written in: namespaces, and classes and properties as the ontology defines them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.iri import BASE, KINDS, ONTOLOGY

_PACKAGE = Path(__file__).parent.parent
# In an installed package the ontology lies inside it, in a checkout beside it.
ONTOLOGY_FOLDER = _PACKAGE / "ontology" if (_PACKAGE / "ontology").is_dir() else _PACKAGE.parent / "ontology"

NAMESPACES = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": ONTOLOGY,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# One prefix a kind of thing, so that Turtle and queries say union:衡阳市总工会 and need no escapes.
_PARTS = ("page", "article", "statement", "membership", "figure", "evidence", "quote", "span", "naming")

CLASSES = {
    "PERSON": "kg:Person",
    "UNION": "kg:Union",
    "ORG": "kg:Organization",
    "PLACE": "kg:Place",
    "PROGRAMME": "kg:Programme",
    "EVENT": "kg:Event",
    "WORK": "kg:Work",
    "HONOUR": "kg:Honour",
}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return every prefix of a build whose entities live under ``base``, by name."""
    kinds = {kind: f"{base}{kind}/" for kind in (*KINDS.values(), *_PARTS)}
    return {**NAMESPACES, "id": base, **kinds}


@cache
def term(name: str) -> NamedNode:
    """Return the node of a prefixed name such as ``kg:runs``; raise KeyError for a prefix outside `NAMESPACES`."""
    prefix, _, local = name.partition(":")
    return NamedNode(NAMESPACES[prefix] + local)


@cache
def ontology_terms() -> frozenset[str]:
    """Return the local names that the ontology defines under kg:, to tell a mistyped term from a rare one."""
    quads = parse(path=ONTOLOGY_FOLDER / "union-kg.ttl", format=RdfFormat.TURTLE)
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return frozenset(iri.removeprefix(ONTOLOGY) for iri in subjects if iri.startswith(ONTOLOGY) and iri != ONTOLOGY)
