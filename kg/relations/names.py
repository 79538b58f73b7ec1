"""What names themselves state, over the whole corpus: where a body is, what it belongs to, and where divisions lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg import iri
from kg.names import divisions, forms

Row = dict[str, Any]

# A body whose name is another's with one of these behind it is a part of that one.
_PART = re.compile(
    r"^(?:党组|党委|党总支|党支部|纪委|机关|本级|办公室|团委|工会|工会委员会|女职工委员会|女工委"
    r"|[\u4e00-\u9fff]{1,8}(?:车间|队|段|分公司|部|处|中心|研究所|工作室|学院))$"
)
# Teams go where they are sent, whatever union their name opens with.
_TEAMS = ("蹲点工作组", "蹲点工作队")


def stated_by_names(rows: Mapping[str, Sequence[Row]], base: str = iri.BASE) -> list[Row]:
    """Return statements with the basis ``name`` or ``gazetteer`` about the entities of ``rows`` (the build's tables).

    Evidence is the first mention of the subject in each document that names it.
    """
    by_name = {(row["type"], row["name"]): row["entity"] for row in rows["entities"]}
    first = _first_mentions(rows)
    found = []
    for row in rows["entities"]:
        for predicate, other, basis in _about(row, by_name):
            if other != row["entity"]:
                found += [_row(base, row["entity"], predicate, other, basis, one) for one in first[row["entity"]]]
    return found


def _about(row: Row, by_name: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    kind, name = row["type"], row["name"]
    if kind == "PLACE":
        yield from ((("locatedIn", above, "gazetteer")) for above in _above(name, by_name))
    if kind in ("UNION", "ORG") or (kind == "PROGRAMME" and not name.endswith(_TEAMS)):
        place = _place(name, by_name)
        if place and place != by_name.get(("PLACE", "中国")):
            yield "locatedIn", place, "name"
    if kind in ("UNION", "ORG"):
        whole = next(
            (by_name[other, name[:at]] for at in range(len(name) - 1, 2, -1) for other in ("ORG", "UNION")
             if (other, name[:at]) in by_name and _PART.match(name[at:])),
            None,
        )  # fmt: skip
        if whole:
            yield "subOrganizationOf", whole, "name"
    if kind == "PROGRAMME":
        larger = next(
            (by_name[kind, name[at:]] for at in range(2, len(name) - 3) if (kind, name[at:]) in by_name), None
        )
        if larger and name.endswith("鲁班工坊"):
            yield "partOf", larger, "name"


def _above(name: str, by_name: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield the nearest division above a division that the graph has."""
    found, length = divisions.chain(name)
    division = found[-1] if found and length == len(name) else None
    while division is not None:
        division = divisions.parent(division)
        above = by_name.get(("PLACE", forms.label(division))) if division else None
        if above:
            yield above
            return


def _place(name: str, by_name: Mapping[tuple[str, str], str]) -> str | None:
    """Return the place of the graph that a name opens with, the smallest: a division in any form, or a 社区."""
    name = name.removeprefix("中共")
    opening = next((at for at in range(len(name) - 1, 1, -1) if ("PLACE", name[:at]) in by_name), 0)
    found, length = divisions.chain(name)
    if opening >= length or length >= len(name):
        return by_name.get(("PLACE", name[:opening]))
    return next(
        (by_name["PLACE", forms.label(one)] for one in reversed(found) if ("PLACE", forms.label(one)) in by_name), None
    )


def _first_mentions(rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Return each entity's first mention in each document, as the evidence it gives."""
    first: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows["mentions"]:
        first[row["entity"]].setdefault(row["document"], row)
    return {entity: [_evidence(row) for row in seen.values()] for entity, seen in first.items()}


def _evidence(row: Row) -> Row:
    """Return a mention as evidence; its quote is what the article reads there, repaired."""
    return {"quote": row["read"], **{key: row[key] for key in ("document", "article", "start", "end")}}


def _row(base: str, subject: str, predicate: str, thing: str, basis: str, evidence: Row) -> Row:
    return {
        "statement": iri.digest(base, "statement", subject, predicate, thing, None),
        "subject": subject,
        "predicate": predicate,
        "object": thing,
        "value": None,
        "basis": basis,
        "confidence": 0.9 if basis == "name" else 1.0,
        **evidence,
    }
