"""What the tests share: the pipeline and the graph of the sample pages, made once, and a way to run the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

import kg
from kg.graph import Graph
from kg.outcome import Report

SAMPLES = Path(kg.__file__).parent / "samples"

# What the first example loads must not count as slow, and a run must not depend on those before it.
settings.register_profile("kg", deadline=None, database=None, derandomize="CI" in os.environ)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Build the sample pages once; ``out`` of the report is the folder. Tests that change it copy it first."""
    return kg.build(SAMPLES, tmp_path_factory.mktemp("samples") / "graph", jobs=1)


@pytest.fixture(scope="session")
def graph(built: Report) -> Graph:
    """Open the graph of the sample pages."""
    return kg.open(built.out)


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Return a function that runs ``kg`` with arguments, in this process, as the installed script does."""
    from kg.cli import main

    def run(*args: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run
