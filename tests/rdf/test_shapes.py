from __future__ import annotations

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.errors import Refused
from kg.rdf.shapes import violations
from kg.rdf.vocabulary import ONTOLOGY_FOLDER, term

SHAPES = ONTOLOGY_FOLDER / "shapes.ttl"


def literal(value, kind="xsd:string"):
    return Literal(value, datatype=term(kind))


# Class of a subject, the property damaged, what it then has: nothing, or one value more, or another instead.
DAMAGE = [
    ("kg:Person", "skos:prefLabel", None),
    ("kg:Union", "skos:prefLabel", [Literal("名", language="zh"), Literal("另名", language="zh")]),
    ("kg:Union", "skos:prefLabel", [Literal("name", language="en")]),
    ("kg:Union", "skos:prefLabel", [literal("名")]),
    ("kg:Place", "kg:mentionCount", [literal("-1", "xsd:integer")]),
    ("kg:Place", "kg:mentionCount", [literal("1.5", "xsd:decimal")]),
    ("kg:Place", "kg:mentionCount", [literal("many", "xsd:integer")]),
    ("kg:Programme", "kg:documentCount", None),
    ("kg:Person", "kg:holdsPost", [NamedNode("https://w3id.org/union-kg/id/person/何敏")]),
    ("kg:Person", "kg:runs", [NamedNode("https://w3id.org/union-kg/id/place/泰国")]),
    ("kg:Union", "kg:holdsPost", [NamedNode("https://w3id.org/union-kg/id/union/江南省总工会")]),
    ("kg:Programme", "kg:locatedIn", [literal("泰国")]),
    ("kg:Programme", "kg:establishedOn", [literal("去年")]),
    ("kg:Programme", "kg:establishedOn", [literal("2024-31-31", "xsd:date")]),
    ("kg:Person", "kg:establishedOn", [literal("2024", "xsd:gYear")]),
    ("kg:Place", "kg:cooperatesWith", [NamedNode("https://w3id.org/union-kg/id/union/江南省总工会")]),
    ("kg:Union", "kg:partOf", [NamedNode("https://w3id.org/union-kg/id/programme/鲁班工坊")]),
    ("kg:Honour", "kg:receives", [NamedNode("https://w3id.org/union-kg/id/honour/全国五一劳动奖章")]),
    ("kg:Honour", "kg:participatesIn", [NamedNode("https://w3id.org/union-kg/id/programme/鲁班工坊")]),
    ("kg:Person", "kg:subOrganizationOf", [NamedNode("https://w3id.org/union-kg/id/union/江南省总工会")]),
    ("kg:Statement", "rdf:subject", None),
    ("kg:Statement", "rdf:predicate", [term("kg:title")]),
    ("kg:Statement", "rdf:object", None),
    ("kg:Statement", "kg:basis", [literal("guess")]),
    ("kg:Statement", "kg:basis", None),
    ("kg:Statement", "kg:confidence", [literal("1.1", "xsd:decimal")]),
    ("kg:Statement", "kg:confidence", [literal("0.1", "xsd:decimal"), literal("0.2", "xsd:decimal")]),
    ("kg:Statement", "kg:quote", None),
    ("kg:Statement", "kg:quote", [literal("")]),
    ("kg:Statement", "kg:start", [literal("9999", "xsd:integer")]),
    ("kg:Statement", "kg:end", None),
    ("kg:Statement", "kg:document", None),
    ("kg:Statement", "kg:evidence", None),
    ("kg:Statement", "prov:wasDerivedFrom", None),
    ("kg:Statement", "prov:wasDerivedFrom", [NamedNode("https://w3id.org/union-kg/id/person/何敏")]),
    ("kg:Figure", "kg:about", None),
    ("kg:Figure", "kg:metric", None),
    ("kg:Figure", "kg:value", [literal("46")]),
    ("kg:Figure", "kg:value", None),
    ("kg:Figure", "kg:to", [literal("2024年")]),
    ("kg:Figure", "kg:quote", None),
    ("kg:Evidence", "oa:hasSource", None),
    ("kg:Evidence", "oa:hasSelector", None),
    ("kg:Evidence", "prov:wasDerivedFrom", None),
    ("kg:Evidence", "kg:basis", [literal("guess")]),
    ("kg:Evidence", "kg:confidence", [literal("2.0", "xsd:decimal")]),
    ("oa:TextQuoteSelector", "oa:exact", None),
    ("oa:TextPositionSelector", "oa:start", [literal("-1", "xsd:integer")]),
    ("oa:TextPositionSelector", "oa:end", [literal("0", "xsd:integer")]),
    ("org:Membership", "org:member", None),
    ("org:Membership", "org:organization", None),
    ("org:Membership", "kg:title", None),
    ("org:Membership", "prov:wasDerivedFrom", None),
    ("kg:Naming", "kg:names", None),
    ("kg:Naming", "kg:rule", None),
    ("kg:Naming", "kg:alias", [literal("市总")]),
    ("kg:Naming", "kg:occurrences", [literal("0", "xsd:integer")]),
    ("kg:Naming", "prov:wasDerivedFrom", None),
    ("schema:NewsArticle", "schema:headline", None),
    ("schema:NewsArticle", "schema:datePublished", [literal("昨天")]),
    ("schema:NewsArticle", "schema:isPartOf", None),
    ("schema:NewsArticle", "schema:contentLocation", [NamedNode("https://w3id.org/union-kg/id/person/何敏")]),
    ("schema:NewsArticle", "schema:mentions", [NamedNode("https://w3id.org/union-kg/id/person/无")]),
    ("kg:Page", "kg:document", None),
    ("kg:Page", "kg:sha256", [literal("abc")]),
    ("kg:Page", "kg:characters", None),
]


