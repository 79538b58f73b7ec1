"""A graph too large for one page: the part that is shown is the one that most is said of, and whole in itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.explorer import important as module
from kg.explorer import page
from kg.explorer.important import important
from kg.graph import Graph
from kg.outcome import Report
from kg.rdf import references


def test_a_graph_that_fits_is_shown_whole(graph: Graph) -> None:
    shown, less = important(graph.tables)
    assert not less
    assert shown == graph.tables


def test_the_part_is_what_most_is_said_of(graph: Graph) -> None:
    shown, less = important(graph.tables, entities=20)
    assert less
    weight = Counter({row["entity"]: row["mentions"] for row in graph.entities.to_pylist()})
    for row in graph.statements.to_pylist():
        weight.update(one for one in (row["subject"], row["object"]) if one)
    kept = set(shown["entities"]["entity"].to_pylist())
    assert len(kept) == 20
    assert min(weight[one] for one in kept) >= max(weight[one] for one in weight if one not in kept)


def test_the_part_leads_nowhere_outside_and_can_be_drawn(graph: Graph, tmp_path: Path) -> None:
    shown, _ = important(graph.tables, entities=40, pieces=1)
    assert shown["statements"].num_rows > 0
    assert len(set(shown["statements"]["statement"].to_pylist())) == shown["statements"].num_rows
    kept = set(shown["entities"]["entity"].to_pylist())
    for row in shown["statements"].to_pylist():
        assert {row["subject"], row["object"]} - {None} <= kept
    missing = [one for one in references.problems(shown) if "mentions" not in one and "documents" not in one]
    assert [one for one in missing if "place" not in one] == []
    page.write(shown, tmp_path / "page.html")
    assert (tmp_path / "page.html").stat().st_size > 100_000


def test_a_part_with_too_many_claims_is_made_smaller(graph: Graph) -> None:
    whole = graph.statements.num_rows + graph.figures.num_rows
    shown, less = important(graph.tables, claims=whole)
    assert (shown == graph.tables, less) == (True, False)
    shown, less = important(graph.tables, claims=whole // 4)
    assert less
    assert 0 < shown["statements"].num_rows + shown["figures"].num_rows <= whole // 4
    assert shown["entities"].num_rows > 1


def test_of_the_evidence_the_surest_is_kept(graph: Graph) -> None:
    rows = graph.statements.to_pylist()
    several = {name for name, count in Counter(row["statement"] for row in rows).items() if count > 1}
    assert several
    shown, _ = important(graph.tables, entities=graph.entities.num_rows - 1, pieces=1)
    for row in shown["statements"].to_pylist():
        best = max(one["confidence"] for one in rows if one["statement"] == row["statement"])
        assert row["confidence"] == best


def test_a_build_says_that_its_page_is_a_part(built: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENTITIES", 50)
    kg.build(Path(kg.__file__).parent / "samples", tmp_path / "graph", jobs=1)
    text = (tmp_path / "graph" / "graph.html").read_text(encoding="utf-8")
    assert f"最重要的 50 / {sum(built.entities.values())} 个实体" in text
    assert kg.open(tmp_path / "graph").entities.num_rows == sum(built.entities.values())
