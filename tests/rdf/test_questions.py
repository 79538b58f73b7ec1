"""Each question of the library on the fictional build: its whole answer, and what a parameter leaves of it."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import rdflib
from pyoxigraph import NamedNode

from kg import iri, tables
from kg.rdf.queries import bind, catalogue, find, load, run
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
        ("body", "relation", "name"),
        {
            ("云溪市总工会", "runs", "暖流驿站"),
            ("青石区总工会", "runs", "青石区总工会蹲点工作组"),
            ("青石区总工会", "participatesIn", "暖流驿站"),
            ("云溪轻工学院", "runs", "赞比亚鲁班工坊"),
            ("中华全国总工会", "runs", "县级工会加强年"),
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

KG = iri.ONTOLOGY
# The same of questions that answer at length where nothing narrows them.
NARROW_ANSWERS = [
    (
        "leaders",
        {},
        ("body", "holder", "title"),
        {
            ("云溪市总工会", "秦越山", "主席"),
            ("云溪市总工会", "林向晚", "党组书记"),
            ("青石区总工会", "何敏", "主席"),
        },
    ),
    (
        "career",
        {"person": "林向晚"},
        ("first", "last", "body", "title"),
        {
            ("2024-03-12", "2024-03-12", "云溪市总工会", "党组书记"),
            ("2024-03-12", "2024-03-12", "云溪市总工会", "常务副主席"),
        },
    ),
    ("double-posts", {}, ("holder", "one", "other"), set()),
    ("staff", {"body": "区总"}, ("organization", "member", "titles"), {("青石区总工会", "何敏", "主席")}),
    (
        "entity",
        {"entity": "区总工会"},
        ("name", "relation", "other", "detail"),
        {
            ("青石区总工会", f"{KG}participatesIn", "暖流驿站", None),
            ("青石区总工会", f"{KG}runs", "青石区总工会蹲点工作组", None),
            ("青石区总工会", f"{KG}locatedIn", "青石区", None),
            ("青石区总工会", f"^{KG}holdsPost", "何敏", "主席"),
            ("青石区总工会", f"{KG}Figure", "选派蹲点干部", "36人"),
        },
    ),
    ("participants", {}, ("name", "participant", "reported"), {("暖流驿站", "青石区总工会", "2024-09-06")}),
    (
        "sub-programmes",
        {"programme": "鲁班工坊"},
        ("whole", "part", "within"),
        {("鲁班工坊", "泰国鲁班工坊", "鲁班工坊")},
    ),
    (
        "programmes-by-place",
        {},
        ("within", "programme"),
        {("卢萨卡", "赞比亚鲁班工坊"), ("赞比亚", "赞比亚鲁班工坊"), ("泰国", "泰国鲁班工坊")},
    ),
    ("bodies-by-place", {}, ("within", "body"), set()),
    (
        "hierarchy",
        {"body": "江南省总工会"},
        ("top", "over", "under"),
        {("江南省总工会", "江南省总工会", "云溪市总工会")},
    ),
    ("founded", {}, ("since", "name"), {("2016", "泰国鲁班工坊"), ("2022-11-18", "赞比亚鲁班工坊")}),
    ("founded", {"year": "2022-11"}, ("since", "name"), {("2022-11-18", "赞比亚鲁班工坊")}),
    ("founded", {"year": "2023"}, ("since", "name"), set()),
    (
        "laureates",
        {"honour": "五一"},
        ("laureate", "award", "year", "body"),
        {("欧阳川", "全国五一劳动奖章", "2024", None)},
    ),
    ("laureates", {"honour": "劳动模范"}, ("laureate", "award"), set()),
    (
        "articles",
        {"entity": "区总"},
        ("name", "published", "headline"),
        {
            ("青石区总工会", "2024-03-12", "区总工会派出蹲点工作组"),
            ("青石区总工会", "2024-09-06", "暖流驿站一年间"),
        },
    ),
    (
        "together",
        {"entity": "区总"},
        ("other", "articles", "document"),
        {
            ("何敏", 1, "gongren/2024-03-12-1.txt"),
            ("欧阳川", 1, "gongren/2024-03-12-1.txt"),
            ("全国五一劳动奖章", 1, "gongren/2024-03-12-1.txt"),
            ("青石区总工会蹲点工作组", 1, "gongren/2024-03-12-1.txt"),
            ("云溪市", 1, "gongren/2024-09-06-2.txt"),
            ("林向晚", 1, "gongren/2024-09-06-2.txt"),
            ("暖流驿站", 1, "gongren/2024-09-06-2.txt"),
        },
    ),
    (
        "bylines",
        {"author": "唐静"},
        ("writer", "published"),
        {("唐静", d) for d in ("2024-03-12", "2024-09-06", "2025-01-10")},
    ),
    ("bylines", {"author": "唐"}, ("writer",), set()),
    (
        "prominent",
        {"kind": "union"},
        ("type", "name", "mentions", "pages"),
        {
            ("union", "云溪市总工会", 5, 2),
            ("union", "青石区总工会", 4, 2),
            ("union", "中华全国总工会", 2, 1),
            ("union", "江南省总工会", 1, 1),
        },
    ),
    ("prominent", {"kind": "机构"}, ("name",), {("云溪市司法局",), ("云溪轻工学院",)}),
    ("corroborated", {}, ("name", "relation", "other"), {("云溪市总工会", f"{KG}runs", "暖流驿站")}),
    (
        "page",
        {"page": "zhigong"},
        ("start", "subject", "relation", "thing"),
        {
            (12, "中华全国总工会", f"{KG}runs", "县级工会加强年"),
            (29, "云溪市总工会", f"{KG}subOrganizationOf", "江南省总工会"),
        },
    ),
    (
        "timeline",
        {"entity": "暖流驿站"},
        ("reported", "relation", "other"),
        {
            ("2024-03-12", f"{KG}Figure", "建成 46个"),
            ("2024-03-12", f"{KG}Figure", "服务职工 12000人次"),
            ("2024-03-12", f"^{KG}runs", "云溪市总工会"),
            ("2024-09-06", f"{KG}Figure", "建成 61个"),
            ("2024-09-06", f"^{KG}participatesIn", "青石区总工会"),
        },
    ),
    (
        "series",
        {},
        ("name", "measure", "unit", "when", "value"),
        {("暖流驿站", "建成", "个", "2024-02", 46), ("暖流驿站", "建成", "个", "2024-08", 61)},
    ),
    ("series", {"metric": "服务"}, ("name",), set()),
    ("largest", {"unit": "人"}, ("about", "value"), {("赞比亚鲁班工坊", 620), ("青石区总工会", 36)}),
    ("partners", {"body": "云溪市司法局"}, ("partner", "kind"), {("云溪市总工会", f"{KG}Union")}),
    ("partners", {"body": "市总工会"}, ("partner", "kind"), {("云溪市司法局", f"{KG}Organization")}),
    ("works", {}, ("title",), set()),
    ("unasserted", {}, ("who",), set()),
    (
        "doubtful",
        {"entity": "市总工会"},
        ("confidence", "relation", "other"),
        {
            (0.75, f"{KG}cooperatesWith", "云溪市司法局"),
            (0.85, f"{KG}runs", "暖流驿站"),
            (0.9, f"{KG}locatedIn", "云溪市"),
            (0.9, f"{KG}subOrganizationOf", "江南省总工会"),
        },
    ),
]
QUESTIONS = [question.name for question in catalogue()]

# What a parameter leaves of the first column.
NARROWED = [
    ("posts", {"person": "林向晚"}, ["云溪市总工会", "云溪市总工会"]),
    ("posts", {"union": "区总工会"}, ["青石区总工会"]),
    ("posts", {"union": "区总工会", "person": "林向晚"}, []),
    ("programmes", {"union": "全总"}, ["中华全国总工会"]),
    ("programmes", {"programme": "暖流驿站"}, ["云溪市总工会", "青石区总工会"]),
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
    assert set(QUESTIONS) == set(ANSWERS) | {name for name, *_ in NARROW_ANSWERS}
    assert len(QUESTIONS) >= 25


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered(store, name):
    columns, expected = ANSWERS[name]
    answer = run(store, find(name))
    assert {tuple(row[column] for column in columns) for row in answer.records()} == expected


@pytest.mark.parametrize(("name", "values", "columns", "expected"), NARROW_ANSWERS)
def test_a_question_with_parameters_is_answered(store, name, values, columns, expected):
    answer = run(store, bind(find(name), values))
    assert {tuple(row[column] for column in columns) for row in answer.records()} == expected


def test_the_surest_statement_comes_last_and_the_largest_figure_first(store):
    doubts = [row["confidence"] for row in run(store, find("doubtful")).records()]
    assert doubts == sorted(doubts)
    values = [row["value"] for row in run(store, find("largest")).records()]
    assert values == sorted(values, reverse=True)
    dates = [row["reported"] for row in run(store, find("timeline")).records()]
    assert dates == sorted(dates)
    assert len(set(dates)) > 1


def test_two_posts_in_two_bodies_are_found(world):
    rows = world.rows()
    post = next(row for row in rows["statements"] if row["value"] == "主席" and row["subject"].endswith("秦越山"))
    court = world.entity("云溪市司法局")
    rows["statements"].append({**post, "statement": f"{iri.BASE}statement/0", "object": court, "value": "副局长"})
    with TemporaryDirectory() as folder:
        write(tables.make(rows), Path(folder) / "graph.ttl")
        found = run(load(Path(folder) / "graph.ttl"), find("double-posts")).records()
    assert [tuple(row.values())[:5] for row in found] == [("秦越山", "云溪市司法局", "副局长", "云溪市总工会", "主席")]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_row_leads_to_a_sentence_on_a_page(store, world, name):
    texts = {document: "\n\n".join(one[2] for one in articles) for document, articles in world.PAGES.items()}
    for row in run(store, find(name)).records():
        # What counts over articles has no one sentence, but a thing that `kg query OUT entity` has the sentences for.
        if "document" in row:
            text = texts[row["document"]]
            assert row.get("quote", row.get("headline", "")) in text
        identifier = NamedNode(row[list(row)[-1]])
        assert identifier.value.startswith(iri.BASE)
        assert any(store.quads_for_pattern(identifier, None, None))


@pytest.mark.parametrize(("name", "values", "first"), NARROWED)
def test_a_parameter_narrows_an_answer(store, name, values, first):
    assert [row[0] or row[1] for row in run(store, bind(find(name), values)).rows] == first


def test_figures_of_one_metric_stand_by_date(store):
    answer = run(store, bind(find("figures"), {"programme": "暖流", "metric": "建成"}))
    assert [(row["when"], row["value"]) for row in answer.records()] == [("2024-02", 46), ("2024-08", 61)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_plain_sparql(turtle, store, name):
    graph = rdflib.Graph(bind_namespaces="none").parse(turtle, format="turtle")
    theirs = graph.query(find(name), initNs={})
    ours = run(store, find(name))
    assert [str(variable) for variable in theirs.vars] == ours.columns
    texts = [tuple(None if cell is None else cell.value for cell in row) for row in ours.terms]
    # Of the whole decimal 46.0 one engine says 46, the other 46.0.
    read = [tuple(None if cell is None else re.sub(r"(?<=\d)\.0(?!\d)", "", cell) for cell in row) for row in theirs]
    assert sorted(read, key=str) == sorted(texts, key=str)
