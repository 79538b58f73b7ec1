from __future__ import annotations

import random
import re

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import iri, tables
from kg.rdf.terms import clean
from kg.rdf.vocabulary import term
from kg.rdf.writer import write


def triples(path):
    """Return the file's triples as pyoxigraph reads them."""
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


def plain(value):
    """Return a term of either library as comparable text."""
    if isinstance(value, NamedNode):
        return value.value
    if isinstance(value, Literal):
        kind = "" if value.language or value.datatype == term("xsd:string") else value.datatype.value
        return value.value, value.language or "", kind
    if isinstance(value, rdflib.Literal):
        kind = "" if value.datatype in (None, rdflib.XSD.string) else str(value.datatype)
        return str(value), value.language or "", kind
    return str(value)


@pytest.fixture
def exact(monkeypatch):
    """Keep rdflib from rewriting literals, so that it shows what it read."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def objects(store, subject, predicate):
    return {quad.object for quad in store.quads_for_pattern(subject, term(predicate), None)}


def subjects(store, predicate, thing):
    return [quad.subject for quad in store.quads_for_pattern(None, term(predicate), thing)]


def statements_of(store, world, subject, predicate):
    about = set(subjects(store, "rdf:subject", NamedNode(world.entity(subject))))
    return sorted(about & set(subjects(store, "rdf:predicate", term(predicate))), key=str)


def test_the_count_is_of_distinct_triples(world, tmp_path):
    count = write(world.build(), tmp_path / "graph.ttl")
    assert count == len(set(triples(tmp_path / "graph.ttl"))) > 500


def test_an_entity_has_its_class_and_names_and_no_name_twice(world, store):
    union = NamedNode(f"{iri.BASE}union/云溪市总工会")
    assert objects(store, union, "rdf:type") == {term("kg:Union")}
    assert objects(store, union, "skos:prefLabel") == {Literal("云溪市总工会", language="zh")}
    assert objects(store, union, "skos:altLabel") == {Literal("市总工会", language="zh")}


def test_a_statement_is_a_direct_triple_and_a_node(world, store):
    union, programme = NamedNode(world.entity("云溪市总工会")), NamedNode(world.entity("暖流驿站"))
    assert programme in objects(store, union, "kg:runs")
    (node,) = statements_of(store, world, "云溪市总工会", "kg:runs")
    assert objects(store, node, "rdf:type") == {term("kg:Statement")}
    assert objects(store, node, "rdf:object") == {programme}
    assert objects(store, node, "kg:basis") == {Literal("text")}
    assert objects(store, node, "prov:wasDerivedFrom") == {NamedNode(f"{iri.BASE}article/gongren/2024-03-12-1.txt/1")}


def test_one_statement_from_two_sentences_quotes_the_surer_one_and_has_both_as_evidence(world, store):
    (node,) = statements_of(store, world, "云溪市总工会", "kg:runs")
    assert objects(store, node, "kg:quote") == {Literal("云溪市总工会推出“暖流驿站”")}
    assert objects(store, node, "kg:confidence") == {Literal("0.85", datatype=term("xsd:decimal"))}
    evidence = objects(store, node, "kg:evidence")
    quotes = {quote.value for piece in evidence for quote in objects(store, piece, "kg:quote")}
    assert len(evidence) == 2
    assert quotes == {row[4] for row in world.STATEMENTS if row[:3] == ("云溪市总工会", "runs", "暖流驿站")}


def test_of_two_equally_sure_sentences_the_earlier_is_quoted(world, tmp_path):
    rows = world.rows()
    pieces = [
        row for row in rows["statements"] if row["predicate"] == "runs" and row["subject"].endswith("云溪市总工会")
    ]
    late = next(row for row in rows["articles"] if row["date"] == "2024-09-06")
    pieces[0].update(document=late["document"], article=late["article"], confidence=0.9, quote="晚")
    pieces[1].update(confidence=0.9, quote="早")
    write(tables.make(rows), tmp_path / "graph.ttl")
    node = NamedNode(pieces[0]["statement"])
    assert [
        t.object for t in triples(tmp_path / "graph.ttl") if (t.subject, t.predicate) == (node, term("kg:quote"))
    ] == [Literal("早")]


def test_offsets_lead_to_the_sentence_on_the_page(world, store):
    pages = {document: "\n\n".join(article[2] for article in articles) for document, articles in world.PAGES.items()}
    checked = 0
    for piece in subjects(store, "rdf:type", term("kg:Evidence")):
        ((document,), (start,), (end,), (quote,)) = (
            [value.value for value in objects(store, piece, name)]
            for name in ("kg:document", "kg:start", "kg:end", "kg:quote")
        )
        assert pages[document][int(start) : int(end)] == quote
        checked += 1
    assert checked == len(world.STATEMENTS) + len(world.FIGURES)


def test_a_passage_is_written_once_with_what_stands_around_it(world, store):
    figures = subjects(store, "rdf:type", term("kg:Figure"))
    passages = {
        s for f in figures for e in objects(store, f, "kg:evidence") for s in objects(store, e, "oa:hasSelector")
    }
    quotes = [s for s in passages if objects(store, s, "rdf:type") == {term("oa:TextQuoteSelector")}]
    assert len(quotes) == len({row[6] for row in world.FIGURES})
    (chair,) = (s for s in quotes if "秦越山" in next(iter(objects(store, s, "oa:exact"))).value)
    assert next(iter(objects(store, chair, "oa:prefix"))).value.endswith("开展“暖流驿站”活动。\n")


def test_a_quote_that_its_article_has_twice_gets_no_surroundings(world, tmp_path):
    rows = world.rows()
    article = rows["articles"][0]
    article["text"] += "\n" + article["text"]
    write(tables.make(rows), tmp_path / "graph.ttl")
    found = triples(tmp_path / "graph.ttl")
    prefixed = {t.subject for t in found if t.predicate == term("oa:prefix")}
    doubled = {t.subject for t in found if t.predicate == term("oa:exact") and t.object.value in article["text"]}
    assert doubled
    assert not prefixed & doubled
    assert prefixed


def test_a_post_is_a_membership(world, store):
    person = NamedNode(world.entity("林向晚"))
    memberships = subjects(store, "org:member", person)
    titles = {title.value for one in memberships for title in objects(store, one, "kg:title")}
    assert titles == {"党组书记", "常务副主席"}
    for one in memberships:
        assert objects(store, one, "org:organization") == {NamedNode(world.entity("云溪市总工会"))}
        (statement,) = objects(store, one, "prov:wasDerivedFrom")
        assert objects(store, statement, "kg:title") == objects(store, one, "kg:title")


@pytest.mark.parametrize(
    ("programme", "date", "kind"),
    [("赞比亚鲁班工坊", "2022-11-18", "xsd:date"), ("泰国鲁班工坊", "2016", "xsd:gYear")],
)
def test_a_founding_date_is_a_typed_literal(world, store, programme, date, kind):
    literal = Literal(date, datatype=term(kind))
    assert objects(store, NamedNode(world.entity(programme)), "kg:establishedOn") == {literal}
    (node,) = statements_of(store, world, programme, "kg:establishedOn")
    assert objects(store, node, "rdf:object") == {literal}


def test_the_year_of_an_honour_is_a_detail_and_no_title(world, store):
    (node,) = statements_of(store, world, "欧阳川", "kg:receives")
    assert objects(store, node, "kg:detail") == {Literal("2024")}
    assert not objects(store, node, "kg:title")


def test_a_figure_has_number_unit_and_time(world, store):
    values = {}
    for figure in subjects(store, "kg:about", NamedNode(world.entity("暖流驿站"))):
        (metric,), (value,), (unit,), (to,) = (
            objects(store, figure, name) for name in ("kg:metric", "kg:value", "kg:unit", "kg:to")
        )
        assert value.datatype == term("xsd:decimal")
        assert to.datatype == term("xsd:gYearMonth")
        values[metric.value, to.value] = float(value.value), unit.value
    assert values == {
        ("建成", "2024-02"): (46, "个"),
        ("建成", "2024-08"): (61, "个"),
        ("服务职工", "2024-02"): (12000, "人次"),
    }


def test_an_article_leads_to_its_page_and_names_what_it_mentions(world, store):
    article = NamedNode(f"{iri.BASE}article/gongren/2024-03-12-1.txt/2")
    assert objects(store, article, "schema:headline") == {Literal("区总工会派出蹲点工作组")}
    assert objects(store, article, "schema:datePublished") == {Literal("2024-03-12", datatype=term("xsd:date"))}
    (page,) = objects(store, article, "schema:isPartOf")
    assert objects(store, page, "kg:document") == {Literal("gongren/2024-03-12-1.txt")}
    mentioned = {NamedNode(row["entity"]) for row in world.rows()["mentions"] if row["article"] == article.value}
    assert objects(store, article, "schema:mentions") == mentioned


def test_each_form_of_a_name_has_its_reason(world, store):
    namings = subjects(store, "kg:names", NamedNode(world.entity("青石区总工会")))
    reasons = {
        next(iter(objects(store, one, "kg:alias"))).value: next(iter(objects(store, one, "kg:rule"))).value
        for one in namings
    }
    assert set(reasons) == {"青石区总工会", "区总工会", "区总"}
    assert reasons["区总"] == "简称：本篇以青石区总工会为全称"
    assert all(objects(store, one, "prov:wasDerivedFrom") for one in namings)


def test_a_name_broken_over_two_lines_is_the_name(world, tmp_path):
    rows = world.rows()
    mention = next(row for row in rows["mentions"] if row["text"] == "区总工会")
    mention["text"] = "区总\n 工会"
    write(tables.make(rows), tmp_path / "graph.ttl")
    found = triples(tmp_path / "graph.ttl")
    assert Literal("区总工会", language="zh") in {t.object for t in found if t.predicate == term("kg:alias")}
    assert not [t for t in found if t.predicate == term("kg:alias") and "\n" in t.object.value]


def test_another_base_moves_every_entity_and_no_term(world, tmp_path):
    base = "https://example.org/报/"
    rows = world.rows()
    for row in (row for name in rows for row in rows[name]):
        row.update({k: v.replace(iri.BASE, base) for k, v in row.items() if isinstance(v, str)})
    write(tables.make(rows), tmp_path / "graph.ttl", base)
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert iri.BASE not in text
    assert f"@prefix union: <{base}union/> ." in text
    assert "@prefix kg: <https://w3id.org/union-kg/ontology#> ." in text


def test_the_same_rows_in_any_order_give_the_same_bytes(world, tmp_path):
    write(world.build(), tmp_path / "a.ttl")
    for seed in range(3):
        rows = world.rows()
        for name in rows:
            random.Random(seed).shuffle(rows[name])
        write(tables.make(rows), tmp_path / "b.ttl")
        assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_a_subject_stands_once_and_under_the_prefixes_of_the_contract(turtle):
    text = turtle.read_text(encoding="utf-8")
    assert "@prefix kg: <https://w3id.org/union-kg/ontology#> .\n" in text
    assert "@prefix id: <https://w3id.org/union-kg/id/> .\n" in text
    heads = re.findall(r"^(?![@#\t\n])(\S+) a ", text, re.MULTILINE)
    assert len(heads) == len(set(heads)) > 100
    assert 'union:云溪市总工会 a kg:Union ;\n\tskos:prefLabel "云溪市总工会"@zh ;' in text


def test_an_empty_build_is_an_empty_graph(tmp_path):
    assert write(tables.make({}), tmp_path / "graph.ttl") == 0
    assert triples(tmp_path / "graph.ttl") == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_hostile_text_in_any_column_reads_alike_and_whole(world, tmp_path, exact, data):
    text = st.text(min_size=1, max_size=12) | st.sampled_from(
        [
            '"""',
            "<b>&'",
            "\\u0000",
            "\x00\x1b\x85",
            "a\r\nb\t",
            "\u202e\u200f\ufeff",
            "</script>",
            "甲.",
            "..",
            "x@zh",
            "\ue000\ufdd0",
        ]
    )
    name, quote, title, rule, document = (data.draw(text) for _ in range(5))
    who, where = iri.entity(iri.BASE, "PERSON", name), iri.entity(iri.BASE, "UNION", name + "会")
    article = iri.article(iri.BASE, document, 1)
    place = {"document": document, "article": article, "start": 0, "end": 3}
    row = {"statement": f"{iri.BASE}statement/1", "subject": who, "predicate": "holdsPost", "object": where}
    figure = {"figure": f"{iri.BASE}figure/1", "subject": who, "metric": title, "value": 1.5, "unit": name, "to": quote}
    made = tables.make(
        {
            "pages": [{"document": document, "sha256": name, "characters": 3, "date": title}],
            "articles": [
                {"article": article, "document": document, "headline": quote, "byline": [name], "text": quote}
            ],
            "entities": [
                {"entity": who, "type": "PERSON", "name": name, "aliases": [name, title], "mentions": 1, "documents": 1}
            ],
            "mentions": [{**place, "text": title, "type": "PERSON", "entity": who, "rule": rule}],
            "statements": [{**row, **place, "value": title, "quote": quote, "basis": "text", "confidence": 0.5}],
            "figures": [{**figure, **place, "quote": quote}],
        }
    )
    path = tmp_path / "graph.ttl"
    write(made, path)
    found = triples(path)
    ours = {tuple(map(plain, (t.subject, t.predicate, t.object))) for t in found}
    assert ours == {tuple(map(plain, triple)) for triple in rdflib.Graph().parse(path, format="turtle")}
    for predicate, value in (("kg:quote", quote), ("kg:title", title), ("kg:rule", rule), ("kg:document", document)):
        assert {t.object.value for t in found if t.predicate == term(predicate)} == {clean(value)}
