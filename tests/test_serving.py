"""`kg serve`: a SPARQL 1.1 endpoint that any client reads, and nobody writes through."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.graph import Graph
from kg.outcome import Report

pytest.importorskip("SPARQLWrapper", reason="the client is not installed")
from SPARQLWrapper import JSON, SPARQLWrapper

from kg.serving import store as stores
from kg.serving.server import serving
from tests.npm import installed

COMUNICA = "@comunica/query-sparql@4.4.1"
UNIONS = """
PREFIX kg: <https://w3id.org/union-kg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name WHERE { ?union a kg:Union ; skos:prefLabel ?name } ORDER BY ?name
"""


def free() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture(scope="module")
def copy(built: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(built.out, tmp_path_factory.mktemp("served") / "graph"))


@pytest.fixture(scope="module")
def endpoint(copy: Path) -> Iterator[str]:
    bind = free()
    with serving(copy, bind, 30):
        yield f"http://{bind}"


def names(graph: Graph) -> list[str]:
    return sorted(row["name"] for row in graph.entities.to_pylist() if row["type"] == "UNION")


def test_sparqlwrapper_gets_what_the_build_holds(endpoint: str, graph: Graph) -> None:
    client = SPARQLWrapper(f"{endpoint}/query", returnFormat=JSON)
    client.setQuery(UNIONS)
    found = client.queryAndConvert()["results"]["bindings"]
    assert [row["name"]["value"] for row in found] == names(graph) != []
    client.setQuery("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"]) == len(graph.store)


@pytest.fixture(scope="session")
def comunica() -> Path:
    """A folder with Comunica: that of COMUNICA_FOLDER, or one in the user's cache."""
    return installed(COMUNICA, "@comunica", "comunica", 300)


def test_comunica_gets_what_the_build_holds(endpoint: str, graph: Graph, comunica: Path) -> None:
    program = comunica / "node_modules" / ".bin" / "comunica-sparql"
    command = [str(program), f"sparql@{endpoint}/query", UNIONS, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)
    found = json.loads(done.stdout)["results"]["bindings"]
    assert [row["name"]["value"] for row in found] == names(graph)


@pytest.mark.parametrize("path", ["update", "store"])
def test_nothing_is_written_through_it(endpoint: str, path: str, graph: Graph) -> None:
    kind = {"update": "application/sparql-update", "store": "text/turtle"}[path]
    data = {"update": b"DELETE WHERE { ?s ?p ?o }", "store": b"<urn:a> <urn:b> <urn:c> ."}[path]
    request = urllib.request.Request(f"{endpoint}/{path}", data, {"Content-Type": kind}, method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code in (403, 404, 405)
    ask = urllib.request.Request(
        f"{endpoint}/query?query=ASK%20%7B%3Curn:a%3E%20%3Fp%20%3Fo%7D",
        headers={"Accept": "application/sparql-results+json"},
    )
    assert json.load(urllib.request.urlopen(ask))["boolean"] is False


def test_a_page_to_ask_from_is_at_the_root(endpoint: str) -> None:
    with urllib.request.urlopen(endpoint) as answer:
        assert answer.headers["Content-Type"].startswith("text/html")
        assert b"yasgui" in answer.read().lower()


def test_the_database_is_loaded_once_and_again_where_the_turtle_changed(copy: Path, endpoint: str) -> None:
    first = stores.store(copy)
    before = first.stat().st_ino
    assert stores.store(copy).stat().st_ino == before
    turtle = copy / "graph.ttl"
    turtle.write_text(turtle.read_text(encoding="utf-8") + "\n<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    other = stores.store(copy)
    assert other != first
    assert not first.exists()
    turtle.write_text("not Turtle", encoding="utf-8")
    with pytest.raises(kg.Refused, match=r"graph\.ttl cannot be loaded .*: build it again with `kg build`"):
        stores.store(copy)


def test_a_build_replaces_the_database_with_itself(tmp_path: Path, built: Report) -> None:
    page = tmp_path / "pages" / "1.txt"
    page.parent.mkdir()
    page.write_text("青溪市总工会主席林向晚说，今年将建成46个户外劳动者驿站。", encoding="utf-8")
    kg.build(page.parent, tmp_path / "graph", jobs=1)
    stores.store(tmp_path / "graph")
    page.write_text("云溪市总工会主席林向晚说，今年将建成46个户外劳动者驿站。", encoding="utf-8")
    kg.build(page.parent, tmp_path / "graph", jobs=1)
    assert not (tmp_path / "graph" / "store").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["{out}", "--bind", "here"], "'here' is no address: give --bind HOST:PORT, such as localhost:7878"),
        (["{out}", "--bind", "{taken}"], "Something else is served at"),
        (["{nosuch}"], "is no build: it has no graph.ttl"),
    ],
)
def test_what_cannot_be_served_is_one_sentence(
    command, endpoint: str, built: Report, tmp_path: Path, args, told
) -> None:
    places = {"out": built.out, "nosuch": tmp_path, "taken": endpoint.removeprefix("http://")}
    done = command("serve", *(one.format(**places) for one in args))
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert len(done.err.splitlines()) == 1


def test_the_missing_package_is_named(command, built: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    done = command("serve", built.out)
    assert (done.status, done.err) == (2, "kg: `kg serve` needs a package: pip install 'union-kg[serve]'.\n")


def test_the_command_says_where_and_ends_when_interrupted(built: Report) -> None:
    bind = free()
    command = [sys.executable, "-m", "kg.cli", "serve", str(built.out), "--bind", bind]

    def heard() -> None:
        # Where the tests run in the background, they and their children are deaf to it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", preexec_fn=heard) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        assert f"http://{bind}/query" in said
        assert urllib.request.urlopen(f"http://{bind}/").status == 200
        running.send_signal(signal.SIGINT)
        assert running.wait(300) == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://{bind}/")
