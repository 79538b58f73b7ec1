"""A small fictional build in a folder, and its Turtle as a store, for every test of this folder."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import Store

from kg import tables
from kg.rdf.queries import load
from kg.rdf.writer import write


def _world() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rdf_world", Path(__file__).with_name("world.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def world() -> ModuleType:
    """Rows and tables of the fictional build."""
    return _world()


@pytest.fixture
def build(world: ModuleType, tmp_path: Path) -> Path:
    """A folder as ``kg build`` leaves it, to damage at will."""
    return _write(world.build(), tmp_path)


@pytest.fixture(scope="session")
def turtle(world: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Turtle of the build, to read."""
    return _write(world.build(), tmp_path_factory.mktemp("build")) / "graph.ttl"


@pytest.fixture(scope="session")
def store(turtle: Path) -> Store:
    """The Turtle, loaded."""
    return load(turtle)


def _write(made: tables.Tables, folder: Path) -> Path:
    tables.write(made, folder / "tables")
    write(made, folder / "graph.ttl")
    return folder
