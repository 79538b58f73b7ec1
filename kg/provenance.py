"""Which files of corrections a build looks in, so that `kg correct` finds the one to add to."""

from __future__ import annotations

import getpass
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Refused
from kg.graph import open_graph
from kg.linking import corrections
from kg.linking.corrections import Correction

FILE = "build.toml"


@dataclass(frozen=True, slots=True)
class Origin:
    """The files of corrections of a build: those beside its sources, whether they are there or not, or the one named."""

    corrections: tuple[Path, ...]
    named: bool = False

    @classmethod
    def of(cls, sources: Sequence[str | Path], named: str | Path | None = None) -> Origin:
        """Return the origin of a build of ``sources``; raise `Refused` where the file ``named`` is not there."""
        paths = tuple(Path(one).resolve() for one in sources)
        if named is not None:
            if not Path(named).is_file():
                raise Refused(f"{named} is not there: name a file of corrections, or leave --corrections out.")
            return cls((Path(named).resolve(),), True)
        beside = ((one if one.is_dir() else one.parent) / corrections.FILE for one in paths)
        return cls(tuple(sorted(set(beside))))

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
        """Note the files in a build's folder, where it does not say so already."""
        paths = json.dumps([str(path) for path in self.corrections], ensure_ascii=False)
        note = "# Where this build looks for corrections; `kg correct` adds to the first that is there.\n"
        told = f"{note}corrections = {paths}\nnamed = {str(self.named).lower()}\n"
        path, draft = folder / FILE, folder / f".{FILE}.part"
        if not path.is_file() or path.read_bytes() != told.encode():
            draft.write_bytes(told.encode())
            draft.replace(path)


def origin(out: Path) -> Origin:
    """Return what a build says of its origin; raise `Refused` where it says nothing."""
    open_graph(out)
    try:
        told = tomllib.loads((out / FILE).read_text(encoding="utf-8"))
        return Origin(tuple(Path(one) for one in told["corrections"]), bool(told["named"]))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Refused(
            f"{out} does not say where its corrections are: build it again, or give --corrections FILE."
        ) from error


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
    path = (
        corrections or next((one for one in came.corrections if one.is_file()), came.corrections[0])
        if came
        else corrections
    )
    assert path is not None
    if action != "undo":
        _known(out, names[:1] if action in ("rename", "retype") else names)
    written = append(path, action, names, author or _user(), note, page, of)
    again = f" --corrections {path}" if came is None or came.named else ""
    return f"{written}\nWritten to {path}. It counts from the next build on: kg build SOURCE -o {out}{again}"


def _user() -> str:
    """Return the name under which the user is known here; raise `Refused` where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise Refused("The system has no name for this user: say who decides with --author NAME.") from error


def _known(out: Path, names: Sequence[str]) -> None:
    """Raise `Refused` where the build calls nothing by one of ``names``."""
    from kg.explain import nearest

    rows = {row["entity"]: row for row in open_graph(out).entities.to_pylist()}
    forms = {form for row in rows.values() for form in (row["entity"], row["name"], *row["aliases"])}
    forms |= {entity.rsplit("/", 1)[-1] for entity in rows}
    for name in names:
        if name not in forms:
            raise Refused(f"No entity is called {name!r}: {nearest(name, rows)}")
