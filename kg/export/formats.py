"""The formats by name, and one way to write any of them: whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import Refused
from kg.export import jsonld, networks, quads, sheets
from kg.graph import Graph, open_graph


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` puts a build into a path that is not there yet; ``ending`` follows the build's name in the default path."""

    write: Callable[[Graph, Path], None]
    ending: str
    folder: bool = False


FORMATS = {
    "trig": Format(quads.write_trig, ".trig"),
    "nt": Format(quads.write_ntriples, ".nt"),
    "jsonld": Format(jsonld.write, ".jsonld"),
    "graphml": Format(networks.write_graphml, ".graphml"),
    "gexf": Format(networks.write_gexf, ".gexf"),
    "neo4j": Format(sheets.write_neo4j, "-neo4j", folder=True),
    "gephi": Format(sheets.write_gephi, "-gephi", folder=True),
}


def export(folder: str | Path, kind: str, to: str | Path | None = None) -> Path:
    """Write the build in ``folder`` as ``kind``, one of `FORMATS`, to ``to`` and return that path.

    By default it goes beside the build and is named after it, since a build is replaced whole: ``demo`` gives
    ``demo.trig`` or the folder ``demo-neo4j``. An earlier export is replaced once the new one is whole. Raise `Refused`
    for a format or a build that does not exist, and where the path holds something else or cannot be written.
    """
    form = FORMATS.get(kind)
    if form is None:
        near = get_close_matches(kind.lower(), FORMATS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise Refused(f"There is no format {kind!r}.{hint} Choose one of: {', '.join(FORMATS)}.")
    graph = open_graph(folder)
    source = graph.folder.resolve()
    target = source.with_name(source.name + form.ending) if to is None else Path(to)
    _refuse_foreign(target, form)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        form.write(graph, draft)
        if form.folder and target.exists():
            shutil.rmtree(target)
        draft.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"{target} cannot be written ({reason}): name another path with --to.") from error
    finally:
        _remove(draft)
    return target


def _refuse_foreign(target: Path, form: Format) -> None:
    """Raise `Refused` where writing would destroy what no export of this format has left there."""
    if form.folder and target.exists() and not target.is_dir():
        raise Refused(f"{target} is a file: name a folder with --to.")
    if not form.folder and target.is_dir():
        raise Refused(f"{target} is a folder: name a file with --to.")
    if form.folder and target.is_dir():
        others = sorted(one.name for one in target.iterdir() if one.name not in sheets.FILES)
        if others:
            raise Refused(
                f"{target} holds other files ({others[0]}): name a new folder with --to, so that nothing is lost."
            )


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
    else:
        with suppress(OSError):
            draft.unlink()
