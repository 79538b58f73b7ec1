"""The command line: what it prints, and that whatever is wrong is one sentence with the remedy and exit status 2."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from rich.console import Console

import kg
from kg import progress, tables
from kg.cli import app
from kg.graph import Graph
from kg.outcome import Report

SAMPLES = Path(kg.__file__).parent / "samples"
COMMANDS = [one.callback.__name__ for one in app.registered_commands if one.callback]
# What the fixture `command` hands over: arguments in; status, out and err back.
Command = Callable[..., Any]
QUERIES = Path(kg.__file__).parents[1] / "ontology" / "queries"


# --- help -------------------------------------------------------------------------------------------------------------


def test_help_lists_every_command(command: Command) -> None:
    done = command("--help")
    assert done.status == 0
    assert set(COMMANDS) >= {"build", "demo", "query", "explain", "check", "train"}
    for name in COMMANDS:
        assert re.search(rf"^  {name}  +\S", done.out, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_each_of_its_options_has_help(command: Command, name: str) -> None:
    done = command(name, "--help")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[2].startswith("  ")
    taken = [at for at, line in enumerate(lines) if re.match(r"  (-\w, )?--[\w-]+|  [A-Z]+ ", line)]
    assert taken
    for at in taken:
        assert re.search(r"\S  +\S", lines[at]) or lines[at + 1].startswith("     "), lines[at]


def test_the_command_line_is_imported_without_what_is_heavy() -> None:
    code = "import sys, kg.cli; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "spacy",
        "spacy_pkuseg",
        "pyarrow",
        "rdflib",
        "pyshacl",
        "pyoxigraph",
        "networkx",
        "pyvis",
        "numpy",
        "opencc",
        "scipy",
    }
    assert heavy & set(eval(done.stdout)) == set()
    assert "typer" in done.stdout


# --- what is wrong ----------------------------------------------------------------------------------------------------

WRONG = {
    "": "Missing command; give one of build, read, demo, query, explain, ",
    "nonsense": "No such command 'nonsense'; give one of build, read, demo",
    "--nonsense": "No such option: --nonsense; give one of build, read, demo",
    "build": "Missing argument 'SOURCE'; see `kg build --help`",
    "build {pages}": "Missing option '--out' / '-o'; see `kg build --help`",
    "build --nonsense": "No such option: --nonsense; see `kg build --help`",
    "build {pages} -o {new} --jobs many": "Invalid value for '--jobs'",
    "build {pages} -o {new} --jobs 0": "Invalid value for '--jobs'",
    "build {pages} -o {new} --base-iri here": "is no base for IRIs: give an address that ends in / or #",
    "build {pages} -o {new} --ner zh_nosuch": "No spaCy pipeline 'zh_nosuch' is installed: `pip install` it, or leave out --ner",
    "build {nosuch} -o {new}": "does not exist: name a file or folder of pages",
    "build {empty} -o {new}": "holds no page: give files that end in .txt, .md, .html",
    "build {pages} -o {file}": "is a file: name a folder for the build",
    "build {pages} -o {pages}": "holds other files (1.txt): name a new folder",
    "build {blank} -o {new}": "is empty: leave it out or fill it",
    "query": "Missing argument 'OUT'; see `kg query --help`",
    "query {out}": "No query is given: name a file, a query of `kg query --list`, or write SPARQL",
    "query {out} nosuch": "There is no query named 'nosuch'. Choose one of: aliases, ",
    "query {out} post": "Choose one of: posts, ",
    "query {out} nosuch.rq": "cannot be read: name a query file that exists",
    "query {out} SELECT?x": "cannot be read: name a query file that exists, or a query of `kg query --list`, or give SPARQL",
    "query {out} posts --format xml": "There is no format 'xml': choose one of table, csv, json",
    "query {out} posts --nosuch 林": "has no parameter 'nosuch'. It takes union, person",
    "query {out} posts --person": "'--person' is not understood: parameters are given as --NAME VALUE",
    "query {out} posts 林向晚": "'林向晚' is not understood: parameters are given as --NAME VALUE",
    "query {empty} posts": "is no build: it has no graph.ttl. Name a folder that `kg build SOURCE -o OUT` wrote",
    "query {file} posts": "is no build",
    "explain {out}": "Missing argument 'NAME'; see `kg explain --help`",
    "explain {out} 中华全国总工": "No entity is called '中华全国总工': the nearest names are 中华全国总工会",
    "explain {out} zzzz": "No entity is called 'zzzz': look it up in the build's graph.html",
    "explain {empty} 全总": "is no build: it has no tables. Name a folder that `kg build SOURCE -o OUT` wrote",
    "check {empty}": "is no build",
    "check {nosuch}": "is no build",
    "train": "Missing argument 'DATA'; see `kg train --help`",
    "train {empty}": "lacks people-daily.train.jsonl: name the folder that holds the public sets",
}


@pytest.fixture
def places(built: Report, tmp_path: Path) -> dict[str, Path]:
    for name in ("pages", "empty", "blank"):
        (tmp_path / name).mkdir()
    (tmp_path / "pages" / "1.txt").write_text("青溪市总工会开展活动。", encoding="utf-8")
    (tmp_path / "blank" / "1.txt").write_bytes(b"")
    (tmp_path / "file").write_text("", encoding="utf-8")
    names = ("pages", "empty", "blank", "file", "new", "nosuch")
    return {"out": built.out, **{name: tmp_path / name for name in names}}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_one_sentence_with_the_remedy(command: Command, places: dict[str, Path], line: str) -> None:
    done = command(*(part.format(**places) for part in line.split()))
    assert done.status == 2
    assert done.out == ""
    said = [one for one in done.err.splitlines() if not one.startswith("read, ")]
    assert len(said) == 1
    assert said[0].startswith("kg: ")
    assert said[0].endswith(".")
    assert WRONG[line] in said[0]
    assert not places["new"].exists()


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT ?x WHERE { ?x a kg:Union", "The query does not parse: line 1, column"),
        ("SELECT ?x\nWHERE { ?x ?y }", "The query does not parse: line 2, column"),
        ("SELECT ?x WHERE { ?x a kgg:Union }", "Line 1: the prefix kgg: is not declared. Did you mean kg:?"),
        ("SELECT ?x\nWHERE { ?x a kg:Unoin }", "Line 2: the ontology has no term kg:Unoin. Nearest: kg:Union"),
        ("DELETE WHERE { ?s ?p ?o }", "A build is only read"),
    ],
)
def test_a_query_that_does_not_parse_is_one_sentence(command: Command, built: Report, sparql: str, told: str) -> None:
    done = command("query", built.out, sparql)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert told in done.err


def test_a_query_file_that_is_not_utf8_is_refused(command: Command, built: Report, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_bytes("# 工会\nASK {}".encode("gb18030"))
    done = command("query", built.out, tmp_path / "mine.rq")
    assert (done.status, done.out) == (2, "")
    assert "is not UTF-8: save the query as UTF-8" in done.err


# --- build ------------------------------------------------------------------------------------------------------------


def test_build_prints_its_counts_and_plain_lines_of_progress(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    done = command("build", *sorted(SAMPLES.glob("zhigong-2024-0*.txt")), "-o", out)
    assert done.status == 0
    graph = kg.open(out)
    told = {line.split()[0]: line.split()[1:] for line in done.out.splitlines()}
    for name in ("pages", "articles", "mentions", "entities", "figures"):
        assert told[name] == [f"{graph.tables[name].num_rows:,}"]
    assert told["statements"] == [f"{len(set(graph.statements['statement'].to_pylist())):,}"]
    assert told["triples"] == [f"{len(graph.store):,}"]
    assert f"Written to {out}." in done.out
    statements = {row["statement"]: row["predicate"] for row in graph.statements.to_pylist()}
    for kind, count in [*Counter(graph.entities["type"].to_pylist()).items(), *Counter(statements.values()).items()]:
        assert re.search(rf"^ +{count:,} +{kind} *$", done.out, re.MULTILINE), kind
    for stage in ("read", "articles", "recognise", "link", "relate", "join", "write"):
        assert re.search(rf"\b{stage} \d+\.\d\b", done.out)
    assert re.search(
        r"^read, recognise, relate: 2 of 2 pages, \d+\.\d pages/s, [\d,]+ characters/s$", done.err, re.MULTILINE
    )
    assert re.search(r"^write: 2 of 2 pages$", done.err, re.MULTILINE)
    assert "\x1b" not in done.err + done.out


def test_on_a_terminal_a_bar_shows_stage_pages_and_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=shown, force_terminal=True, width=120))
    with progress.watching() as watch:
        for stage, done in (("read", 3), ("write", 8)):
            watch(stage, done, 8)
            sleep(0.3)
    assert "read, recognise, relate" in shown.getvalue()
    assert "3/8" in shown.getvalue()
    assert "pages/s" in shown.getvalue()


def test_plain_progress_says_no_more_than_every_few_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.watching() as watch:
        for done in range(1001):
            watch("read", done, 1000)
    assert capsys.readouterr().err.count("\n") <= 2


def test_pages_that_cannot_be_read_are_named_and_the_status_is_1(command: Command, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text("青溪市总工会开展送清凉活动。", encoding="utf-8")
    (pages / "empty.txt").write_bytes(b"")
    (pages / "scan.pdf").write_bytes(b"%PDF-1.7")
    done = command("build", pages, "-o", tmp_path / "graph")
    assert done.status == 1
    told = [line for line in done.err.splitlines() if line.startswith("Not read: ")]
    assert told == [
        f"Not read: {pages / 'scan.pdf'} is no sound PDF: save it again, or leave it out.",
        f"Not read: {pages / 'empty.txt'} is empty: leave it out or fill it.",
    ]
    assert kg.open(tmp_path / "graph").pages["document"].to_pylist() == ["good.txt"]


def test_demo_builds_the_sample_pages_and_says_where_the_page_is(command: Command, tmp_path: Path) -> None:
    done = command("demo", tmp_path / "demo")
    assert done.status == 0
    assert done.out.splitlines()[-1] == f"Open {(tmp_path / 'demo' / 'graph.html').resolve()} in a browser."
    assert kg.open(tmp_path / "demo").pages.num_rows == len(list(SAMPLES.glob("*.txt"))) >= 8


# --- query ------------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_query_is_a_name_a_file_or_text(command: Command, built: Report, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text((QUERIES / "posts.rq").read_text(encoding="utf-8"), encoding="utf-8")
    answers = [
        command("query", built.out, given, "--format", "csv").out
        for given in ("posts", tmp_path / "mine.rq", (QUERIES / "posts.rq").read_text(encoding="utf-8"))
    ]
    assert answers[0] == answers[1] == answers[2]
    assert {"body", "holder", "title", "quote", "document"} <= set(rows(answers[0])[0])


def test_a_parameter_narrows_the_answer(command: Command, built: Report) -> None:
    everyone = rows(command("query", built.out, "posts", "-f", "csv").out)
    for args in (["--person", "林向晚"], ["--person=王海燕"]):
        name = args[-1].removeprefix("--person=")
        answer = rows(command("query", built.out, "posts", *args, "-f", "csv").out)
        assert answer == [row for row in everyone if row["holder"] == name]
    assert rows(command("query", built.out, "posts", "--person", "王海燕", "-f", "csv").out)


def test_the_three_formats_hold_the_same_rows(command: Command, built: Report) -> None:
    sparql = "SELECT ?name ?times WHERE { ?e a kg:Union ; skos:prefLabel ?name . OPTIONAL { ?e kg:nothing ?times } } ORDER BY ?name"
    sparql = sparql.replace("kg:nothing", "rdfs:seeAlso")
    told = rows(command("query", built.out, sparql, "--format", "csv").out)
    bound = json.loads(command("query", built.out, sparql, "--format", "json").out)
    table = command("query", built.out, sparql).out
    assert bound["head"]["vars"] == ["name", "times"]
    assert [row["name"] for row in told] == [row["name"]["value"] for row in bound["results"]["bindings"]]
    assert {row["name"]["xml:lang"] for row in bound["results"]["bindings"]} == {"zh"}
    assert all(row["name"] in table for row in told)
    assert any(row["name"] == "中华全国总工会" for row in told)


def test_the_list_needs_no_build_and_describes_every_query_in_two_languages(command: Command) -> None:
    done = command("query", "--list")
    assert done.status == 0
    names = re.findall(r"^(\S+)", done.out, re.MULTILINE)
    assert sorted(names) == sorted(path.stem for path in QUERIES.glob("*.rq"))
    assert len(names) >= 10
    assert len(done.out.splitlines()) == 3 * len(names)


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.rq")))
def test_every_query_that_ships_has_an_answer_on_the_sample_pages(command: Command, built: Report, name: str) -> None:
    done = command("query", built.out, name, "--format", "csv")
    assert done.status == 0, done.err
    assert rows(done.out), "no sample page answers it"


# --- explain ----------------------------------------------------------------------------------------------------------


def test_explain_shows_aliases_with_their_rule_and_statements_with_their_sentence(
    command: Command, graph: Graph
) -> None:
    done = command("explain", graph.folder, "全总")
    assert done.status == 0
    assert "中华全国总工会" in done.out.splitlines()[0]
    (entity,) = {row["entity"] for row in graph.mentions.to_pylist() if row["text"] == "全总"}
    mentions = [row for row in graph.mentions.to_pylist() if row["entity"] == entity]
    for form in {"".join(row["text"].split()) for row in mentions}:
        (line,) = [line for line in done.out.splitlines() if f"“{form}” " in line]
        assert all(row["rule"] in line for row in mentions if row["text"] == form)
        assert re.search(r"\S+\.txt \d+–\d+$", line)
    told = [row for row in graph.statements.to_pylist() if entity in (row["subject"], row["object"])]
    assert told
    for row in told:
        assert row["predicate"] in done.out
        assert row["quote"] in done.out
        assert f"{row['document']} {row['start']}–{row['end']}" in done.out


@pytest.mark.parametrize("by", ["name", "alias", "entity"])
def test_an_entity_is_found_by_name_alias_and_iri(command: Command, graph: Graph, by: str) -> None:
    entity = next(row for row in graph.entities.to_pylist() if len(row["aliases"]) > 1 and row["type"] == "UNION")
    alias = next(form for form in entity["aliases"] if form != entity["name"])
    done = command("explain", graph.folder, {"name": entity["name"], "alias": alias, "entity": entity["entity"]}[by])
    assert done.status == 0
    assert f"{entity['name']} UNION  {entity['entity']}" in done.out


def test_explain_shows_figures(command: Command, graph: Graph) -> None:
    figure = graph.figures.to_pylist()[0]
    done = command("explain", graph.folder, figure["subject"])
    assert f"{figure['metric']} = {figure['value']:g} {figure['unit']}" in done.out
    assert figure["quote"] in done.out


def test_a_page_cannot_send_control_sequences_to_the_terminal(command: Command, graph: Graph, tmp_path: Path) -> None:
    made = {name: table.to_pylist() for name, table in graph.tables.items()}
    for row in made["mentions"]:
        row["text"] += "\x1b[31m\u202e"
    for row in made["statements"]:
        row["quote"] += "\x1b]0;title\x07"
    tables.write(tables.make(made), tmp_path / "tables")
    done = command("explain", tmp_path, "全总")
    assert done.status == 0
    assert "\ufffd[31m\ufffd" in done.out
    assert not set("\x1b\x07\u202e") & set(done.out)


# --- check ------------------------------------------------------------------------------------------------------------


def test_check_finds_nothing_in_the_sample_graph(command: Command, built: Report) -> None:
    done = command("check", built.out)
    assert (done.status, done.out, done.err) == (0, "Nothing found.\n", "")


@pytest.mark.parametrize("table", ["mentions", "statements", "figures", "articles"])
def test_check_finds_what_leads_nowhere(command: Command, graph: Graph, tmp_path: Path, table: str) -> None:
    copy = shutil.copytree(graph.folder, tmp_path / "copy")
    made = {name: one.to_pylist() for name, one in graph.tables.items()}
    column = {"mentions": "entity", "statements": "subject", "figures": "subject", "articles": "document"}[table]
    made[table][0][column] = "https://w3id.org/union-kg/id/person/nobody"
    tables.write(tables.make(made), copy / "tables")
    done = command("check", copy)
    assert done.status == 1
    assert "nobody" in done.out
    assert re.search(r"^\d+ problems found\.$", done.out, re.MULTILINE)
