"""A build's Turtle as an Oxigraph database on disk: loaded once, kept in the build's folder, gone with it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.drafts import STORE
from kg.errors import Refused


def program() -> str:
    """Return the path of Oxigraph's program; raise `Refused` where it is not installed."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if found is None:
        raise Refused("`kg serve` needs a package: pip install 'union-kg[serve]'.")
    return found


def store(out: Path) -> Path:
    """Return the folder of the database of the build ``out``; the first time it is loaded, which takes a while.

    Where ``out`` cannot be written, it is a temporary folder. Raise `Refused` where ``out`` is no build or its Turtle broken.
    """
    turtle = out / "graph.ttl"
    if not turtle.is_file():
        raise Refused(f"{out} is no build: it has no graph.ttl. Name a folder that `kg build SOURCE -o OUT` wrote.")
    told = turtle.stat()
    # A Turtle file that was changed by hand is another: a new name for its database, and the old one goes.
    name = f"{told.st_size:x}-{told.st_mtime_ns:x}"
    try:
        (out / STORE).mkdir(exist_ok=True)
        return _loaded(turtle, out / STORE / name)
    except PermissionError:
        return _loaded(turtle, Path(tempfile.mkdtemp(prefix="kg-store-")) / name)


def _loaded(turtle: Path, folder: Path) -> Path:
    if folder.is_dir():
        return folder
    for other in folder.parent.iterdir():
        shutil.rmtree(other, ignore_errors=True)
    draft = folder.with_name(f"{folder.name}.part")
    command = [program(), "load", "--location", str(draft), "--file", str(turtle)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        told = " ".join(done.stderr.split())[-200:]
        raise Refused(f"{turtle} cannot be loaded ({told}): build it again with `kg build`, or make room there.")
    return draft.rename(folder)
