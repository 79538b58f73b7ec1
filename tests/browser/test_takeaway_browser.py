"""What readers take along: pictures, tables, Turtle and a query that agree with the build, a view as a file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from driving import choose, panel, take
from newspaper import HOSTILE, attack, news
from playwright.sync_api import expect

from kg import tables
from kg.graph import Graph
from kg.rdf import queries, shapes, writer
from kg.rdf.vocabulary import term

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(open_page):
    return open_page(tables.make(news().rows))


def triples(path: Path) -> Iterator[pyoxigraph.Triple]:
    return pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)


def test_what_is_taken_away_holds_what_is_visible(opened, tmp_path):
    for item, expected in {
        "图片 SVG": "云岭市总工会</text>",
        "表格 CSV": "\ufeffiri,名称",
        "可见部分 Turtle": "kg:holdsPost <https://w3id.org/union-kg/id/union/云岭市总工会>",
        "SPARQL 查询": "VALUES ?predicate { kg:",
    }.items():
        assert expected in take(opened.page, item, tmp_path / "taken").read_text("utf-8")


def test_a_picture_is_taken_away_on_white(opened, tmp_path):
    assert take(opened.page, "图片 PNG", tmp_path / "taken.png").read_bytes().startswith(b"\x89PNG")


def test_the_turtle_of_the_whole_is_the_build_s_own(open_page, graph: Graph, tmp_path):
    page = open_page(graph.folder / "graph.html").page
    page.locator("#filters input[type=radio]").last.check()
    taken = set(triples(take(page, "Turtle", tmp_path / "taken.ttl")))
    built = set(triples(graph.folder / "graph.ttl"))
    # What is planned, supposed or denied is no part of the network, and stays in the build.
    said = {
        triple.subject
        for triple in built
        if triple.predicate == term("kg:modality") and triple.object.value != "asserted"
    }
    said |= {triple.object for triple in built if triple.predicate == term("kg:evidence") and triple.subject in said}
    built = {triple for triple in built if triple.subject not in said}
    assert taken - built == set()
    for kind in ("kg:Statement", "kg:Figure", "kg:Evidence", "kg:Union", "kg:Person", "org:Membership"):
        of_kind = {triple for triple in built if triple.predicate == term("rdf:type") and triple.object == term(kind)}
        assert of_kind
        assert of_kind <= taken, kind
    for name in ("kg:quote", "kg:start", "kg:end", "kg:document", "kg:confidence", "kg:holdsPost", "skos:altLabel"):
        said = {triple for triple in built if triple.predicate == term(name)}
        assert said <= taken, name


def test_the_turtle_of_a_part_keeps_the_shapes(open_page, graph: Graph, tmp_path):
    page = open_page(graph.folder / "graph.html").page
    page.get_by_role("checkbox", name="地点").uncheck()
    store = queries.load(take(page, "Turtle", tmp_path / "taken.ttl"))
    places = store.quads_for_pattern(None, term("rdf:type"), term("kg:Place"))
    assert not list(places)
    assert list(store.quads_for_pattern(None, term("rdf:type"), term("kg:Statement")))
    assert [f"{one.focus} {one.message}" for one in shapes.violations(store)] == []


def test_the_turtle_of_hostile_names_parses(open_page, tmp_path):
    page = open_page(tables.make(attack().rows)).page
    found = list(triples(take(page, "Turtle", tmp_path / "taken.ttl")))
    assert set(HOSTILE) < {triple.object.value for triple in found if triple.predicate == term("skos:prefLabel")}
    assert set(HOSTILE) < {triple.object.value for triple in found if triple.predicate == term("kg:quote")}


def visible(page, tmp_path, tab: str) -> set[str]:
    """The IRIs of the entities or statements in the drawing, by the table."""
    page.get_by_role("button", name="表格", exact=True).click()
    page.get_by_role("tab", name=tab).click()
    lines = take(page, "表格 CSV", tmp_path / f"{tab}.csv").read_text("utf-8-sig").splitlines()[1:]
    page.get_by_role("button", name="关闭表格").click()
    return {line.split(",")[0] for line in lines}


@pytest.mark.parametrize("filtered", [False, True])
def test_the_query_returns_what_is_visible(open_page, graph: Graph, tmp_path, filtered):
    page = open_page(graph.folder / "graph.html").page
    if filtered:
        page.get_by_role("checkbox", name="名称").uncheck()
        page.get_by_role("checkbox", name="开展").uncheck()
        page.get_by_role("slider", name="起").evaluate(
            "one => { one.value = 3; one.dispatchEvent(new Event('change')); }"
        )
        page.get_by_text("更多条件").click()
        page.get_by_label("置信度不低于").fill("0.8")
        page.get_by_label("置信度不低于").press("Enter")
    query = take(page, "SPARQL", tmp_path / "graph.rq").read_text("utf-8")
    answer = graph.query(query).records()
    statements = visible(page, tmp_path, "关系")
    assert statements
    assert {row["statement"] for row in answer} - {None} == statements
    assert {row["subject"] for row in answer} == visible(page, tmp_path, "实体")
    assert all(row["quote"] and row["document"] and row["end"] > row["start"] for row in answer if row["statement"])


def test_the_query_of_hostile_names_runs(open_page, tmp_path):
    rows = tables.make(attack().rows)
    writer.write(rows, tmp_path / "graph.ttl")
    page = open_page(rows).page
    query = take(page, "SPARQL", tmp_path / "graph.rq").read_text("utf-8")
    answer = queries.run(queries.load(tmp_path / "graph.ttl"), query)
    assert set(HOSTILE) < {row["name"] for row in answer.records()}


def test_a_saved_view_opens_again(opened, tmp_path):
    page = opened.page
    choose(page, "方知远")
    view = take(page, "保存视图", tmp_path / "view.json")
    assert "person/方知远" in json.loads(view.read_text("utf-8"))["view"]
    panel(page).get_by_role("button", name="关闭").click()
    (tmp_path / "broken.json").write_text("{", "utf-8")
    for name, effect in (("view.json", "方知远"), ("broken.json", None)):
        page.locator("#takeaway summary").click()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="打开视图").click()
        chooser.value.set_files(tmp_path / name)
        if effect:
            expect(panel(page).get_by_role("heading", level=2)).to_have_text(effect)
        else:
            expect(page.get_by_role("alert")).to_contain_text("不是本页保存的视图")


def test_a_table_taken_away_carries_no_live_formula(open_page, tmp_path):
    paper = news()
    paper.entity("ORG", '=HYPERLINK("http://x")')
    page = open_page(tables.make(paper.rows)).page
    page.locator("#filters input[type=radio]").last.check()
    assert "\"'=HYPERLINK" in take(page, "表格 CSV", tmp_path / "taken.csv").read_text("utf-8")
