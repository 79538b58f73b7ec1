"""The unions as a tree: 全国 → 省 → 市 → 县 → 街道 → 企业, each under the nearest above it that the graph has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kg import iri
from kg.names import divisions, forms
from kg.names.divisions import Division

Row = dict[str, Any]

_NATIONAL = "中华全国总工会"
# A division's own union, and a trade's of the whole country.
_GENERAL = re.compile(r"^总工会$")
_TRADE = re.compile(r"^中国.+工会$")
_OF_BODY = re.compile(r"(?:工会委员会|工会)$")
# One step up the administrative ladder is the rule of the unions' statute; where a firm lies is a guess at its union.
_LADDER, _PLACED = 0.9, 0.7


def tree(
    rows: Mapping[str, Collection[Row]], first: Mapping[str, Sequence[Row]], base: str = iri.BASE
) -> Iterator[Row]:
    """Yield statements ``subOrganizationOf`` with the basis ``inferred`` about the unions of ``rows`` (the build's tables).

    Evidence is the first mention of the union in each document that names it, which ``first`` has. A union of which the
    papers or its name say what it belongs to gets none.
    """
    told = {row["subject"] for row in rows["statements"] if row["predicate"] == "subOrganizationOf"}
    unions = {row["name"]: row["entity"] for row in rows["entities"] if row["type"] == "UNION"}
    places = _places(rows)
    for name, entity in sorted(unions.items()):
        above = None if entity in told else _above(name, places.get(entity), unions)
        if above is not None and above[0] != entity:
            yield from (_row(base, entity, *above, one) for one in first[entity])


def _above(name: str, place: Division | None, unions: Mapping[str, str]) -> tuple[str, float] | None:
    """Return the union that a union stands under, and how sure that is."""
    chain, length = divisions.chain(name)
    general = bool(chain) and bool(_GENERAL.match(name[length:]))
    division = chain[-1] if chain else place
    if name == _NATIONAL or (division is None and not _TRADE.match(name)):
        return None
    line = list(_line(division)) if division is not None else []
    for one in line[1:] if general else line:
        union = unions.get(f"{forms.label(one)}总工会")
        if union is not None:
            return union, _LADDER if general else _PLACED
    national = unions.get(_NATIONAL)
    return (national, _LADDER if general or _TRADE.match(name) else _PLACED) if national else None


def _line(division: Division) -> Iterator[Division]:
    above: Division | None = division
    while above is not None:
        yield above
        above = divisions.parent(above)


def _places(rows: Mapping[str, Collection[Row]]) -> dict[str, Division]:
    """Return where the papers or names say that unions and the bodies whose unions they are lie: the smallest division."""
    names = {row["entity"]: row["name"] for row in rows["entities"]}
    lies: dict[str, Division] = {}
    for row in rows["statements"]:
        if row["predicate"] == "locatedIn" and row["basis"] in ("text", "name") and row["object"] in names:
            chain, _ = divisions.chain(names[row["object"]])
            if chain and (row["subject"] not in lies or chain[-1].level > lies[row["subject"]].level):
                lies[row["subject"]] = chain[-1]
    bodies = {names[entity]: place for entity, place in lies.items() if entity in names}
    for row in rows["entities"]:
        body = _OF_BODY.sub("", row["name"])
        if row["type"] == "UNION" and row["entity"] not in lies and body in bodies:
            lies[row["entity"]] = bodies[body]
    return lies


def _row(base: str, subject: str, above: str, confidence: float, evidence: Row) -> Row:
    return {
        "statement": iri.digest(base, "statement", subject, "subOrganizationOf", above, None),
        "subject": subject,
        "predicate": "subOrganizationOf",
        "object": above,
        "value": None,
        "basis": "inferred",
        "confidence": confidence,
        "modality": "asserted",
        **evidence,
    }
