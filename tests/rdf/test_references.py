from __future__ import annotations

import pytest

from kg import tables
from kg.rdf.references import problems

NOWHERE = "https://w3id.org/union-kg/id/person/无"
# Table, column, another value, and what must be said of it.
DAMAGE = [
    ("pages", "date", "昨天", "no ISO date"),
    ("pages", "document", "other.txt", "no page"),
    ("pages", "characters", 10, "not on its page"),
    ("articles", "document", "other.txt", "no page"),
    ("articles", "date", "2024-02-31", "no ISO date"),
    ("articles", "place", NOWHERE, "no entity"),
    ("articles", "article", NOWHERE, "no article"),
    ("articles", "spans", [{"start": 0, "end": 99999}], "not on its page"),
    ("articles", "spans", [{"start": 5, "end": 5}], "not on its page"),
    ("articles", "spans", [], "outside the spans"),
    ("articles", "text", "另一篇", "quotes what its article does not have"),
    ("mentions", "document", "other.txt", "not on its page"),
    ("mentions", "article", NOWHERE, "no article"),
    ("mentions", "start", -1, "not on its page"),
    ("mentions", "end", 99999, "not on its page"),
    ("mentions", "entity", NOWHERE, "no entity"),
    ("mentions", "type", "WORK", "has the type WORK"),
    ("mentions", "text", "别称", "lacks the alias '别称'"),
    ("mentions", "confidence", 1.5, "not from 0 to 1"),
    ("mentions", "confidence", None, "not from 0 to 1"),
    ("entities", "type", "THING", "has the type THING"),
    ("entities", "name", "", "has no name"),
    ("entities", "mentions", 99, "counts 99 mentions"),
    ("entities", "documents", 99, "on 99 pages"),
    ("entities", "aliases", [], "lacks the alias"),
    ("statements", "subject", NOWHERE, "has the subject"),
    ("statements", "object", NOWHERE, "has the object"),
    ("statements", "predicate", "likes", "the predicate likes"),
    ("statements", "basis", "guess", "the basis guess"),
    ("statements", "confidence", -0.1, "not from 0 to 1"),
    ("statements", "quote", "没有这句话", "quotes what its article does not have"),
    ("statements", "quote", None, "has no quote"),
    ("statements", "start", None, "not on its page"),
    ("statements", "end", 0, "not on its page"),
    ("statements", "article", "https://w3id.org/union-kg/id/article/gongren/2024-09-06-2.txt/1", "on another page"),
    ("statements", "article", "https://w3id.org/union-kg/id/article/gongren/2024-03-12-1.txt/2", "outside the spans"),
    ("statements", "value", None, "no title"),
    ("figures", "subject", NOWHERE, "has the subject"),
    ("figures", "value", None, "no number"),
    ("figures", "value", float("nan"), "no number"),
    ("figures", "to", "年底", "no ISO date"),
    ("figures", "quote", "没有这句话", "quotes what its article does not have"),
]


def said(rows):
    return list(problems(tables.make(rows)))


def test_the_build_is_sound(world):
    assert said(world.rows()) == []


@pytest.mark.parametrize(("table", "column", "value", "expected"), DAMAGE)
def test_damage_is_named(world, table, column, value, expected):
    rows = world.rows()
    rows[table][0][column] = value
    found = said(rows)
    assert any(expected in sentence for sentence in found), found
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in found)


@pytest.mark.parametrize(("table", "key"), [("pages", "document"), ("articles", "article"), ("entities", "entity")])
def test_a_name_given_twice_is_named(world, table, key):
    rows = world.rows()
    rows[table].append(dict(rows[table][0]))
    assert any(f"{table}: {rows[table][0][key]} stands in 2 rows" in sentence for sentence in said(rows))
    rows[table][-1][key] = None
    assert any(f"no {key}" in sentence for sentence in said(rows))


@pytest.mark.parametrize(("table", "key"), [("statements", "statement"), ("figures", "figure")])
def test_rows_of_one_claim_that_differ_are_named(world, table, key):
    rows = world.rows()
    rows[table][1][key] = rows[table][0][key]
    assert any("state different things" in sentence for sentence in said(rows))


def test_articles_that_overlap_are_named(world):
    rows = world.rows()
    first, second = rows["articles"][:2]
    second["spans"] = [{"start": first["spans"][0]["end"] - 1, "end": second["spans"][0]["end"]}]
    assert any("overlap" in sentence for sentence in said(rows))


def test_a_founding_needs_a_date_and_no_object(world):
    rows = world.rows()
    founding = next(row for row in rows["statements"] if row["predicate"] == "establishedOn")
    founding.update(value=None, object=world.entity("泰国"))
    found = said(rows)
    assert any("has an object" in sentence for sentence in found)
    assert any("no ISO date" in sentence for sentence in found)


def test_a_name_broken_over_two_lines_is_the_name(world):
    rows = world.rows()
    next(row for row in rows["mentions"] if row["text"] == "区总工会")["text"] = "区总\n 工会"
    assert said(rows) == []


def test_no_rows_are_sound():
    assert said({}) == []
