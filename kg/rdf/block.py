"""The triples about one thing, as they gather: what a table leaves empty is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf import terms
from kg.rdf.vocabulary import term


@dataclass(slots=True)
class Block:
    """A subject with its class; each method adds one triple, or none for None."""

    subject: NamedNode
    kind: str
    triples: list[Triple] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.put("rdf:type", term(self.kind))

    def put(self, predicate: str, thing: NamedNode | Literal | None) -> None:
        """Add a triple whose object is a finished term; ``predicate`` is a prefixed name such as ``kg:runs``."""
        if thing is not None:
            self.triples.append(Triple(self.subject, term(predicate), thing))

    def link(self, predicate: str, iri: str | None) -> None:
        """Add a triple that leads to another thing."""
        self.put(predicate, None if iri is None else terms.node(iri))

    def text(self, predicate: str, value: str | None) -> None:
        """Add a plain string."""
        self.put(predicate, None if value is None else terms.text(value))

    def label(self, predicate: str, value: str | None) -> None:
        """Add a name, tagged ``@zh``."""
        self.put(predicate, None if value is None else terms.label(value))

    def date(self, predicate: str, value: str | None) -> None:
        """Add a date at the precision it has."""
        self.put(predicate, None if value is None else terms.date(value))

    def number(self, predicate: str, value: float | None) -> None:
        """Add an xsd:decimal."""
        self.put(predicate, None if value is None else terms.decimal(value))

    def count(self, predicate: str, value: int | None) -> None:
        """Add an xsd:integer."""
        self.put(predicate, None if value is None else Literal(value))
