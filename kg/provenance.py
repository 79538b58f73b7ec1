"""What a build was made of: its sources and its file of corrections, so that `kg correct` finds the one to add to."""

from __future__ import annotations

import getpass
import json
import shlex
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Refused
from kg.graph import open_graph
from kg.linking import corrections
from kg.linking.corrections import Correction

_FILE = "build.toml"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a build came from. The files of corrections are those beside the sources, or the one that was named."""

    sources: tuple[Path, ...]
    corrections: tuple[Path, ...]
    named: bool = False

    @classmethod
    def of(cls, sources: Sequence[str | Path], named: str | Path | None = None) -> Origin:
        """Return the origin of a build of ``sources``; raise `Refused` where the file ``named`` is not there."""
        paths = tuple(Path(one).resolve() for one in sources)
        if named is not None:
            if not Path(named).is_file():
                raise Refused(f"{named} is not there: name a file of corrections, or leave --corrections out.")
            return cls(paths, (Path(named).resolve(),), True)
        beside = ((one if one.is_dir() else one.parent) / corrections.FILE for one in paths)
        return cls(paths, tuple(dict.fromkeys(beside)))

    def read(self, problems: list[str]) -> list[Correction]:
        """Return the corrections that stand, adding to ``problems`` what is wrong with the files."""
        found: list[Correction] = []
        for path in self.corrections:
            if path.is_file():
                these, wrong = corrections.read(path)
                found += these
                problems += wrong
        return found

    def write(self, folder: Path) -> None:
        """Note the origin in a build's folder."""
        lines = [f"{key} = {json.dumps([str(one) for one in paths], ensure_ascii=False)}" for key, paths in self._lists()]
        note = "# What this build was made of; `kg correct` reads it.\n"
        (folder / _FILE).write_text(note + "\n".join(lines) + f"\nnamed = {str(self.named).lower()}\n", encoding="utf-8")

    def _lists(self) -> tuple[tuple[str, tuple[Path, ...]], ...]:
        return ("sources", self.sources), ("corrections", self.corrections)

    def command(self, out: Path) -> str:
        """Return the command that builds it again."""
        named = ["--corrections", str(self.corrections[0])] if self.named else []
        return shlex.join(["kg", "build", *map(str, self.sources), "-o", str(out), *named])


def origin(out: Path) -> Origin:
    """Return what a build says of its origin; raise `Refused` where it says nothing."""
    open_graph(out)
    try:
        told = tomllib.loads((out / _FILE).read_text(encoding="utf-8"))
        lists = {key: tuple(Path(one) for one in told[key]) for key in ("sources", "corrections")}
        return Origin(**lists, named=bool(told["named"]))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Refused(f"{out} does not say what it was built from: build it again, or give --corrections FILE.") from error


def correct(
    out: Path, action: str, names: tuple[str, ...], *, author: str, note: str, page: str, corrections: Path | None
) -> str:
    """Add a correction to the file of a build, and return what was written, where, and how to build again.

    Raise `Refused` where it is no correction, or one that the file contradicts.
    """
    from kg.linking.corrections import ACTIONS, append

    of = ""
    if action == "undo":
        of, names = (names[0], names[1:]) if names else ("", ())
    if action not in (*ACTIONS, "undo"):
        raise Refused(f"{action} is no action: give one of {', '.join([*ACTIONS, 'undo'])}.")
    came = None if corrections is not None else origin(out)
    path = corrections or next((one for one in came.corrections if one.is_file()), came.corrections[0]) if came else corrections
    assert path is not None
    if action != "undo":
        _known(out, names[:1] if action in ("rename", "retype") else names)
    written = append(path, action, names, author or getpass.getuser(), note, page, of)
    again = came.command(out) if came else f"kg build SOURCE -o {out} --corrections {path}"
    return f"{written}\nWritten to {path}. Apply it with: {again}"


def _known(out: Path, names: Sequence[str]) -> None:
    """Raise `Refused` where the build calls nothing by one of ``names``."""
    from kg.explain import nearest

    rows = {row["entity"]: row for row in open_graph(out).entities.to_pylist()}
    forms = {form for row in rows.values() for form in (row["entity"], row["name"], *row["aliases"])}
    forms |= {entity.rsplit("/", 1)[-1] for entity in rows}
    for name in names:
        if name not in forms:
            raise Refused(f"No entity is called {name!r}: {nearest(name, rows)}")
