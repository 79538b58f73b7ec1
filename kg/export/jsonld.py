"""JSON-LD 1.1: one node object a thing, with the short names of `ontology/context.jsonld`, which stands in the file itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import Graph
from kg.rdf.queries import read
from kg.rdf.vocabulary import ONTOLOGY_FOLDER, term
from kg.rdf.writer import written_base

_XSD_STRING, _XSD_INTEGER, _TYPE = term("xsd:string").value, term("xsd:integer").value, term("rdf:type")


def write(graph: Graph, path: Path) -> None:
    """Write the build's triples, a thing a line: IRIs are relative to the base that the context gives."""
    turtle = graph.folder / "graph.ttl"
    base = written_base(turtle)
    context = _context()
    shaper = _Shaper(context, base)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_json([context, {"@base": base}])},\n"@graph": [')
        separator = "\n"
        for subject, about in groupby(read(turtle), key=lambda one: one.subject):
            assert isinstance(subject, NamedNode)
            file.write(separator + _json(shaper.thing(subject, about)))
            separator = ",\n"
        file.write("\n]}\n")


def _context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ONTOLOGY_FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


class _Shaper:
    """The context turned round: from IRIs to the short names, with what each name says of its values."""

    def __init__(self, context: dict[str, Any], base: str) -> None:
        self._base = base
        self._spaces = {key: value for key, value in context.items() if isinstance(value, str) and value[-1] in "#/"}
        self._names: dict[str, tuple[str, dict[str, Any]]] = {}
        for key, value in context.items():
            if not key.startswith("@") and key not in self._spaces:
                rules = {"@id": value} if isinstance(value, str) else {**value}
                if "@type" in rules and not rules["@type"].startswith("@"):
                    rules["@type"] = self._full(rules["@type"])
                self._names[self._full(rules["@id"])] = key, rules

    def thing(self, subject: NamedNode, about: Iterable[Triple]) -> dict[str, Any]:
        """Return the node object of one subject."""
        out: dict[str, Any] = {"@id": self._relative(subject.value)}
        for one in about:
            if one.predicate == _TYPE:
                assert isinstance(one.object, NamedNode)
                self._add(out, "@type", self._names.get(one.object.value, (one.object.value,))[0], {})
            else:
                key, rules = self._names.get(one.predicate.value, (one.predicate.value, {}))
                self._add(out, key, self._value(one.object, rules), rules)
        return out

    def _add(self, out: dict[str, Any], key: str, value: object, rules: dict[str, Any]) -> None:
        if rules.get("@container") == "@set":
            out.setdefault(key, []).append(value)
        elif key not in out:
            out[key] = value
        elif isinstance(out[key], list):
            out[key].append(value)
        else:
            out[key] = [out[key], value]

    def _value(self, thing: object, rules: dict[str, Any]) -> object:
        if isinstance(thing, NamedNode):
            if rules.get("@type") == "@vocab":
                return self._names.get(thing.value, (thing.value,))[0]
            name = self._relative(thing.value)
            return name if rules.get("@type") == "@id" else {"@id": name}
        assert isinstance(thing, Literal)
        kind = thing.datatype.value
        if thing.language:
            same = rules.get("@language") == thing.language
            return thing.value if same else {"@value": thing.value, "@language": thing.language}
        if kind == _XSD_INTEGER and thing.value == str(int(thing.value)):
            return int(thing.value)
        bare = kind == rules.get("@type", _XSD_STRING) and "@language" not in rules
        return thing.value if bare else {"@value": thing.value, "@type": kind}

    def _relative(self, name: str) -> str:
        return name.removeprefix(self._base) if self._base.endswith("/") else name

    def _full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self._spaces[prefix] + local if prefix in self._spaces else name
