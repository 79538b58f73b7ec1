"""The notebooks run from the first cell to the last, beside a build, and are kept without outputs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def test_there_is_a_notebook_for_each_part_of_the_tour():
    assert [path.name for path in NOTEBOOKS] == [
        "1-build-and-tables.ipynb",
        "2-ten-questions.ipynb",
        "3-network.ipynb",
        "4-map.ipynb",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, built, tmp_path, monkeypatch):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    # Drawings are made without a screen, and the settings of whoever runs the tests stay out of it.
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    (tmp_path / "notebooks").mkdir()
    shutil.copytree(built.out, tmp_path / "output" / "demo")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    resources = {"metadata": {"path": str(tmp_path / "notebooks")}}
    done = nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    outputs = [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
    told = [output.get("text", "") for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    # A machine without a Chinese font draws boxes, and says so.
    assert not [text for text in told if "Glyph" not in text]
    charts = [output for output in outputs if "image/png" in output.get("data", {})]
    assert path.stem.startswith("1") or charts
