"""Linking across the corpus: readings of single pages in, entities, statements and figures with their IRIs out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kg import iri
from kg.linking.corrections import Correction
from kg.linking.linked import Linked, uncollected
from kg.linking.rows import TABLES, PageRows
from kg.model import Reading
from kg.names import divisions

Row = dict[str, Any]


class Corpus(Linked):
    """A few readings, linked, all in memory: ``rows`` has the records of the build's tables, whatever order the pages came in.

    `kg.joining` makes the same of any number of pages.
    """

    def __init__(
        self, readings: Iterable[Reading], base: str = iri.BASE, corrections: Sequence[Correction] = ()
    ) -> None:
        known = sorted(readings, key=lambda one: one.page.document)
        super().__init__(known, base, corrections)
        self.rows: dict[str, list[Row]] = {name: [] for name in (*TABLES, "entities")}
        with uncollected():
            for reading in known:
                for name, rows in PageRows(self, reading).rows.items():
                    self.rows[name] += rows
            self.rows["entities"] = self._entities()
            self.add([])

    def _entities(self) -> list[Row]:
        aliases: dict[str, set[str]] = defaultdict(set)
        documents: dict[str, set[str]] = defaultdict(set)
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows["mentions"]:
            aliases[row["entity"]].add(row["text"])
            documents[row["entity"]].add(row["document"])
            counts[row["entity"]] += 1
        names = {name: (identity.type, identity.name) for identity, name in self.names.items()}
        return [
            entity(name, *named, aliases[name], counts[name], len(documents[name]))
            for name, named in sorted(names.items())
        ]

    def add(self, statements: Iterable[Row]) -> None:
        """Add statements made of the rows so far; every table stays in an order of its own, with nothing twice."""
        self.rows["statements"] += statements
        keys = {
            "statements": ("subject", "predicate", "object", "value", "document", "start", "end"),
            "figures": ("subject", "metric", "document", "start", "end", "value", "unit"),
        }
        for name, columns in keys.items():
            unique: dict[tuple[tuple[str, float], ...], Row] = {}
            for row in self.rows[name]:
                key = tuple(map(_comparable, (row[column] for column in columns)))
                unique.setdefault(key, row)
            self.rows[name] = [unique[key] for key in sorted(unique)]


def _comparable(value: str | float | None) -> tuple[str, float]:
    """Return a text, number or nothing as what can be compared with the others of its column."""
    return (value or "", 0.0) if value is None or isinstance(value, str) else ("", value)


def entity(iri: str, kind: str, name: str, printed: Iterable[str], mentions: int, documents: int) -> Row:
    """Return the row of an entity that is ``printed`` in these ways."""
    return {
        "entity": iri,
        "type": kind,
        "name": name,
        "aliases": sorted({"".join(text.split()) for text in printed}),
        "mentions": mentions,
        "documents": documents,
        **(_division(name) if kind == "PLACE" else {}),
    }


def _division(name: str) -> Row:
    """Return the code of the division that a place is or lies in, and the coordinates of one that is a division itself."""
    found, length = divisions.chain(name)
    if not found:
        return {}
    last = found[-1]
    here = length == len(name) and bool(last.longitude)
    return {
        "division": last.code,
        "longitude": float(last.longitude) if here else None,
        "latitude": float(last.latitude) if here else None,
    }
