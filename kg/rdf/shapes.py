"""The SHACL shapes of `ontology/shapes.ttl` as SPARQL: one query a constraint, quick at any size of graph.

Covered is the part of SHACL Core that the shapes use; a constraint beyond it is refused, not passed over. Sections in
comments are those of https://www.w3.org/TR/shacl/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple

from kg.errors import Refused
from kg.rdf.vocabulary import ONTOLOGY_FOLDER, term

Term = NamedNode | BlankNode | Literal | Triple

_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TARGETS = ("targetClass", "targetSubjectsOf")
_NO_CONSTRAINT = {"path", "message", "property", *_TARGETS}
_ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})?"
# A literal whose text its datatype does not allow has not that datatype (4.1.2).
_WELL_FORMED = {
    f"{_XSD}integer": "^[+-]?[0-9]+$",
    f"{_XSD}decimal": "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    f"{_XSD}date": f"^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){_ZONE}$",
    f"{_XSD}gYearMonth": f"^[0-9]{{4}}-(0[1-9]|1[0-2]){_ZONE}$",
    f"{_XSD}gYear": f"^[0-9]{{4}}{_ZONE}$",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a shape: ``value`` is what it has and should not, None where something is missing."""

    focus: Term
    value: Term | None
    message: str


def violations(graph: Store, shapes: Path = ONTOLOGY_FOLDER / "shapes.ttl") -> Iterator[Violation]:
    """Yield what breaks the shapes, by the names of the shapes; raise `Refused` for shapes beyond this subset."""
    for query, message in _Shapes(shapes).queries():
        found = graph.query(query)
        assert isinstance(found, QuerySolutions)
        for row in found:
            focus = row["focus"]
            assert focus is not None
            yield Violation(focus, row["value"], message)


