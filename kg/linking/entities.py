"""The row of an entity: its names, how often the papers print it, and where on the map it lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.names import divisions

Row = dict[str, Any]


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
