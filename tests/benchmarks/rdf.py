"""How quick the Turtle is: ``python -m tests.benchmarks.rdf`` writes a million triples, reads them back and queries them.

The ten example questions are asked of the whole. A smaller sample goes through rdflib as well, and through us again, in
the same run. Each measurement is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

from kg import iri, tables

# Unions for a little over a million triples, and for the sample that rdflib takes part in.
UNIONS, FEW = 2_400, 70
# Seconds and megabytes that the million is held to.
BOUNDS = {"write": 10.0, "read and query": 10.0, "peak": 1500.0}
# The questions that analysts ask first, each with the parameter that a person would give.
EXAMPLES: dict[str, dict[str, str]] = {
    "posts": {"union": "云溪5市总"},
    "programmes": {"union": "云溪7市总"},
    "luban-workshops": {"programme": "鲁班工坊3号"},
    "stationed-teams": {"programme": "云溪4市总工会蹲点工作组"},
    "person": {"person": "林向晚9"},
    "cooperation": {"organization": "云溪11市总"},
    "aliases": {"entity": "云溪12市总"},
    "honours": {"recipient": "林向晚13"},
    "unions-by-place": {"place": "云溪14市"},
    "figures": {"programme": "鲁班工坊3号"},
}

Row = dict[str, Any]


def corpus(unions: int) -> tables.Tables:
    """Return the tables of an invented newspaper: a page a union, with its chair, partner, team, workshop and figures."""
    rows: dict[str, list[Row]] = {name: [] for name in tables.SCHEMAS}
    for number in range(unions):
        _page(rows, number)
    return tables.make(rows)


def _page(rows: dict[str, list[Row]], number: int) -> None:
    city = f"云溪{number}市"
    cast = [
        ("UNION", f"{city}总工会", f"{city}总"),
        ("PLACE", city, f"云溪{number}"),
        ("PERSON", f"林向晚{number}", f"老林{number}"),
        ("ORG", f"{city}司法局", f"{city}司法机关"),
        ("PROGRAMME", f"{city}总工会蹲点工作组", f"{city}工作组"),
        ("PROGRAMME", f"鲁班工坊{number}号", f"工坊{number}号"),
        ("HONOUR", f"云溪第{number}届劳动奖章", f"第{number}届奖章"),
    ]
    union, place, chair, partner, team, workshop, honour = (iri.entity(iri.BASE, kind, name) for kind, name, _ in cast)
    named = [name for _, name, _ in cast]
    sentences = [
        f"{named[0]}党组书记、主席{named[2]}介绍，{named[0]}联合{named[3]}派出{named[4]}，共{number % 40}个。",
        f"2016年，{named[0]}在{named[1]}开办{named[5]}，培养学员{number}人。",
        f"{named[2]}荣获{named[6]}。",
    ]
    text, document = "\n".join(sentences), f"{number % 97}/{number}.txt"
    where = {"document": document, "article": iri.article(iri.BASE, document, 1)}
    date = f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}"
    rows["pages"].append({"document": document, "sha256": f"{number:064x}", "characters": len(text), "date": date})
    rows["articles"].append(
        {**where, "headline": sentences[2], "byline": ["唐静"], "date": date, "place": place, "text": text}
    )
    rows["articles"][-1]["spans"] = [{"start": 0, "end": len(text)}]
    for (kind, name, short), entity in zip(cast, (union, place, chair, partner, team, workshop, honour), strict=True):
        at = text.find(name)
        spot = {**where, "start": at, "end": at + len(name), "text": name, "method": "lexicon", "confidence": 0.9}
        rows["mentions"].append({**spot, "type": kind, "entity": entity, "rule": "全称"})
        known = {"aliases": [name, short], "mentions": 1, "documents": 1}
        rows["entities"].append({"entity": entity, "type": kind, "name": name, **known})
    stated = [
        (chair, "holdsPost", union, "党组书记", 0),
        (chair, "holdsPost", union, "主席", 0),
        (union, "locatedIn", place, None, 1),
        (union, "cooperatesWith", partner, None, 0),
        (union, "runs", team, None, 0),
        (union, "runs", workshop, None, 1),
        (workshop, "locatedIn", place, None, 1),
        (workshop, "establishedOn", None, "2016", 1),
        (chair, "receives", honour, None, 2),
    ]
    for subject, predicate, thing, value, at in stated:
        key = iri.digest(iri.BASE, "statement", subject, predicate, thing, value)
        said = {"statement": key, "subject": subject, "predicate": predicate, "object": thing, "value": value}
        rows["statements"].append({**said, **_cited(where, text, sentences[at]), "basis": "text", "confidence": 0.9})
    for subject, metric, count, unit, at in (
        (team, "派出蹲点工作组", number % 40, "个", 0),
        (workshop, "培养学员", number, "人", 1),
    ):
        key = iri.digest(iri.BASE, "figure", subject, metric, count)
        said = {"figure": key, "subject": subject, "metric": metric, "value": float(count), "unit": unit}
        rows["figures"].append({**said, "from": "2016", "to": date, **_cited(where, text, sentences[at])})


def _cited(where: Row, text: str, quote: str) -> Row:
    return {**where, "start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote}


def written(folder: Path) -> Row:
    """Write the Turtle of the tables in ``folder``."""
    from kg.rdf.writer import write

    made = tables.read(folder / "tables")
    count, seconds = _timed(lambda: write(made, folder / "graph.ttl"))
    return {"triples": count, "write": seconds}


def answered(folder: Path) -> Row:
    """Read the Turtle back and ask the ten questions; each must have an answer."""
    from kg.rdf.queries import load, run
    from kg.rdf.questions import bind, find

    store, reading = _timed(lambda: load(folder / "graph.ttl"))
    told: Row = {"triples": len(store), "read": reading, "query": 0.0}
    for name, values in EXAMPLES.items():
        answer, seconds = _timed(lambda name=name, values=values: run(store, bind(find(name), values)))
        assert len(answer), f"{name} has no answer"
        told["query"] += seconds
        told[name] = seconds
    return told


def written_by_rdflib(folder: Path) -> Row:
    """Write the same triples as rdflib's Turtle, from a graph that it holds."""
    import rdflib

    graph = rdflib.Graph().parse(folder / "graph.ttl", format="turtle")
    _, seconds = _timed(lambda: graph.serialize(folder / "rdflib.ttl", format="turtle"))
    return {"triples": len(graph), "write": seconds}


