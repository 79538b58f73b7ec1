"""The reference page of the ontology: ``python -m kg.rdf.reference`` writes `docs/ontology.md` from the ontology's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from kg.iri import ONTOLOGY
from kg.rdf.questions import catalogue
from kg.rdf.vocabulary import NAMESPACES, ONTOLOGY_FOLDER, term

_Node = NamedNode | BlankNode
_SH = "http://www.w3.org/ns/shacl#"
_KINDS = {
    "Classes": ("owl:Class",),
    "Properties that lead to a thing": ("owl:ObjectProperty",),
    "Properties that lead to a value": ("owl:DatatypeProperty",),
}
_RELATIONS = {
    "rdfs:subClassOf": "Subclass of",
    "rdfs:subPropertyOf": "Subproperty of",
    "owl:disjointWith": "Never also",
    "rdfs:domain": "From",
    "rdfs:range": "To",
    "rdfs:seeAlso": "See also",
}
_HEAD = """# The ontology

What this page says stands in `ontology/union-kg.ttl` and `ontology/shapes.ttl`; it is written from them by `python -m kg.rdf.reference`.
The prefix `kg:` is <{ontology}>. A graph that breaks a line under “Kept by every graph” is reported by `kg check`.
"""


class Ontology:
    """The ontology with its shapes, read once."""

    def __init__(self, folder: Path = ONTOLOGY_FOLDER) -> None:
        self._store = Store()
        for name in ("union-kg.ttl", "shapes.ttl"):
            self._store.load(path=folder / name, format=RdfFormat.TURTLE)

    def defined(self, kinds: Sequence[str]) -> list[NamedNode]:
        """Return the terms of our own that are of one of ``kinds``, by name."""
        found = {
            quad.subject
            for kind in kinds
            for quad in self._store.quads_for_pattern(None, term("rdf:type"), term(kind))
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ONTOLOGY)
        }
        return sorted(found, key=str)

    def texts(self, subject: _Node, predicate: str) -> dict[str, str]:
        """Return the literals of a property by language."""
        found = self.objects(subject, term(predicate))
        return {one.language or "": one.value for one in found if isinstance(one, Literal)}

    def borrowed(self) -> list[NamedNode]:
        """Return the terms of other vocabularies that the shapes hold every graph to, by name."""
        found = {
            quad.object
            for predicate in ("targetClass", "path")
            for quad in self._store.quads_for_pattern(None, NamedNode(_SH + predicate), None)
            if isinstance(quad.object, NamedNode) and not quad.object.value.startswith(ONTOLOGY)
        }
        return sorted(found, key=str)

    def objects(self, subject: _Node, predicate: NamedNode) -> list[NamedNode | BlankNode | Literal | Triple]:
        """Return what a property leads to, in the order of the text of each."""
        return sorted((quad.object for quad in self._store.quads_for_pattern(subject, predicate, None)), key=str)

    def kept(self, subject: NamedNode) -> list[str]:
        """Return what the shapes say of a class, or of a property wherever it stands, in their own words."""
        out: dict[str, None] = {}
        for predicate in ("targetClass", "targetSubjectsOf"):
            for quad in self._store.quads_for_pattern(None, NamedNode(_SH + predicate), subject):
                out |= dict.fromkeys(self._messages(quad.subject))
        for quad in self._store.quads_for_pattern(None, NamedNode(f"{_SH}path"), subject):
            out |= dict.fromkeys(self._said(quad.subject))
        return sorted(out)

    def _messages(self, shape: _Node | Triple) -> Iterator[str]:
        assert not isinstance(shape, Triple)
        yield from self._said(shape)
        for one in self.objects(shape, NamedNode(f"{_SH}property")):
            assert isinstance(one, NamedNode | BlankNode)
            yield from self._said(one)

    def _said(self, shape: _Node | Triple) -> list[str]:
        assert not isinstance(shape, Triple)
        return [one.value for one in self.objects(shape, NamedNode(f"{_SH}message")) if isinstance(one, Literal)]


def page() -> str:
    """Return the reference page as Markdown: each term with its labels, comments, relations, constraints and example."""
    ontology = Ontology()
    parts = [_HEAD.format(ontology=ONTOLOGY)]
    for title, kinds in _KINDS.items():
        parts.append(f"## {title}\n")
        parts += ["\n".join(_described(ontology, one)) for one in ontology.defined(kinds)]
    parts.append("## Terms of other vocabularies\n\n| term | kept by every graph |\n| --- | --- |")
    parts += [f"| `{_short(one)}` | {' '.join(ontology.kept(one))} |" for one in ontology.borrowed()]
    parts.append("\n## Questions\n\n`kg query OUT NAME` answers them; `--PARAMETER VALUE` narrows the answer.\n")
    parts.append("\n".join(_questions()))
    return "\n".join(parts)


def _described(ontology: Ontology, subject: NamedNode) -> Iterator[str]:
    labels, comments = (ontology.texts(subject, name) for name in ("rdfs:label", "rdfs:comment"))
    yield f"### `{_short(subject)}` {labels['zh']} · {labels['en']}\n"
    yield f"{comments['zh']}  \n{comments['en']}\n"
    for predicate, words in _RELATIONS.items():
        things = [
            f"`{_short(one)}`" for one in ontology.objects(subject, term(predicate)) if isinstance(one, NamedNode)
        ]
        if things:
            yield f"- {words}: {', '.join(things)}"
    kept = ontology.kept(subject)
    if kept:
        yield f"- Kept by every graph: {' '.join(kept)}"
    for example in ontology.texts(subject, "skos:example").values():
        yield f"- Example: `{example}`"
    yield ""


def _questions() -> Iterator[str]:
    yield "| query | parameters | question |"
    yield "| --- | --- | --- |"
    for one in catalogue():
        takes = ", ".join(
            f"`{name}`" + (f" ({default})" if default else "") for name, default in one.parameters.items()
        )
        yield f"| `{one.name}` | {takes} | {one.zh}<br>{one.en} |"
    yield ""


def _short(thing: NamedNode) -> str:
    fitting = [(name, space) for name, space in NAMESPACES.items() if thing.value.startswith(space)]
    name, space = max(fitting, key=lambda pair: len(pair[1]))
    return f"{name}:{thing.value.removeprefix(space)}"


def main() -> None:
    """Write the page into the checkout."""
    path = ONTOLOGY_FOLDER.parent / "docs" / "ontology.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page(), encoding="utf-8", newline="\n")
    print(f"Written: {path.name}.")


if __name__ == "__main__":
    main()
