from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, parse_query_results

from kg import iri
from kg.errors import Refused
from kg.rdf.answers import Answer, format
from kg.rdf.queries import run
from kg.rdf.vocabulary import prefixes, term

VALUES = """
SELECT ?iri ?text ?name ?count ?number ?whole ?date ?yes ?none {
  VALUES (?iri ?text ?name ?count ?number ?whole ?date ?yes ?none) {
    (union:甲会 "a,\\"b\\"\\n" "名"@zh 3 2.5 1188.0 "2024-02"^^xsd:gYearMonth true UNDEF)
  }
}
"""


@pytest.fixture
def answer(store):
    return run(store, VALUES)


def test_rows_are_python_values(answer):
    assert answer.rows == [[f"{iri.BASE}union/甲会", 'a,"b"\n', "名", 3, 2.5, 1188, "2024-02", True, None]]
    assert [type(value) for value in answer.rows[0][3:6]] == [int, float, int]
    assert answer.records() == [dict(zip(answer.columns, answer.rows[0], strict=True))]


def test_short_rows_are_text(answer):
    assert answer.short == [["union:甲会", 'a,"b"\n', "名", "3", "2.5", "1188", "2024-02", "true", ""]]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("union/甲会", "union:甲会"),
        ("article/a/b.txt/1", "article:a\\/b.txt\\/1"),
        ("union/甲%20乙", "union:甲\\%20乙"),
        ("programme/工会+司法", "programme:工会\\+司法"),
        ("union/“甲”", f"<{iri.BASE}union/“甲”>"),
        ("union/甲.", f"<{iri.BASE}union/甲.>"),
        ("union/", f"<{iri.BASE}union/>"),
        ("else", "id:else"),
    ],
)
def test_a_short_name_is_one_that_a_query_accepts(store, name, short):
    node = NamedNode(iri.BASE + name)
    assert Answer(["s"], [[node]], prefixes=prefixes()).short == [[short]]
    assert run(store, f"SELECT ?s {{ VALUES ?s {{ {short} }} }}").terms == [[node]]


def test_csv_is_the_w3c_form(answer):
    text = format(answer, "csv")
    assert text.startswith("iri,text,name,count,number,whole,date,yes,none\r\n")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[1] == [f"{iri.BASE}union/甲会", 'a,"b"\n', "名", "3", "2.5", "1188", "2024-02", "true", ""]


def test_json_is_the_w3c_form_and_reads_back(answer):
    text = format(answer, "json")
    back = parse_query_results(text.encode(), QueryResultsFormat.JSON)
    assert [[row[column] for column in answer.columns] for row in back] == answer.terms
    assert "none" not in json.loads(text)["results"]["bindings"][0]


def test_blank_nodes_and_relations_have_a_form_too():
    answer = Answer(["s"], [[BlankNode("x")], [term("kg:runs")]])
    assert [row["s"]["type"] for row in json.loads(format(answer, "json"))["results"]["bindings"]] == ["bnode", "uri"]
    assert answer.short == [["_:x"], ["kg:runs"]]


def test_ask_is_a_boolean_in_json(store):
    answer = run(store, "ASK { ?s a kg:Union }")
    assert json.loads(format(answer, "json")) == {"head": {}, "boolean": True}
    assert format(answer, "csv") == "answer\r\ntrue\r\n"


def test_a_table_shows_columns_and_short_names(answer):
    table = format(answer, "table", width=200)
    assert all(column in table for column in answer.columns)
    assert "union:甲会" in table


def test_a_table_lets_neither_markup_nor_terminal_codes_through():
    table = format(Answer(["s"], [[Literal("[red]x[/red]\x1b[31m\x9b\u202e")]]), "table", width=80)
    assert "[red]x[/red]" in table
    assert not set(table) & {"\x1b", "\x9b", "\u202e"}


def test_another_format_is_refused(answer):
    with pytest.raises(Refused, match="table, csv, json"):
        format(answer, "xml")
