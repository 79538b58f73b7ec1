"""What is known of a page beside its text: its date, its newspaper, its number in the issue."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from kg.reading.decode import Undecodable, decode

_DAY = re.compile(r"\s*((?:19|20)\d\d)[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T\s].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class About:
    """A page's ISO date, its newspaper (``source``), its number in the issue (``page``), the place whose newspaper it is.

    Each is None where it is not known.
    """

    date: str | None = None
    source: str | None = None
    page: str | None = None
    place: str | None = None

    def __or__(self, other: About) -> About:
        """Return what this one knows, and from ``other`` what it does not."""
        lacking = [one.name for one in fields(self) if getattr(self, one.name) is None]
        return replace(self, **{name: getattr(other, name) for name in lacking})


NOTHING = About()
_KEYS = tuple(one.name for one in fields(About))


def iso(year: str | int, month: str | int, day: str | int) -> str | None:
    """Return the ISO date, or None where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def from_record(record: Mapping[str, object]) -> About:
    """Return what a row of metadata tells (``date``, ``source``, ``page``, ``place``); raise `Undecodable` where its date is none."""
    told = {key: text for key in _KEYS if (text := _written(record.get(key)))}
    if "date" in told:
        found = _DAY.fullmatch(told["date"])
        day = iso(*found.groups()) if found else None
        if day is None:
            raise Undecodable(f"has the date {told['date'][:30]!r}: write it as 2024-03-12")
        told["date"] = day
    return About(**told)


def _written(value: object) -> str:
    """Return a value as text: nothing for the NaN of an empty cell, a page 2.0 as 2."""
    if isinstance(value, float):
        return "" if math.isnan(value) else str(int(value)) if value.is_integer() else str(value)
    return "" if value is None else str(value).strip()


def beside(folder: Path) -> tuple[dict[Path, About], list[tuple[Path, str, str]]]:
    """Return what the ``.csv`` files of ``folder`` tell of files there and below, and what in them is wrong.

    Such a table has a column ``file``, the way to the page from the folder, and one of ``date``, ``source``, ``page`` and ``place``; other tables
    are passed over. What is wrong is told as path, part and reason.
    """
    told: dict[Path, About] = {}
    wrong: list[tuple[Path, str, str]] = []
    for path in sorted(one for one in folder.iterdir() if one.suffix.lower() == ".csv") if folder.is_dir() else ():
        try:
            rows = list(_rows(path))
        except (OSError, csv.Error, Undecodable) as error:
            wrong.append((path, "", f"cannot be read as a table ({error}): save it as CSV in UTF-8, or take it away"))
            continue
        for number, row in rows:
            file = folder / (row.get("file") or "").strip().replace("\\", "/")
            try:
                if not file.is_file():
                    raise Undecodable(f"is about {row.get('file')!r}, which is not there: correct the name")
                told[file] = from_record(row)
            except (OSError, ValueError, Undecodable) as error:
                wrong.append((path, f"line {number}", str(error)))
    return told, wrong


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and fields of a table about pages; nothing of one that is about something else."""
    if not path.is_file() or path.stat().st_size == 0:
        return
    reader = csv.DictReader(io.StringIO(decode(path.read_bytes()), newline=""), restval="")
    names = {name.strip().lower(): name for name in reader.fieldnames or ()}
    if "file" not in names or not names.keys() & set(_KEYS):
        return
    for row in reader:
        yield reader.line_num, {key: row[name] for key, name in names.items()}
