from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from kg import iri, tables
from kg.errors import Refused
from kg.rdf.queries import base_of, bind, catalogue, find, load, run
from kg.rdf.writer import write

# Columns of each question and what they must hold on the fictional build, row by row in any order.
ANSWERS = {
    "posts": (
        ("body", "holder", "title", "reported"),
        {
            ("云溪市总工会", "林向晚", "党组书记", "2024-03-12"),
            ("云溪市总工会", "林向晚", "常务副主席", "2024-03-12"),
            ("云溪市总工会", "秦越山", "主席", "2024-03-12"),
            ("青石区总工会", "何敏", "主席", "2024-03-12"),
        },
    ),
    "programmes": (
        ("body", "name"),
        {
            ("云溪市总工会", "暖流驿站"),
            ("青石区总工会", "青石区总工会蹲点工作组"),
            ("云溪轻工学院", "赞比亚鲁班工坊"),
            ("中华全国总工会", "县级工会加强年"),
        },
    ),
    "luban-workshops": (
        ("workshop", "place", "since", "builder"),
        {
            ("泰国鲁班工坊", "泰国", None, None),
            ("泰国鲁班工坊", None, "2016", None),
            ("赞比亚鲁班工坊", "赞比亚", None, None),
            ("赞比亚鲁班工坊", "卢萨卡", None, None),
            ("赞比亚鲁班工坊", None, "2022-11-18", None),
            ("赞比亚鲁班工坊", None, None, "云溪轻工学院"),
        },
    ),
    "stationed-teams": (
        ("body", "team", "metric", "value", "unit"),
        {
            ("青石区总工会", "青石区总工会蹲点工作组", "派出蹲点工作组", 12, "个"),
            ("青石区总工会", None, "选派蹲点干部", 36, "人"),
        },
    ),
    "person": (
        ("name", "relation", "other", "detail"),
        {
            ("林向晚", f"{iri.ONTOLOGY}holdsPost", "云溪市总工会", "党组书记"),
            ("林向晚", f"{iri.ONTOLOGY}holdsPost", "云溪市总工会", "常务副主席"),
            ("秦越山", f"{iri.ONTOLOGY}holdsPost", "云溪市总工会", "主席"),
            ("何敏", f"{iri.ONTOLOGY}holdsPost", "青石区总工会", "主席"),
            ("欧阳川", f"{iri.ONTOLOGY}receives", "全国五一劳动奖章", "2024"),
        },
    ),
    "cooperation": (("one", "other", "programme"), {("云溪市总工会", "云溪市司法局", "暖流驿站")}),
    "aliases": (
        ("name", "alias"),
        {
            ("云溪市总工会", "市总工会"),
            ("青石区总工会", "区总工会"),
            ("青石区总工会", "区总"),
            ("中华全国总工会", "全总"),
            ("云溪市", "云溪"),
            ("青石区总工会蹲点工作组", "蹲点工作组"),
        },
    ),
    "honours": (("award", "given", "year"), {("全国五一劳动奖章", "欧阳川", "2024")}),
    "unions-by-place": (
        ("above", "within", "union", "parent"),
        {(None, "云溪市", "云溪市总工会", "江南省总工会"), ("云溪市", "青石区", "青石区总工会", None)},
    ),
    "figures": (
        ("about", "measure", "value", "unit", "when"),
        {
            ("暖流驿站", "建成", 46, "个", "2024-02"),
            ("暖流驿站", "建成", 61, "个", "2024-08"),
            ("暖流驿站", "服务职工", 12000, "人次", "2024-02"),
            ("青石区总工会蹲点工作组", "派出蹲点工作组", 12, "个", "2024-03-12"),
            ("青石区总工会", "选派蹲点干部", 36, "人", "2024-03-12"),
            ("赞比亚鲁班工坊", "培养学员", 620, "人", "2024-09-06"),
        },
    ),
}

# What a parameter leaves of the first column.
NARROWED = [
    ("posts", {"person": "林向晚"}, ["云溪市总工会", "云溪市总工会"]),
    ("posts", {"union": "区总工会"}, ["青石区总工会"]),
    ("posts", {"union": "区总工会", "person": "林向晚"}, []),
    ("programmes", {"union": "全总"}, ["中华全国总工会"]),
    ("programmes", {"programme": "暖流驿站"}, ["云溪市总工会"]),
    ("luban-workshops", {"programme": "泰国"}, ["泰国鲁班工坊", "泰国鲁班工坊"]),
    ("stationed-teams", {"programme": "加强年"}, ["中华全国总工会"]),
    ("person", {"person": "何敏"}, ["何敏"]),
    ("cooperation", {"organization": "云溪市司法局"}, ["云溪市总工会"]),
    ("cooperation", {"organization": "江南省总工会"}, []),
    ("aliases", {"entity": "云溪"}, ["云溪市"]),
    ("honours", {"recipient": "欧阳川"}, ["全国五一劳动奖章"]),
    ("honours", {"honour": "全国工人先锋号"}, []),
    ("unions-by-place", {"place": "云溪市"}, ["云溪市", "青石区"]),
    ("unions-by-place", {"place": "青石区"}, ["青石区"]),
    ("figures", {"programme": "暖流", "metric": "建成"}, ["暖流驿站", "暖流驿站"]),
]


def test_every_question_of_the_library_has_an_answer_here():
    assert {question.name for question in catalogue()} == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered(store, name):
    columns, expected = ANSWERS[name]
    answer = run(store, find(name))
    assert {tuple(row[column] for column in columns) for row in answer.records()} == expected


@pytest.mark.parametrize("name", ANSWERS)
def test_every_row_leads_to_a_sentence_on_a_page(store, world, name):
    texts = {document: "\n\n".join(one[2] for one in articles) for document, articles in world.PAGES.items()}
    for row in run(store, find(name)).records():
        text = texts[row["document"]]
        assert row.get("quote", row.get("article")) in text
        last = list(row)[-1]
        assert row[last].startswith(f"{iri.BASE}{'figure' if name == 'figures' else ''}")


@pytest.mark.parametrize(("name", "values", "first"), NARROWED)
def test_a_parameter_narrows_an_answer(store, name, values, first):
    assert [row[0] or row[1] for row in run(store, bind(find(name), values)).rows] == first


def test_figures_of_one_metric_stand_by_date(store):
    answer = run(store, bind(find("figures"), {"programme": "暖流", "metric": "建成"}))
    assert [(row["when"], row["value"]) for row in answer.records()] == [("2024-02", 46), ("2024-08", 61)]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_plain_sparql(turtle, store, name):
    graph = rdflib.Graph(bind_namespaces="none").parse(turtle, format="turtle")
    theirs = graph.query(find(name), initNs={})
    ours = run(store, find(name))
    assert [str(variable) for variable in theirs.vars] == ours.columns
    texts = [tuple(None if cell is None else cell.value for cell in row) for row in ours.terms]
    numbers = ours.columns.index("value") if "value" in ours.columns else None
    read = [tuple(None if cell is None else str(cell) for cell in row) for row in theirs]
    if numbers is not None:
        read = [tuple(c.removesuffix(".0") if i == numbers and c else c for i, c in enumerate(row)) for row in read]
    assert sorted(read, key=str) == sorted(texts, key=str)


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
