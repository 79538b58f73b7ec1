"""Four parsers that share no code read the same triples from what we write: pyoxigraph, rdflib, raptor and N3.js."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg import iri, tables
from kg.rdf.writer import write
from tests.npm import installed

# What tells a careless parser or writer from a careful one, each as a name, a quote and a path.
HOSTILE = [
    '"""', "<b>&'", "\\u0000", "\x00\x1b\x85", "a\r\nb\t", "\u202e\u200f\ufeff", "甲.", "..", "x@zh", "-", "%2", "%20",
    "\ue000\ufdd0", "𠮷野家", "a;b,c", "(甲)", "~!$&*+=/?#@", "_", "·", "1", "'", "é\u0301", "\U0010ffff",
]  # fmt: skip
N3 = "n3@1.26.0"


@pytest.fixture(scope="session")
def n3() -> Path:
    """A folder with the npm package n3: that of N3_FOLDER, or one in the user's cache."""
    return installed(N3, "n3", "n3")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose every name, quote, title and path is hostile."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in tables.SCHEMAS}
    for number, text in enumerate(HOSTILE):
        who, where = iri.entity(iri.BASE, "PERSON", text), iri.entity(iri.BASE, "UNION", f"{text}会")
        document = f"{text}/{number}"
        article = iri.article(iri.BASE, document, 1)
        spot = {"document": document, "article": article, "start": 0, "end": 3}
        rows["pages"].append({"document": document, "sha256": "0" * 64, "characters": 3})
        rows["articles"].append({"article": article, "document": document, "headline": text, "text": f"{text}x{text}"})
        for entity, kind in ((who, "PERSON"), (where, "UNION")):
            rows["entities"].append(
                {
                    "entity": entity,
                    "type": kind,
                    "name": text,
                    "aliases": [text, f"{text}。"],
                    "mentions": 1,
                    "documents": 1,
                }
            )
        said = {"statement": f"{iri.BASE}statement/{number}", "subject": who, "predicate": "holdsPost", "object": where}
        rows["statements"].append({**said, **spot, "value": text, "quote": text, "basis": "text", "confidence": 0.5})
        rows["mentions"].append({**spot, "text": text, "type": "PERSON", "entity": who, "rule": text})
    path = tmp_path_factory.mktemp("hostile") / "graph.ttl"
    write(tables.make(rows), path)
    return path


@pytest.fixture(params=["turtle", "hostile", "samples"])
def written(request: pytest.FixtureRequest) -> Path:
    """The Turtle of the fictional build, of hostile names, and of the sample pages."""
    if request.param == "samples":
        return Path(request.getfixturevalue("built").out) / "graph.ttl"
    return Path(request.getfixturevalue(request.param))


def ours(path: Path) -> set[Triple]:
    """Return the triples as pyoxigraph reads them, the reader of this package."""
    found = [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
    assert len(found) == len(set(found)) > 200
    return set(found)


def ntriples(text: bytes) -> set[Triple]:
    """Return the triples that another parser wrote as N-Triples."""
    return {quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)}


def from_rdflib(value: object) -> NamedNode | Literal | BlankNode:
    """Return a term of rdflib as pyoxigraph has it."""
    if isinstance(value, rdflib.URIRef):
        return NamedNode(str(value))
    assert isinstance(value, rdflib.Literal)
    if value.language:
        return Literal(str(value), language=value.language)
    return Literal(str(value), datatype=NamedNode(str(value.datatype or rdflib.XSD.string)))


def test_rdflib_reads_the_same_triples(written, monkeypatch):
    # Otherwise it would show numbers and dates as it writes them, not as it read them.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    read = rdflib.Graph().parse(written, format="turtle")
    assert {Triple(*map(from_rdflib, triple)) for triple in read} == ours(written)


def test_raptor_reads_the_same_triples(written):
    if shutil.which("rapper") is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)("rapper is not installed: it is in Debian's raptor2-utils")
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(written)]
    read = subprocess.run(command, capture_output=True, check=True)
    assert ntriples(read.stdout) == ours(written)


def test_n3js_reads_the_same_triples(written, n3):
    command = ["node", str(Path(__file__).with_name("read.mjs")), str(n3), str(written)]
    read = subprocess.run(command, capture_output=True, check=True)
    assert ntriples(read.stdout) == ours(written)