def answered_by_rdflib(folder: Path) -> Row:
    """Read the Turtle with rdflib and ask it the ten questions."""
    import rdflib

    from kg.rdf.questions import bind, find

    graph, reading = _timed(lambda: rdflib.Graph().parse(folder / "graph.ttl", format="turtle"))
    told: Row = {"triples": len(graph), "read": reading, "query": 0.0}
    for name, values in EXAMPLES.items():
        rows, seconds = _timed(lambda name=name, values=values: list(graph.query(bind(find(name), values))))
        assert rows, f"{name} has no answer"
        told["query"] += seconds
    return told


MEASURES: dict[str, Callable[[Path], Row]] = {
    one.__name__: one for one in (written, answered, written_by_rdflib, answered_by_rdflib)
}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = perf_counter()
    made = work()
    return made, perf_counter() - begun


def _peak() -> float:
    """Return the most memory that this process has held, in megabytes: Linux's getrusage would count its parent's too."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(held.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def measured(name: str, folder: Path) -> Row:
    """Return what the measurement says, run in a process of its own, with that process's peak memory in megabytes."""
    command = [sys.executable, "-m", "tests.benchmarks.rdf", "--measure", name, str(folder)]
    told: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def main() -> None:
    """Print the figures and exit with 1 where the million misses a bound."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rdf", description=__doc__)
    parser.add_argument("--unions", type=int, default=UNIONS, help="how many unions the large corpus has")
    parser.add_argument("--measure", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        told = MEASURES[asked.measure[0]](Path(asked.measure[1]))
        print(json.dumps({**told, "peak": _peak()}))
        return
    with tempfile.TemporaryDirectory() as folder:
        failures = _report(Path(folder), asked.unions)
    sys.exit(1 if failures else 0)


def _report(folder: Path, unions: int) -> list[str]:
    console = Console(width=110, markup=False, highlight=False)
    table = Table(box=None, title="\nTurtle: seconds, and peak memory of the process in MB", title_justify="left")
    for column in ("who", "triples", "write", "peak", "read", "ten questions", "peak"):
        table.add_column(column, justify="left" if column == "who" else "right")
    for count, who in ((FEW, "rdflib"), (FEW, ""), (unions, "")):
        place = folder / str(count)
        if not place.exists():
            tables.write(corpus(count), place / "tables")
        suffix = "_by_rdflib" if who else ""
        if who:
            measured("written", place)
        one, other = measured(f"written{suffix}", place), measured(f"answered{suffix}", place)
        cells = [one["write"], one["peak"], other["read"], other["query"], other["peak"]]
        table.add_row(who or "union-kg", f"{other['triples']:,}", *(f"{cell:,.2f}" for cell in cells))
    console.print(table)
    slowest = sorted(((other[name], name) for name in EXAMPLES), reverse=True)[:3]
    console.print("Slowest questions of the last row: " + ", ".join(f"{n} {s:.2f} s" for s, n in slowest) + ".")
    found = {
        "write": one["write"],
        "read and query": other["read"] + other["query"],
        "peak": max(one["peak"], other["peak"]),
    }
    failures = [
        f"{name}: {found[name]:.1f}, held to {bound:.0f}" for name, bound in BOUNDS.items() if found[name] > bound
    ]
    console.print("\n".join(failures) or "All bounds are kept.")
    return failures


if __name__ == "__main__":
    main()
