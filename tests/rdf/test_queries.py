from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg import iri, tables
from kg.errors import Refused
from kg.rdf.queries import base_of, load, run
from kg.rdf.writer import write


def test_ask_and_construct_are_answered(store):
    assert run(store, "ASK { ?s a kg:Union }").rows == [[True]]
    assert run(store, "ASK { ?s a kg:Event }").rows == [[False]]
    made = run(store, "CONSTRUCT { ?p rdfs:seeAlso ?u } WHERE { ?p kg:holdsPost ?u . ?p skos:prefLabel '何敏'@zh }")
    assert made.columns == ["subject", "predicate", "object"]
    assert made.short == [["person:何敏", "rdfs:seeAlso", "union:青石区总工会"]]


def test_an_entity_can_be_typed_by_its_prefix(store):
    assert run(store, "SELECT ?p { ?p kg:holdsPost union:青石区总工会 }").short == [["person:何敏"]]
    assert run(store, "SELECT ?p { ?p kg:holdsPost id:union\\/青石区总工会 }").short == [["person:何敏"]]


def test_a_query_may_declare_the_prefixes_itself(store):
    answer = run(store, "PREFIX kg: <http://example.org/> ASK { ?s a kg:Whatever }")
    assert answer.rows == [[False]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s WHERE {\n ?s a kg:Union\n", "line 3"),
        ("SELECT ?s WHERE {\n ?s kg:runs }", "line 2, column 13, before '}'"),
        ("SELECT ?s WHERE {\n ?s a kgg:Union }", "Line 2: the prefix kgg: is not declared. Did you mean kg:?"),
        (
            "SELECT ?s WHERE {\n\n ?s kg:holdPost ?o }",
            "Line 3: the ontology has no term kg:holdPost. Nearest: kg:holdsPost",
        ),
        (f"PREFIX kg: <{iri.ONTOLOGY}> ASK {{ ?s a kg:Onion }}", "kg:Union"),
        (
            f"ASK {{\n?s <{iri.ONTOLOGY}holdPost> ?o }}",
            "Line 2: the ontology has no term kg:holdPost. Nearest: kg:holdsPost",
        ),
        ("SELECT ?s ?s { ?s ?p ?o }", "Duplicated variable"),
        ("DELETE WHERE { ?s ?p ?o }", "only read"),
        ("", "does not parse"),
        ("SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "failed while it ran"),
    ],
)
def test_a_wrong_query_is_refused_with_the_place_and_the_remedy(store, query, said):
    with pytest.raises(Refused) as refused:
        run(store, query)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'x:y zz:q' } # aa:b",
        'ASK { ?s ?p """a "zz:q" b""" }',
        "ASK { ?s ?p <urn:zz:q> }",
        "ASK { _:zz ?p ?o }",
        "ASK { ?s ?p 'it\\'s zz:q'@zh }",
        "PREFIX zz: <urn:z>\nASK { ?s ?p zz:q }",
        "prefix : <urn:z>\nASK { ?s ?p :q }",
        "ASK { ?s a kg:Union ; ^kg:holdsPost/(skos:prefLabel|skos:altLabel) ?n }",
    ],
)
def test_what_only_looks_like_a_prefix_is_none(store, query):
    assert len(run(store, query)) == 1


def test_the_base_is_told_from_the_graph(world, tmp_path):
    base = "https://example.org/page/x/"
    rows = {"pages": [{"document": "a/page/b.txt", "sha256": "0" * 64, "characters": 1}]}
    write(tables.make(rows), tmp_path / "graph.ttl", base)
    moved = load(tmp_path / "graph.ttl")
    assert base_of(moved) == base
    assert run(moved, "ASK { page:a\\/page\\/b.txt a kg:Page }").rows == [[True]]
    assert base_of(Store()) == iri.BASE


def test_a_missing_or_broken_turtle_is_refused(tmp_path):
    with pytest.raises(Refused, match="does not exist"):
        load(tmp_path / "graph.ttl")
    (tmp_path / "graph.ttl").write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(Refused, match="no sound Turtle"):
        load(tmp_path / "graph.ttl")


def test_the_loaded_graph_is_the_written_one(store, turtle):
    fresh = Store()
    fresh.load(path=turtle, format=RdfFormat.TURTLE)
    assert set(fresh) == set(store)
