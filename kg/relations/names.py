"""What names themselves state, over the whole corpus: where a body is, what it belongs to, and where divisions lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg import iri
from kg.names import divisions, forms

Row = dict[str, Any]
# IRIs by type and name.
Names = Mapping[tuple[str, str], str]

# A body whose name is another's with one of these behind it is a part of that one.
_PART = re.compile(
    r"^(?:党组|党委|党总支|党支部|纪委|机关|本级|办公室|团委|工会|工会委员会|女职工委员会|女工委"
    r"|(?:本级)?[\u4e00-\u9fff“”\d]{1,16}(?:车间|队|段|分公司|部|处|中心|研究所|工作室|学院))$"
)
# A programme that has branches under its own name in many places.
_BRANCHES = ("鲁班工坊",)
_QUOTED = re.compile(r"[“‘]([^”’]{3,})[”’]")
# Rivers and roads give names to what lies elsewhere.
_WATERS = re.compile("[江河湖海山路]$")
# A 社区 or 村 gives its name without that word to what it is known for: 某家营模式.
_NEIGHBOURHOOD = re.compile(r"(?:社区|村|街道|镇|乡)$")


def stating(
    rows: Mapping[str, Collection[Row]], first: Mapping[str, Sequence[Row]], base: str = iri.BASE
) -> Iterator[Row]:
    """Yield statements with the basis ``name`` or ``gazetteer`` about the entities of ``rows`` (the build's tables).

    ``first`` has each entity's first mention in each document (see `first_mentions`), which is the evidence.
    """
    entities = rows["entities"]
    by_name = {(row["type"], row["name"]): row["entity"] for row in entities}
    by_name = _short_places(entities) | by_name
    stems = _stems(by_name)
    told = {(one["subject"], one["document"]) for one in rows.get("statements", ()) if one["predicate"] == "locatedIn"}
    for row in entities:
        entity = row["entity"]
        about = [one for one in _about(row, by_name, stems) if one[1] != entity]
        seen = first[entity] if about else ()
        for predicate, other, basis in about:
            both: set[str] = set()
            if predicate == "partOf":
                both = {one["document"] for one in seen} & {one["document"] for one in first[other]}
            for evidence in seen:
                document = evidence["document"]
                # Where the text says more closely where something is, the name has nothing to add.
                if predicate == "locatedIn" and row["type"] != "PLACE" and (entity, document) in told:
                    continue
                if both and document not in both:
                    continue
                yield _row(base, entity, predicate, other, basis, evidence)


def _short_places(entities: Iterable[Row]) -> dict[tuple[str, str], str]:
    """Return the short names of 社区 and 村 that only one place has, as names of it: 某区某社区 is met in 某社区党总支."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in entities:
        for alias in row.get("aliases", ()) if row["type"] == "PLACE" else ():
            if _NEIGHBOURHOOD.search(alias):
                named[alias].add(row["entity"])
    return {("PLACE", alias): places.pop() for alias, places in named.items() if len(places) == 1}


def _about(row: Row, by_name: Names, stems: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    kind, name = row["type"], row["name"]
    if kind == "PLACE":
        yield from ((("locatedIn", above, "gazetteer")) for above in _above(name, by_name))
    whole = _whole(name, by_name) if kind in ("UNION", "ORG") else None
    if whole:
        yield "subOrganizationOf", whole, "name"
    # The place in a firm's name says little of where its union is; an office of a city's Party committee is in the city.
    if kind in ("ORG", "PROGRAMME") or (kind == "UNION" and not whole):
        # What is printed may name more of where it is than the full name keeps: 某区某街道某社区党委.
        forms_of_it = (name, *sorted(row.get("aliases", ()), key=len, reverse=True))
        place = next((place for one in forms_of_it if (place := _place(one, by_name, stems))), None)
        if place and place != by_name.get(("PLACE", "中国")):
            yield "locatedIn", place, "name"
    if kind == "PROGRAMME":
        yield from (("partOf", by_name[kind, larger], "name") for larger in _larger(name, by_name))


def _whole(name: str, by_name: Names) -> str | None:
    """Return the body of which another is a part by its name."""
    return next(
        (by_name[other, name[:at]] for at in range(len(name) - 1, 2, -1) for other in ("ORG", "UNION")
         if (other, name[:at]) in by_name and _PART.match(name[at:])),
        None,
    )  # fmt: skip


def _larger(name: str, by_name: Names) -> Iterator[str]:
    """Yield the programmes to which another belongs by its name: 某国鲁班工坊, “暖流行动”启动周."""
    if name.endswith(_BRANCHES):
        head = next(one for one in _BRANCHES if name.endswith(one))
        if head != name and ("PROGRAMME", head) in by_name:
            yield head
    for quoted in _QUOTED.findall(name):
        if quoted != name and ("PROGRAMME", quoted) in by_name:
            yield quoted


def _above(name: str, by_name: Names) -> Iterator[str]:
    """Yield the nearest division above a division that the graph has."""
    found, length = divisions.chain(name)
    division = found[-1] if found and length == len(name) else None
    while division is not None:
        division = divisions.parent(division)
        above = by_name.get(("PLACE", forms.label(division))) if division else None
        if above:
            yield above
            return


def _place(name: str, by_name: Names, stems: Mapping[str, str]) -> str | None:
    """Return the place of the graph that a name opens with, the smallest: a division in any form, or a 社区."""
    name = name.removeprefix("中共").removeprefix("“")
    found, length = divisions.chain(name)
    if not found and name.startswith("中国"):
        found = next((one for at in range(2, 9) if (one := divisions.chain(name[at:])[0])), ())
    # The smallest place that goes on where the divisions end, or with which the name opens.
    for end in range(len(name) - 1, 1, -1):
        starts = (at for at in range(min(length, end - 2), -1, -1) if ("PLACE", name[at:end]) in by_name)
        at = next(starts, None)
        if at is not None and (end <= length or not _WATERS.search(name[at:end])):
            return by_name["PLACE", name[at:end]]
    if length >= len(name):
        return None
    labels = (forms.label(one) for one in reversed(found))
    return next((by_name["PLACE", label] for label in labels if ("PLACE", label) in by_name), _named_after(name, stems))


def _stems(by_name: Names) -> dict[str, str]:
    """Return the 社区 and 村 by their names less that word, the first of each."""
    stems: dict[str, str] = {}
    for (kind, place), entity in by_name.items():
        stem = _NEIGHBOURHOOD.sub("", place)
        if kind == "PLACE" and stem != place and len(stem) > 2:
            stems.setdefault(stem, entity)
    return stems


def _named_after(name: str, stems: Mapping[str, str]) -> str | None:
    """Return the 社区 or 村 whose name, less that word, a name opens with: of several the longest."""
    return next((stems[name[:end]] for end in range(len(name), 2, -1) if name[:end] in stems), None)


def first_mentions(mentions: Iterable[Row]) -> Mapping[str, list[Row]]:
    """Return each entity's first mention in each document, as the evidence it gives."""
    first: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in mentions:
        # A masthead is no sentence that a statement could quote.
        if row.get("method") != "masthead":
            first[row["entity"]].setdefault(row["document"], row)
    return defaultdict(list, {entity: [_evidence(row) for row in seen.values()] for entity, seen in first.items()})


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
        "modality": "asserted",
        **evidence,
    }
