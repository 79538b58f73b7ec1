"""union-kg: Chinese trade-union newspapers as a knowledge graph, with the sentence behind every line.

>>> import kg
>>> report = kg.build("pages", "output/pages")  # doctest: +SKIP
>>> graph = kg.open("output/pages")  # doctest: +SKIP
>>> graph.query("SELECT ?name WHERE { ?union a kg:Union ; skos:prefLabel ?name }")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.builder import build
    from kg.errors import Refused
    from kg.graph import Graph
    from kg.graph import open_graph as open
    from kg.outcome import Report

__version__ = "0.1.0"
__all__ = ["Graph", "Refused", "Report", "build", "open"]

_HOMES = {
    "Graph": ("kg.graph", "Graph"),
    "Refused": ("kg.errors", "Refused"),
    "Report": ("kg.outcome", "Report"),
    "build": ("kg.builder", "build"),
    "open": ("kg.graph", "open_graph"),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for, so that ``kg --help`` need not load what builds need."""
    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(importlib.import_module(module), attribute)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
