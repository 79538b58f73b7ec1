"""The Python side: seven names at most, tables, SPARQL, networks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyarrow as pa
import pytest

import kg
from kg import tables
from kg.graph import Graph


def test_the_package_has_at_most_seven_public_names_and_each_is_there() -> None:
    assert len(kg.__all__) <= 7
    for name in kg.__all__:
        assert callable(getattr(kg, name)), name
    with pytest.raises(AttributeError, match="has no attribute 'nosuch'"):
        _ = kg.nosuch  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "first", ["kg.Report", "kg.build", "kg.Graph", "__import__('kg.cli')", "__import__('kg.builder')"]
)
def test_the_functions_stay_functions_whatever_is_asked_for_first(first: str) -> None:
    code = f"import kg; {first}; assert kg.build.__name__ == 'build'; assert kg.build is kg.build; assert kg.open is not open"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_tables_are_arrow_tables_with_their_schema(graph: Graph) -> None:
    assert set(graph.tables) == set(tables.SCHEMAS)
    for name, schema in tables.SCHEMAS.items():
        table = getattr(graph, name)
        assert isinstance(table, pa.Table)
        assert table.schema.equals(schema)
        assert table is graph.tables[name]


def test_sparql_is_answered_from_the_turtle(graph: Graph) -> None:
    found = graph.query("SELECT ?name WHERE { ?union a kg:Union ; skos:prefLabel ?name } ORDER BY ?name")
    assert found.columns == ["name"]
    names = {row["name"] for row in graph.entities.to_pylist() if row["type"] == "UNION"}
    assert {row[0] for row in found.rows} == names
    assert "中华全国总工会" in names


def test_every_entity_and_statement_of_the_tables_is_in_the_turtle(graph: Graph) -> None:
    entities = graph.query("SELECT ?e WHERE { ?e skos:prefLabel ?name . FILTER(STRSTARTS(STR(?e), STR(id:))) }")
    assert set(graph.entities["entity"].to_pylist()) <= {row[0] for row in entities.rows}
    statements = graph.query("SELECT ?s WHERE { ?s a kg:Statement }")
    assert {row[0] for row in statements.rows} == set(graph.statements["statement"].to_pylist())
    figures = graph.query("SELECT ?f WHERE { ?f a kg:Figure }")
    assert {row[0] for row in figures.rows} == set(graph.figures["figure"].to_pylist())


@pytest.mark.parametrize(
    "sparql", ["SELECT", "SELECT ?x WHERE { ?x a kg:Unoin }", "SELECT ?x { ?x a foaff:Person }", "DROP ALL", ""]
)
def test_a_query_that_is_none_is_refused_in_one_sentence(graph: Graph, sparql: str) -> None:
    with pytest.raises(kg.Refused) as refused:
        graph.query(sparql)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith((".", "…"))


def test_the_network_has_the_entities_and_what_is_stated_between_them(graph: Graph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert set(network.nodes) == set(graph.entities["entity"].to_pylist())
    between = [row for row in tables.asserted(graph.tables).to_pylist() if row["object"] is not None]
    assert {(one, other, data["predicate"], data["value"]) for one, other, data in network.edges(data=True)} == {
        (row["subject"], row["object"], row["predicate"], row["value"]) for row in between
    }
    assert all(data["name"] and data["type"] and data["mentions"] > 0 for _, data in network.nodes(data=True))
    assert all(data["quote"] and data["statement"] for _, _, data in network.edges(data=True))
    assert nx.number_weakly_connected_components(network) < len(network)


def test_the_drawing_has_the_same_nodes_and_asks_no_network_for_them(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drawing = graph.to_pyvis(height="300px", directed=False)
    assert set(drawing.get_nodes()) == set(graph.entities["entity"].to_pylist())
    assert len(drawing.get_edges()) > 0
    assert drawing.height == "300px"
    assert "中华全国总工会" in {node["label"] for node in drawing.nodes}


def test_a_folder_that_is_no_build_is_refused(built: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "nosuch", tmp_path / "file"):
        with pytest.raises(
            kg.Refused, match=r"is no build: it has no tables\. Name a folder that `kg build SOURCE -o OUT` wrote"
        ):
            kg.open(folder)


def test_a_damaged_build_is_refused_with_the_remedy(graph: Graph, tmp_path: Path) -> None:
    copy = shutil.copytree(graph.folder, tmp_path / "copy")
    (copy / "tables" / "mentions.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(kg.Refused, match=r"cannot be read \(ArrowInvalid\): build it again with `kg build SOURCE -o "):
        kg.open(copy)


def test_a_turtle_that_is_missing_or_broken_is_refused(graph: Graph, tmp_path: Path) -> None:
    copy = shutil.copytree(graph.folder, tmp_path / "copy")
    (copy / "graph.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(kg.Refused, match="is no sound Turtle"):
        kg.open(copy).query("ASK {}")
    (copy / "graph.ttl").unlink()
    with pytest.raises(kg.Refused, match="does not exist"):
        kg.open(copy).query("ASK {}")
