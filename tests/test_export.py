"""`kg export`: each format is read back by a reader of its own, and says what the build says."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

import kg
from kg import iri, tables
from kg.errors import Refused
from kg.export import FORMATS, export
from kg.rdf.terms import clean, node
from kg.rdf.vocabulary import term
from kg.rdf.writer import write

RDF = {"nt": RdfFormat.N_TRIPLES, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
HOSTILE = [
    '"""',
    "<b>&'",
    "\x00\x1b\x85",
    "a\r\nb\t",
    "\u202e\ufeff",
    "甲;乙,丙",
    "..",
    "=1+1",
    "]]>",
    "\ud800",
    "\u2028",
]


@pytest.fixture(scope="module")
def exported(built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample pages in every format."""
    folder = tmp_path_factory.mktemp("exported")
    return {kind: export(built.out, kind, folder / f"graph.{kind}") for kind in FORMATS}


def turtle(graph) -> set[Triple]:
    return {quad.triple for quad in parse(path=graph.folder / "graph.ttl", format=RdfFormat.TURTLE)}


def from_rdflib(value: object) -> NamedNode | Literal:
    if isinstance(value, rdflib.URIRef):
        return NamedNode(str(value))
    assert isinstance(value, rdflib.Literal)
    if value.language:
        return Literal(str(value), language=value.language)
    return Literal(str(value), datatype=NamedNode(str(value.datatype or rdflib.XSD.string)))


def sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (path.iterdir() if path.is_dir() else [path])}


@pytest.mark.parametrize("kind", RDF)
def test_the_triples_are_those_of_the_turtle(graph, exported, kind):
    assert {quad.triple for quad in parse(path=exported[kind], format=RDF[kind])} == turtle(graph)


@pytest.mark.parametrize(("kind", "name"), [("trig", "trig"), ("jsonld", "json-ld"), ("nt", "nt")])
def test_rdflib_reads_the_same_triples(graph, exported, kind, name, monkeypatch):
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    read = rdflib.Dataset().parse(exported[kind], format=name)
    assert {Triple(*map(from_rdflib, quad[:3])) for quad in read.quads()} == turtle(graph)


def test_a_named_graph_says_what_its_page_says_and_no_more(graph, exported):
    store = Store()
    store.load(path=exported["trig"], format=RdfFormat.TRIG)
    pages = {node(iri.page(iri.BASE, document)): document for document in graph.pages["document"].to_pylist()}
    assert set(store.named_graphs()) == set(pages)
    said = {}
    told = set(tables.asserted(graph.tables)["statement"].to_pylist())
    for row in graph.statements.to_pylist():
        thing = row["object"]
        if thing is not None and row["statement"] in told:
            said.setdefault(row["document"], set()).add((row["subject"], row["predicate"], thing))
    for page, document in pages.items():
        query = f"""
            PREFIX kg: <https://w3id.org/union-kg/ontology#>
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            SELECT ?s ?p ?o ?document {{ GRAPH {page} {{
              ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:evidence/kg:document ?document . ?s ?p ?o
              FILTER(isIRI(?o)) }} }}"""
        rows = list(store.query(query))
        assert {row["document"].value for row in rows} <= {document}
        found = {(row["s"].value, row["p"].value.removeprefix(iri.ONTOLOGY), row["o"].value) for row in rows}
        assert found == said.get(document, set())


def test_names_and_counts_stand_in_the_default_graph(graph, exported):
    quads = list(parse(path=exported["trig"], format=RdfFormat.TRIG))
    for predicate in ("skos:prefLabel", "kg:mentionCount", "kg:rule"):
        graphs = {type(quad.graph_name).__name__ for quad in quads if quad.predicate == term(predicate)}
        assert graphs == {"DefaultGraph"}


def test_json_ld_is_plain_to_read(graph, exported):
    text = exported["jsonld"].read_text(encoding="utf-8")
    things = {thing["@id"]: thing for thing in json.loads(text)["@graph"]}
    union = things["union/衡阳市总工会"]
    assert union["@type"] == "Union"
    assert union["name"] == "衡阳市总工会"
    assert "衡阳市总" in union["aliases"]
    statement = next(one for one in things.values() if one.get("subject") == "person/黎卫东")
    assert statement["predicate"] == "holdsPost"
    assert statement["title"] == "局长"
    assert things[statement["evidence"][0]]["document"] == statement["document"]


@pytest.mark.parametrize(("kind", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_network_file_has_every_entity_and_statement(graph, exported, kind, read):
    network = read(exported[kind])
    assert set(network) == set(graph.entities["entity"].to_pylist())
    said = {row["statement"]: row for row in tables.asserted(graph.tables).to_pylist() if row["object"] is not None}
    keys = {data.get("networkx_key", key): (s, o, data) for s, o, key, data in network.edges(keys=True, data=True)}
    assert {key: (s, o) for key, (s, o, _) in keys.items()} == {
        key: (row["subject"], row["object"]) for key, row in said.items()
    }
    label = "label" if kind == "graphml" else "predicate"
    assert {key: data[label] for key, (_, _, data) in keys.items()} == {k: row["predicate"] for k, row in said.items()}
    pieces = [row["statement"] for row in tables.asserted(graph.tables).to_pylist()]
    assert max(data["weight"] for *_, data in keys.values()) == max(pieces.count(key) for key in keys)
    assert network.nodes["https://w3id.org/union-kg/id/union/衡阳市总工会"]["label"] == "衡阳市总工会"
    assert ElementTree.parse(exported[kind]).getroot().tag.endswith(kind)


def test_neo4j_sheets_have_the_header_rows_and_every_end_is_a_node(graph, exported):
    folder = exported["neo4j"]
    ids: list[str] = []
    for name in ("pages", "articles", "entities", "figures"):
        rows = sheet(folder / f"{name}.csv")
        (head,) = [head for head in rows[0] if head.endswith(":ID")]
        assert ":LABEL" in rows[0]
        ids += [row[head] for row in rows]
        assert all(row[":LABEL"] for row in rows)
    assert len(ids) == len(set(ids))
    assert set(graph.entities["entity"].to_pylist()) <= set(ids)
    for name in ("statements", "mentions", "parts", "about"):
        rows = sheet(folder / f"{name}.csv")
        assert list(rows[0])[:3] == [":START_ID", ":END_ID", ":TYPE"]
        assert {row[end] for row in rows for end in (":START_ID", ":END_ID")} <= set(ids)
    kinds = {row[":TYPE"] for row in sheet(folder / "statements.csv")}
    assert "HOLDS_POST" in kinds
    assert {kind.replace("_", "") for kind in kinds} <= {
        one.upper() for one in graph.statements["predicate"].to_pylist()
    }
    total = sum(int(row["times:int"]) for row in sheet(folder / "mentions.csv"))
    assert total == graph.mentions.num_rows


def test_gephi_sheets_have_the_header_rows_and_every_end_is_a_node(graph, exported):
    nodes, edges = (sheet(exported["gephi"] / name) for name in ("nodes.csv", "edges.csv"))
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:3] == ["Source", "Target", "Type"]
    assert {row["Type"] for row in edges} == {"Directed"}
    ids = {row["Id"] for row in nodes}
    assert (
        {row[end] for row in edges for end in ("Source", "Target")} <= ids == set(graph.entities["entity"].to_pylist())
    )
    assert all(row["Quote"] and row["Document"] for row in edges)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_build_gives_the_same_bytes_whatever_the_order_of_rows(graph, exported, kind, tmp_path):
    for name, table in graph.tables.items():
        turned = table.take(list(range(table.num_rows))[::-1])
        tables.write({name: turned}, tmp_path / "build" / "tables")
    shutil.copy(graph.folder / "graph.ttl", tmp_path / "build" / "graph.ttl")
    again = export(tmp_path / "build", kind)
    assert again.parent == tmp_path
    assert list(contents(again).values()) == list(contents(exported[kind]).values())


def test_an_export_goes_beside_the_build_and_is_replaced(built, tmp_path):
    shutil.copytree(built.out, tmp_path / "demo")
    assert export(tmp_path / "demo", "nt") == tmp_path / "demo.nt"
    assert export(tmp_path / "demo", "neo4j") == tmp_path / "demo-neo4j"
    (tmp_path / "demo-neo4j" / "about.csv").write_text("old", encoding="utf-8")
    export(tmp_path / "demo", "neo4j")
    assert sheet(tmp_path / "demo-neo4j" / "about.csv")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["demo", "demo-neo4j", "demo.nt"]


def test_the_command_says_where(built, command, tmp_path):
    done = command("export", built.out, "--format", "trig", "--to", tmp_path / "new" / "graph.trig")
    assert (done.status, done.out.strip()) == (0, str(tmp_path / "new" / "graph.trig"))
    assert (tmp_path / "new" / "graph.trig").is_file()


@pytest.mark.parametrize("kind", ["", "ttl", "TriG", "gexff"])
def test_an_unknown_format_lists_those_that_exist(built, command, kind):
    done = command("export", built.out, "--format", kind)
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert ", ".join(FORMATS) in done.err


def test_what_is_there_is_not_destroyed(built, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for kind, to, said in (
        ("neo4j", "mine", "holds other files"),
        ("gephi", "file", "is a file"),
        ("nt", "mine", "is a folder"),
        ("nt", "file/graph.nt", "cannot be written"),
    ):
        with pytest.raises(Refused, match=said):
            export(built.out, kind, tmp_path / to)
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "x"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "mine"]


@pytest.mark.parametrize("kind", ["trig", "nt", "jsonld", "neo4j"])
def test_a_broken_build_is_refused_and_leaves_nothing(built, kind, tmp_path):
    shutil.copytree(built.out, tmp_path / "demo")
    (tmp_path / "demo" / "graph.ttl").write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(Refused, match="build it again"):
        export(tmp_path / "demo", kind)
    (tmp_path / "demo" / "graph.ttl").unlink()
    with pytest.raises(Refused, match="build it again"):
        export(tmp_path / "demo", kind)
    assert [one.name for one in tmp_path.iterdir()] == ["demo"]


def test_no_build_is_refused(tmp_path):
    with pytest.raises(Refused, match="is no build"):
        export(tmp_path, "nt")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=8) | st.sampled_from(HOSTILE))
def test_hostile_names_come_through_every_format(tmp_path, text):
    who, where = iri.entity(iri.BASE, "PERSON", text), iri.entity(iri.BASE, "UNION", f"{text}会")
    document = text.encode("utf-8", "replace").decode()
    text = clean(text)
    article = iri.article(iri.BASE, document, 1)
    spot = {"document": document, "article": article, "start": 0, "end": 3, "quote": text}
    known = {"name": text, "aliases": [text], "mentions": 0, "documents": 0}
    said = {"statement": f"{iri.BASE}statement/1", "subject": who, "predicate": "holdsPost", "object": where}
    made = tables.make(
        {
            "pages": [{"document": document, "sha256": "0" * 64, "characters": 3}],
            "articles": [{"article": article, "document": document, "headline": text, "text": text}],
            "entities": [{"entity": who, "type": "PERSON", **known}, {"entity": where, "type": "UNION", **known}],
            "statements": [{**said, **spot, "value": text, "basis": "text", "confidence": 0.5}],
        }
    )
    folder = tmp_path / "build"
    tables.write(made, folder / "tables")
    write(made, folder / "graph.ttl")
    paths = {kind: export(folder, kind) for kind in FORMATS}
    whole = turtle(kg.open(folder))
    for kind, form in RDF.items():
        assert {quad.triple for quad in parse(path=paths[kind], format=form)} == whole
    for read, kind in ((nx.read_graphml, "graphml"), (nx.read_gexf, "gexf")):
        assert len(read(paths[kind]).edges) == 1
    assert len(sheet(paths["neo4j"] / "statements.csv")) == 1
    lines = (paths["gephi"] / "edges.csv").read_text(encoding="utf-8").split("\n")
    assert len(lines) == 3
