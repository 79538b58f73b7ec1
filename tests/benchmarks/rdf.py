"""How quick the Turtle is: ``python -m tests.benchmarks.rdf`` writes a million triples, reads them back and queries them.

The ten example questions are asked of the whole. A smaller sample goes through rdflib as well, and through us again, in the
same run. Each measurement is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import gc
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

# Unions for about a million triples, and for the sample that rdflib takes part in.
UNIONS, FEW = 11_000, 550
BOUNDS = {"write": 10.0, "read and query": 10.0, "peak": 1500.0}
# The questions that analysts ask first, each with the parameter that a person would give.
EXAMPLES: dict[str, dict[str, str]] = {
    "posts": {"union": "云溪5市总工会"},
    "programmes": {"union": "云溪7市总工会"},
    "luban-workshops": {},
    "stationed-teams": {},
    "person": {"person": "林向晚9"},
    "cooperation": {"organization": "云溪11市总工会"},
    "aliases": {"entity": "云溪12市总"},
    "honours": {"recipient": "林向晚13"},
    "unions-by-place": {"place": "云溪14市"},
    "figures": {"programme": "鲁班工坊3号"},
}

Row = dict[str, Any]


def corpus(unions: int) -> tables.Tables:
    """Return the tables of an invented corpus: a page a union, with its chair, team, programme, partner and figures."""
    rows: dict[str, list[Row]] = {name: [] for name in tables.SCHEMAS}
    for number in range(unions):
        _page(rows, number)
    return tables.make(rows)


def _page(rows: dict[str, list[Row]], number: int) -> None:
    names = {
        "union": ("UNION", f"云溪{number}市总工会", f"云溪{number}市总"),
        "place": ("PLACE", f"云溪{number}市", f"云溪{number}"),
        "chair": ("PERSON", f"林向晚{number}", f"林向晚{number}"),
        "partner": ("ORG", f"云溪{number}市司法局", f"云溪{number}司法局"),
        "team": ("PROGRAMME", f"云溪{number}市总工会蹲点工作组", "工作组"),
        "workshop": ("PROGRAMME", f"鲁班工坊{number}号", f"工坊{number}号"),
        "honour": ("HONOUR", f"第{number % 50}届五一劳动奖章", "奖章"),
    }
    document = f"{number % 97}/{number}.txt"
    article = iri.article(iri.BASE, document, 1)
    known = {key: iri.entity(iri.BASE, kind, name) for key, (kind, name, _) in names.items()}
    sentences = [
        f"{names['union'][1]}党组书记、主席{names['chair'][1]}介绍，市总联合{names['partner'][1]}派出{names['team'][1]}{number % 40}个。",
        f"2016年，{names['union'][1]}在{names['place'][1]}开办{names['workshop'][1]}，培养学员{number}人。",
        f"{names['chair'][1]}荣获{names['honour'][1]}。",
    ]
    text = "\n".join(sentences)
    date = f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}"
    rows["pages"].append({"document": document, "sha256": f"{number:064x}", "characters": len(text), "date": date})
    spans = [{"start": 0, "end": len(text)}]
    headline = {"headline": f"{names['union'][1]}派出工作组", "byline": ["唐静"], "place": known["place"]}
    rows["articles"].append({"article": article, "document": document, "date": date, "spans": spans, "text": text, **headline})
    where = {"document": document, "article": article}
    for key, (kind, name, short) in names.items():
        at = text.find(name)
        rows["mentions"].append(
            {**where, "start": at, "end": at + len(name), "text": name, "type": kind, "entity": known[key], "method": "lexicon", "confidence": 0.9, "rule": "全称"}
        )  # fmt: skip
        if key != "honour" or number < 50:
            shared = {"mentions": 1, "documents": 1} if key != "honour" else {"mentions": unions_of(number), "documents": 1}
            rows["entities"].append({"entity": known[key], "type": kind, "name": name, "aliases": [name, short], **shared})
