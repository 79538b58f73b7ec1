"""An entity in the terminal: what it is called and why, what is said of it, and the sentences that say so."""

from __future__ import annotations

import difflib
import re
from typing import Any

from rich.console import Console
from rich.text import Text

from kg.errors import Refused
from kg.explorer.labels import labels
from kg.graph import Graph

Row = dict[str, Any]

# A name in a thousand articles has a thousand reasons; these many of each rule are shown.
_REASONS = 3

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def explain(graph: Graph, name: str) -> None:
    """Print the entities called ``name``; raise `Refused` with the nearest names where there is none."""
    entities = {row["entity"]: row for row in graph.entities.to_pylist()}
    called = [row for row in entities.values() if name in (row["name"], row["entity"]) or name in row["aliases"]]
    if not called:
        raise Refused(f"No entity is called {name!r}: {nearest(name, entities)}")
    console = Console()
    statements, figures = graph.statements.to_pylist(), graph.figures.to_pylist()
    for row in called:
        _heading(console, row)
        _aliases(console, row, graph)
        for one in statements:
            if row["entity"] in (one["subject"], one["object"]):
                _statement(console, one, entities)
        for one in figures:
            if one["subject"] == row["entity"]:
                _line(console, f"{one['metric']} = {one['value']:g} {one['unit']}", _when(one))
                _evidence(console, one)


def nearest(name: str, entities: dict[str, Row]) -> str:
    """Return what the build calls nearly so, as the end of a sentence."""
    names = {form for row in entities.values() for form in (row["name"], *row["aliases"])}
    near = difflib.get_close_matches(name, sorted(names), n=3, cutoff=0.4)
    return f"the nearest names are {', '.join(near)}." if near else "look it up in the build's graph.html."


def _heading(console: Console, row: Row) -> None:
    kind = Text(f"{row['type']}  {row['entity']}", style="dim")
    console.print(Text(_shown(row["name"]), style="bold"), kind, soft_wrap=True)
    _line(console, f"{row['mentions']} mentions on {row['documents']} pages", "")


def _aliases(console: Console, row: Row, graph: Graph) -> None:
    """Print each surface form, and for each reason that took it for this entity the passages that say so."""
    reasons: dict[tuple[str, str, str], list[Row]] = {}
    for one in graph.mentions.to_pylist():
        if one["entity"] == row["entity"]:
            told = " ".join(f"{part['feature']} {part['detail']}" for part in one["features"] or ())
            reasons.setdefault(("".join(one["text"].split()), one["rule"] or "", told), []).append(one)
    words = labels()
    shown: dict[tuple[str, str], int] = {}
    for form, rule, told in sorted(reasons):
        many = shown[form, rule] = shown.get((form, rule), 0) + 1
        if many <= _REASONS:
            _reason(console, form, rule, reasons[form, rule, told], words)
    for (form, rule), many in shown.items():
        if many > _REASONS:
            _line(console, f"“{form}”", f"and {many - _REASONS} more of the rule {rule}")


def _reason(console: Console, form: str, rule: str, rows: list[Row], words: dict[str, list[str]]) -> None:
    """Print a form with its rule, what spoke for and against it, its sentence, and the passage that decided."""
    one = rows[0]
    says = words.get(f"rule.{rule}", [rule, rule])[1]
    times = f" × {len(rows)}" if len(rows) > 1 else ""
    _line(console, f"“{form}”{times}", f"{rule}: {says}; {one['document']} {one['start']}–{one['end']}")
    if one["quote"]:
        console.print(Text(f"      {_shown(one['quote'])}", style="italic"), soft_wrap=True)
    for part in one["features"] or ():
        key = next((key for key in (f"feature.{part['feature']}", f"rule.{part['feature']}") if key in words), "")
        weight = f"{part['weight']:+g} " if part["weight"] else ""
        told = f"{weight}{words[key][1] if key else part['feature']}: {part['detail']}"
        console.print(Text(f"      {_shown(told)}", style="dim"), soft_wrap=True)
    if one["ground"]:
        console.print(Text("      decided by", style="dim"), soft_wrap=True)
        _evidence(console, one["ground"])


def _statement(console: Console, one: Row, entities: dict[str, Row]) -> None:
    thing = entities[one["object"]]["name"] if one["object"] else ""
    told = f"{entities[one['subject']]['name']}  {one['predicate']}  {thing} {one['value'] or ''}".rstrip()
    _line(console, told, f"{one['basis']}, {one['confidence']:.2f}")
    _evidence(console, one)


def _when(one: Row) -> str:
    return f"{one['from'] or ''}/{one['to'] or ''}" if one["from"] or one["to"] else ""


def _line(console: Console, left: str, right: str) -> None:
    console.print(Text(f"  {_shown(left)}"), Text(_shown(right), style="dim"), soft_wrap=True)


def _evidence(console: Console, one: Row) -> None:
    console.print(Text(f"      {_shown(one['quote'])}", style="italic"), soft_wrap=True)
    where = f"{one['document']} {one['start']}–{one['end']}"
    console.print(Text(f"      {_shown(where)}", style="dim"), soft_wrap=True)


def _shown(text: str) -> str:
    """Return a page's words as a terminal may have them: without control sequences, which would be obeyed."""
    return _CONTROL.sub("\ufffd", text)
