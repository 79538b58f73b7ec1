from __future__ import annotations

import json
import re

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS, Namespace

from kg import iri
from kg.model import PREDICATES
from kg.rdf.reference import page
from kg.rdf.vocabulary import CLASSES, NAMESPACES, ONTOLOGY_FOLDER, ontology_terms, prefixes

KG = Namespace(iri.ONTOLOGY)
GRAPH = rdflib.Graph().parse(ONTOLOGY_FOLDER / "union-kg.ttl", format="turtle")
TERMS = sorted(ontology_terms())
TIED = {
    "Person": {"foaf:Person", "schema:Person"},
    "Union": {"org:Organization", "foaf:Organization", "schema:Organization"},
    "Organization": {"org:Organization", "foaf:Organization", "schema:Organization"},
    "Place": {"schema:Place"},
    "Programme": {"foaf:Project"},
    "Event": {"schema:Event"},
    "Work": {"schema:CreativeWork"},
    "Honour": {"skos:Concept"},
    "Statement": {"rdf:Statement", "prov:Entity"},
    "Evidence": {"oa:SpecificResource", "prov:Entity"},
}


@pytest.mark.parametrize("name", TERMS)
def test_a_term_is_documented_in_both_languages_with_an_example(name):
    for predicate in (RDFS.label, RDFS.comment):
        texts = {text.language: str(text) for text in GRAPH.objects(KG[name], predicate)}
        assert set(texts) == {"zh", "en"}
        assert re.search("[\u4e00-\u9fff]", texts["zh"])
    assert len(list(GRAPH.objects(KG[name], SKOS.example))) == 1
    kinds = set(GRAPH.objects(KG[name], RDF.type))
    assert kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}


@pytest.mark.parametrize("name", TIED)
def test_a_class_is_tied_to_the_standards(name):
    known = {GRAPH.namespace_manager.normalizeUri(one) for one in GRAPH.objects(KG[name], RDFS.subClassOf)}
    assert known == TIED[name]


def test_every_type_and_predicate_is_a_term():
    assert {f"kg:{predicate}" for predicate in PREDICATES} | set(CLASSES.values()) <= {f"kg:{name}" for name in TERMS}


def test_what_the_turtle_uses_the_ontology_defines(turtle):
    graph = rdflib.Graph().parse(turtle, format="turtle")
    used = {str(term) for triple in graph for term in triple[1:] if str(term).startswith(iri.ONTOLOGY)}
    assert {name.removeprefix(iri.ONTOLOGY) for name in used} <= set(TERMS)
    assert len(used) > 30


def test_what_the_shapes_name_the_ontology_defines():
    text = (ONTOLOGY_FOLDER / "shapes.ttl").read_text(encoding="utf-8")
    names = set(re.findall(r"\bkg:(\w+)", text))
    assert {name for name in names if not name.endswith("Shape")} <= set(TERMS)


def test_no_prefix_begins_another_but_id():
    spaces = {name: space for name, space in prefixes().items() if name != "id"}
    for name, space in spaces.items():
        assert not [other for other in spaces if other != name and spaces[other].startswith(space)]
    assert NAMESPACES["kg"] == iri.ONTOLOGY


def test_every_term_is_held_by_a_shape():
    shapes = rdflib.Graph().parse(ONTOLOGY_FOLDER / "shapes.ttl", format="turtle")
    classes = {str(one) for one in shapes.objects(None, SH.targetClass)}
    properties = {str(one) for predicate in (SH.path, SH.targetSubjectsOf) for one in shapes.objects(None, predicate)}
    for name in TERMS:
        held = classes if (KG[name], RDF.type, OWL.Class) in GRAPH else properties
        assert str(KG[name]) in held, name


def test_whatever_the_turtle_uses_a_shape_holds(turtle):
    shapes = rdflib.Graph().parse(ONTOLOGY_FOLDER / "shapes.ttl", format="turtle")
    graph = rdflib.Graph().parse(turtle, format="turtle")
    held = {one for predicate in (SH.path, SH.targetSubjectsOf) for one in shapes.objects(None, predicate)}
    assert set(graph.predicates()) - {RDF.type} <= held
    assert set(graph.objects(None, RDF.type)) <= set(shapes.objects(None, SH.targetClass))


def test_the_reference_page_is_up_to_date_and_has_every_term():
    written = (ONTOLOGY_FOLDER.parent / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew with `python -m kg.rdf.reference`"
    for name in TERMS:
        assert f"### `kg:{name}` " in written


def test_the_context_has_a_name_for_every_term_that_the_turtle_uses(turtle):
    context = json.loads((ONTOLOGY_FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    named = {rule if isinstance(rule, str) else rule["@id"] for key, rule in context.items() if key != "@version"}
    graph = rdflib.Graph().parse(turtle, format="turtle")
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    assert {graph.namespace_manager.normalizeUri(one) for one in used} <= named
    spaces = {key: rule for key, rule in context.items() if isinstance(rule, str) and rule[-1] in "#/"}
    assert spaces.items() <= NAMESPACES.items()
