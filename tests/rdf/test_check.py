from __future__ import annotations

import pytest

from kg import tables
from kg.errors import Refused
from kg.rdf.check import check
from kg.rdf.writer import write


def test_a_sound_build_has_no_problem(build):
    assert check(build) == []


def test_damage_to_the_tables_is_reported(build, world):
    rows = world.rows()
    rows["mentions"][0]["entity"] = "https://w3id.org/union-kg/id/person/无"
    tables.write(tables.make(rows), build / "tables")
    assert any("no entity" in sentence for sentence in check(build))


def test_damage_to_the_turtle_is_reported_by_short_names(build, world):
    path = build / "graph.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('kg:basis "text"', 'kg:basis "guess"'), encoding="utf-8")
    found = [sentence for sentence in check(build) if "A statement" in sentence]
    assert found[0].startswith("statement:")
    assert found[0].endswith("text, name, gazetteer or inferred, but has guess.")
    wrong = {row[:4] for row in world.STATEMENTS if row[5] == "text"}
    assert len(found) == 11
    assert found[-1].startswith(f"{len(wrong) - 10} more like this: ")


def test_turtle_of_another_build_is_reported(build, world):
    rows = world.rows()
    rows["figures"] = []
    write(tables.make(rows), build / "graph.ttl")
    assert check(build) == [f"graph.ttl has 0 of kg:Figure, where the tables have {len(world.FIGURES)}: build again."]


def test_a_folder_that_is_no_build_is_refused(tmp_path, build):
    with pytest.raises(Refused, match="is no build"):
        check(tmp_path / "none")
    (build / "graph.ttl").unlink()
    with pytest.raises(Refused, match="does not exist"):
        check(build)
