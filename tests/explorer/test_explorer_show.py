"""``kg show``: the page of a build, or of a part of it, opened in the browser."""

import base64
import gzip
import json
import re
import webbrowser
from pathlib import Path

import pytest
from newspaper import news

from kg import iri, tables
from kg.explorer import page
from kg.rdf import writer


@pytest.fixture
def build(tmp_path):
    folder = tmp_path / "云岭"
    made = tables.make(news().rows)
    tables.write(made, folder / "tables")
    writer.write(made, folder / "graph.ttl")
    page.write(made, folder / "graph.html", "云岭")
    return folder


@pytest.fixture
def browser(monkeypatch):
    """The addresses that the browser was asked to open."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    return opened


def graph(path: Path):
    packed = re.search(r'id="graph-data">([^<]*)<', path.read_text("utf-8"))[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def names(path: Path):
    return set(graph(path)["entities"]["name"])


def test_the_page_of_the_build_is_opened(build, browser, command):
    done = command("show", build)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{build / 'graph.html'}\n"
    assert browser == [(build / "graph.html").as_uri()]


def test_nothing_is_opened_on_request(build, browser, command):
    assert command("show", build, "--no-open").status == 0
    assert browser == []


def test_what_surrounds_an_entity(build, browser, command, tmp_path):
    to = tmp_path / "part.html"
    assert command("show", build, "--around", "云岭市总", "--hops", 1, "--to", to).status == 0
    assert names(to) == {"云岭市总工会", "方知远", "暖心驿站", "云岭市司法局", "云岭市"}
    assert browser == [to.as_uri()]
    assert command("show", build, "--around", "云岭市总", "--to", to, "--no-open").status == 0
    assert "重庆市渝北区总工会" in names(to), "two statements away by default"
    assert graph(to)["title"] == "云岭 · 云岭市总"


def test_what_one_page_says(build, browser, command):
    done = command("show", build, "--document", "云岭工人报-2", "--no-open")
    assert done.status == 0
    assert names(Path(done.out.strip())) == {"云岭市总工会", "方知远", "暖心驿站", "重庆市渝北区总工会"}


@pytest.mark.parametrize("query", ["SELECT ?who WHERE { ?who a kg:Person }", "file"])
def test_the_entities_that_a_query_returns(build, command, tmp_path, query):
    if query == "file":
        query = tmp_path / "people.rq"
        query.write_text("SELECT ?who ?where WHERE { ?who kg:holdsPost ?where }", "utf-8")
    done = command("show", build, "--query", query, "--no-open", "--to", tmp_path / "part.html")
    assert (done.status, done.err) == (0, "")
    assert names(tmp_path / "part.html") - {"云岭市总工会"} == {"方知远"}


def test_the_statements_that_a_query_returns_and_no_others(build, command, tmp_path):
    to = tmp_path / "part.html"
    assert command("show", build, "--query", "posts", "--no-open", "--to", to).status == 0
    found = graph(to)
    assert [found["predicates"][line[2]] for line in found["statements"]] == ["holdsPost"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--around", "云岭市总会"], ["No entity is called '云岭市总会'", "云岭市总"]),
        (["--around", ""], ["No entity is called ''"]),
        (["--document", "工人报"], ["2 pages have '工人报'", "2023/云岭工人报-1.txt"]),
        (["--document", "晚报"], ["No page has '晚报'"]),
        (["--query", "SELECT ?n WHERE { ?who skos:prefLabel ?n }"], ["returns no entity", "?union"]),
        (["--query", "SELECT ?x WHERE {"], ["does not parse"]),
        (["--query", "nosuch"], ["no query named 'nosuch'"]),
        (["--around", "方知远", "--document", "x"], ["--around and --document", "one of them"]),
        (["--hops", "3"], ["--around"]),
        (["--around", "方知远", "--to", "/no/such/folder/x.html"], ["cannot be written", "--to"]),
    ],
)
def test_what_cannot_be_shown_is_one_sentence_with_the_remedy(build, browser, command, args, told):
    done = command("show", build, *args)
    assert (done.status, done.out, browser) == (2, "", [])
    assert done.err.startswith("kg: ")
    assert done.err.count("\n") == 1
    assert all(words in done.err for words in told), done.err


def test_a_build_without_its_page_says_how_to_write_it(build, command):
    (build / "graph.html").unlink()
    done = command("show", build)
    assert done.status == 2
    assert f"kg show {build} --to {build / 'graph.html'}" in done.err
    assert command("show", build, "--no-open", "--to", build / "graph.html").status == 0
    assert len(names(build / "graph.html")) == 6


def test_a_folder_that_is_no_build_is_refused(tmp_path, command):
    done = command("show", tmp_path)
    assert done.status == 2
    assert "is no build" in done.err


def test_an_entity_can_be_named_by_its_iri(build, command, tmp_path):
    name = iri.entity(iri.BASE, "PERSON", "方知远")
    assert command("show", build, "--around", name, "--hops", 0, "--no-open", "--to", tmp_path / "a.html").status == 0
    assert names(tmp_path / "a.html") == {"方知远"}
