"""Corrections by hand: a file of judgements, each with author, date and note, that every build applies.

A correction is a block of TOML. Undoing one is another block, never a deletion::

    [[different]]
    names = ["皖岭电机", "安徽皖岭电机股份有限公司"]
    author = "周敏"
    date = 2025-03-02
    note = "另一家同名企业"
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Any

from kg.errors import Refused
from kg.model import TYPES

FILE = "corrections.toml"
# What each action takes: two names, or one; rename and retype take what it is to become.
ACTIONS = {"same": 2, "different": 2, "rename": 2, "retype": 2, "drop": 1}
_OF_A_PAGE = ("different", "drop")
_BLOCK = re.compile(r"^\s*\[\[\s*(?P<action>\w+)\s*\]\]\s*(?:#.*)?$")
_KEYS = {"names", "author", "date", "note", "page", "of"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One judgement. ``names`` are full names, aliases or IRIs; of retype the second is a type, of rename the new name.

    ``page`` limits different and drop to the mentions of one page. ``line`` is where its block begins.
    """

    action: str
    names: tuple[str, ...]
    author: str
    date: str
    note: str = ""
    page: str = ""
    file: str = FILE
    line: int = 0

    @property
    def where(self) -> str:
        """File and line, as messages name it."""
        return f"{self.file} line {self.line}"

    @property
    def key(self) -> tuple[str, object, str]:
        """What two judgements of the same thing have in common."""
        names: object = frozenset(self.names) if self.action in ("same", "different") else self.names
        return self.action, names, self.page

    @property
    def told(self) -> str:
        """Who decided, when and why, as reasons show it."""
        return ", ".join(part for part in (self.author, self.date, self.note) if part)


def read(path: Path) -> tuple[list[Correction], list[str]]:
    """Return the corrections that stand in a file, and what is wrong with it, each with line and remedy.

    A block that cannot be read is left out, the others count. What a later block undoes is left out as well.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [f"{path} cannot be read ({type(error).__name__}): save it as UTF-8 text, or name another file."]
    found: list[Correction] = []
    problems: list[str] = []
    for line, action, body in _blocks(text):
        try:
            correction = _parse(action, body, str(path.name), line)
        except ValueError as error:
            problems.append(f"{path.name} line {line}: {error}")
            continue
        if action != "undo":
            found.append(correction)
            continue
        undone = [one for one in found if one.key == correction.key]
        if not undone:
            problems.append(
                f"{correction.where}: there is nothing above it to undo; take the block out, or name what it undoes."
            )
        found = [one for one in found if one not in undone]
    return found, problems


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, action and the rest of each block; what stands before the first is a block without action."""
    action, start, lines = "", 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.lstrip().startswith("["):
            lines.append(line)
            continue
        if action or any(one.strip() and not one.lstrip().startswith("#") for one in lines):
            yield start, action, "\n".join(lines)
        head = _BLOCK.match(line)
        action, start, lines = head["action"] if head else line.strip(), number, []
    if action or any(one.strip() and not one.lstrip().startswith("#") for one in lines):
        yield start, action, "\n".join(lines)


def _parse(action: str, body: str, file: str, line: int) -> Correction:
    """Return a block as a correction; raise ValueError with the remedy where it is none."""
    known = ", ".join([*ACTIONS, "undo"])
    if action not in ACTIONS and action != "undo":
        raise ValueError(
            f"{action or 'a block without [[action]]'} is no action; begin the block with one of [[{known}]]."
        )
    try:
        fields: dict[str, Any] = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(
            f'the block is no TOML ({error}); write names = ["…", "…"] and text in quotation marks.'
        ) from None
    if strange := sorted(set(fields) - _KEYS):
        raise ValueError(f"{strange[0]} is not understood; a block has names, author, date, note and page.")
    done = str(fields.get("of", "")) if action == "undo" else action
    if done not in ACTIONS:
        raise ValueError(f"of says which action is undone; give one of {', '.join(ACTIONS)}.")
    names = fields.get("names")
    if not isinstance(names, list) or not all(isinstance(one, str) and one.strip() for one in names):
        raise ValueError('names is missing or no list of names; write names = ["…", "…"].')
    if len(names) != ACTIONS[done]:
        raise ValueError(f"{done} takes {ACTIONS[done]} names and has {len(names)}.")
    if done == "retype" and names[1] not in TYPES:
        raise ValueError(f"{names[1]} is no type; give one of {', '.join(TYPES)}.")
    told = {key: str(fields.get(key, "")).strip() for key in ("author", "date", "note", "page")}
    if not told["author"] or not told["date"]:
        raise ValueError("author or date is missing; say who decided, and when.")
    if told["page"] and done not in _OF_A_PAGE:
        raise ValueError(
            f"{done} holds for all pages: leave page out, or first take the page's mentions out with different."
        )
    return Correction(done, tuple(one.strip() for one in names), **told, file=file, line=line)


def append(
    path: Path, action: str, names: tuple[str, ...], author: str, note: str = "", page: str = "", of: str = ""
) -> str:
    """Add a block to the file, which is made where there is none; return it. Raise `Refused` for what is no correction."""
    lines = [f"[[{action}]]"]
    lines += [f'of = "{of}"'] if of else []
    lines += [
        f"names = {json.dumps(list(names), ensure_ascii=False)}",
        f"author = {_quoted(author)}",
        f"date = {Day.today()}",
    ]
    lines += [f"{key} = {_quoted(value)}" for key, value in (("note", note), ("page", page)) if value]
    block = "\n".join(lines) + "\n"
    try:
        _parse(action, block.split("\n", 1)[1], path.name, 0)
    except ValueError as error:
        raise Refused(f"The correction is not written: {error}") from None
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        with path.open("a", encoding="utf-8") as file:
            file.write(
                ("" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n") + block
            )
    except UnicodeDecodeError as error:
        raise Refused(
            f"{path} is not UTF-8: save it as UTF-8 text, or name another file with --corrections."
        ) from error
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}): name another file with --corrections.") from error
    return block


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