class _Shapes:
    """The shapes as they are read from the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = Store()
        self._store.load(path=path, format=RdfFormat.TURTLE)

    def queries(self) -> list[tuple[str, str]]:
        """Return each constraint as a query for what breaks it, with the shape's message."""
        kind = term("rdf:type")
        shapes = [quad.subject for quad in self._store.quads_for_pattern(None, kind, NamedNode(f"{_SH}NodeShape"))]
        out: list[tuple[str, str]] = []
        for shape in sorted(shapes, key=str):
            focus = self._focus(shape)
            out += self._constraints(shape, focus, "?focus")
            for property_shape in sorted(self._values(shape, "property"), key=self._path_of):
                out += self._constraints(property_shape, focus, "?value")
        return out

    def _focus(self, shape: Term) -> str:
        """Return the pattern that binds ``?focus`` to the shape's targets (2.1.3)."""
        classes = " ".join(sorted(map(str, self._values(shape, "targetClass"))))
        patterns = [f"VALUES ?class {{ {classes} }} ?focus a ?class ."] if classes else []
        patterns += [f"?focus {predicate} ?any ." for predicate in self._values(shape, "targetSubjectsOf")]
        if len(patterns) != 1:
            raise Refused(f"{self._path.name}: {shape} needs sh:targetClass or sh:targetSubjectsOf, one of the two.")
        return patterns[0]

    def _constraints(self, shape: Term, focus: str, value: str) -> Iterator[tuple[str, str]]:
        """Yield one query a constraint of a node shape (``value`` is the focus itself) or a property shape."""
        path = self._path_of(shape) if value == "?value" else ""
        where = f"{focus} ?focus {path} ?value ." if path else f"{focus} BIND(?focus AS ?value)"
        message = next((text.value for text in self._values(shape, "message") if isinstance(text, Literal)), str(shape))
        for name, argument in self._parameters(shape):
            if name in ("minCount", "maxCount") and isinstance(argument, Literal):
                sign = "<" if name == "minCount" else ">"
                having = f"HAVING (COUNT(?value) {sign} {argument.value})"
                counted = f"{focus} OPTIONAL {{ ?focus {path} ?value }}"
                yield f"SELECT ?focus (SAMPLE(?one) AS ?value) {{ {_once(counted)} }} GROUP BY ?focus {having}", message
            else:
                broken = self._broken(name, argument)
                yield f"SELECT DISTINCT ?focus ?value {{ {where} FILTER({broken}) }}", message

    def _broken(self, name: str, argument: Term) -> str:
        """Return the expression that holds where ``?value`` breaks the constraint; an error counts as broken."""
        if name == "or":  # 4.6.3
            members = [self._parameters(member) for member in self._list(argument)]
            return " && ".join(f"({' || '.join(self._broken(*one) for one in member)})" for member in members)
        if name == "in":  # 4.8.3
            return f"?value NOT IN ({', '.join(map(str, self._list(argument)))})"
        if name == "languageIn":  # 4.4.4
            tags = " || ".join(f"LANGMATCHES(LANG(?value), {tag})" for tag in self._list(argument))
            return f"COALESCE(!({tags}), true)"
        if name not in _BROKEN or (name == "nodeKind" and argument != NamedNode(f"{_SH}IRI")):
            raise Refused(f"{self._path.name} uses sh:{name}, which `kg check` does not know: express it with another.")
        return _BROKEN[name](argument)

    def _parameters(self, shape: Term) -> list[tuple[str, Term]]:
        quads = self._store.quads_for_pattern(_resource(shape), None, None)
        named = [(quad.predicate.value.removeprefix(_SH), quad.object) for quad in quads if _SH in quad.predicate.value]
        return sorted(((name, value) for name, value in named if name not in _NO_CONSTRAINT), key=str)

    def _values(self, shape: Term, name: str) -> list[Term]:
        return [quad.object for quad in self._store.quads_for_pattern(_resource(shape), NamedNode(_SH + name), None)]

    def _path_of(self, shape: Term) -> str:
        return str(self._values(shape, "path")[0])

    def _list(self, head: Term) -> list[Term]:
        """Return the members of an RDF list."""
        members = []
        while head != term("rdf:nil"):
            members += [quad.object for quad in self._store.quads_for_pattern(_resource(head), term("rdf:first"), None)]
            head = next(self._store.quads_for_pattern(_resource(head), term("rdf:rest"), None)).object
        return members


def _datatype(kind: Term) -> str:
    right = f"DATATYPE(?value) = {kind}"
    form = _WELL_FORMED.get(kind.value) if isinstance(kind, NamedNode) else None
    if form:
        right += f" && REGEX(STR(?value), {Literal(form)})"
    return f"!(isLiteral(?value) && COALESCE({right}, false))"


_BROKEN: dict[str, Callable[[Term], str]] = {
    "class": lambda kind: f"NOT EXISTS {{ ?value a {kind} }}",  # 4.1.1
    "datatype": _datatype,  # 4.1.2
    "nodeKind": lambda _: "!isIRI(?value)",  # 4.1.3
    "minInclusive": lambda least: f"COALESCE(?value < {least}, true)",  # 4.3.2
    "maxInclusive": lambda most: f"COALESCE(?value > {most}, true)",  # 4.3.4
    "minLength": lambda least: f"STRLEN(STR(?value)) < {least}",  # 4.4.1
    "pattern": lambda form: f"!REGEX(STR(?value), {form})",  # 4.4.3
    "disjoint": lambda path: f"EXISTS {{ ?focus {path} ?value }}",  # 4.5.2
    "lessThan": lambda path: f"EXISTS {{ ?focus {path} ?than FILTER(COALESCE(!(?value < ?than), true)) }}",  # 4.5.3
}


def _once(pattern: str) -> str:
    """Return ``pattern`` with each focus and value once, however many of the target's classes a node has."""
    return f"{{ SELECT DISTINCT ?focus ?value {{ {pattern} }} }}"


def _resource(shape: Term) -> NamedNode | BlankNode:
    assert isinstance(shape, NamedNode | BlankNode)
    return shape