@pytest.fixture(scope="module")
def sound(turtle):
    """The triples of the build, and the shapes as rdflib has them."""
    store = Store()
    store.load(path=turtle, format=RdfFormat.TURTLE)
    return list(store), rdflib.Graph().parse(SHAPES, format="turtle")


def conforms(quads, shapes):
    """Return the focus nodes that pySHACL, the reference, complains about."""
    written = serialize([quad.triple for quad in quads], None, RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=written, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return {str(node) for node in report.objects(None, rdflib.SH.focusNode)}


def broken(quads):
    """Return the focus nodes that we complain about."""
    store = Store()
    store.extend(quads)
    return {violation.focus.value for violation in violations(store)}


def damaged(quads, kind, predicate, values):
    subject = min(q.subject.value for q in quads if q.predicate == term("rdf:type") and q.object == term(kind))
    if values is None:  # a subject that has the property, to take it from
        having = {q.subject.value for q in quads if q.predicate == term(predicate)}
        kinds = {q.subject.value for q in quads if q.predicate == term("rdf:type") and q.object == term(kind)}
        subject = min(having & kinds)
    kept = [q for q in quads if not (q.subject.value == subject and q.predicate == term(predicate))]
    return subject, [*kept, *(Quad(NamedNode(subject), term(predicate), value) for value in values or ())]


def test_the_build_keeps_the_shapes(sound):
    quads, shapes = sound
    assert broken(quads) == set()
    assert conforms(quads, shapes) == set()


@pytest.mark.parametrize(("kind", "predicate", "values"), DAMAGE)
def test_damage_is_found(sound, kind, predicate, values):
    quads, _ = sound
    subject, left = damaged(quads, kind, predicate, values)
    assert subject in broken(left)


def test_what_is_found_is_what_pyshacl_finds(sound):
    """Damage of every sort at once, each to a node of its own class: both must name the same nodes."""
    quads, shapes = sound
    for batch in (DAMAGE[0::3], DAMAGE[1::3], DAMAGE[2::3]):
        left = quads
        for kind, predicate, values in batch:
            _, left = damaged(left, kind, predicate, values)
        assert broken(left) == conforms(left, shapes)


def test_the_shapes_are_shacl(sound):
    graph = rdflib.Graph()
    pyshacl.validate(graph, shacl_graph=sound[1], meta_shacl=True)


def test_a_message_says_what_is_wrong(sound):
    quads, _ = sound
    subject, left = damaged(quads, "kg:Statement", "kg:basis", [literal("guess")])
    store = Store()
    store.extend(left)
    (violation,) = violations(store)
    assert (violation.focus.value, violation.value) == (subject, literal("guess"))
    assert violation.message == "A statement says how it is known: text, name, gazetteer or inferred."


def test_a_constraint_that_is_not_known_is_refused(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    text = SHAPES.read_text(encoding="utf-8")
    shapes.write_text(text.replace("sh:minLength 1", "sh:uniqueLang true"), encoding="utf-8")
    with pytest.raises(Refused, match="uniqueLang"):
        list(violations(Store(), shapes))


def test_a_shape_without_target_is_refused(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    text = SHAPES.read_text(encoding="utf-8")
    shapes.write_text(text.replace("sh:targetClass kg:Page ;", ""), encoding="utf-8")
    with pytest.raises(Refused, match="PageShape"):
        list(violations(Store(), shapes))
