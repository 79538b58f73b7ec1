from __future__ import annotations

import re

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace

from kg import iri
from kg.model import PREDICATES
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
