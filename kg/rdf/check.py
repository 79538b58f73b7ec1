"""Whether a build keeps its promises: the shapes for the Turtle, and the references among the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from kg import tables
from kg.errors import Refused
from kg.rdf import references, shapes
from kg.rdf.answers import short
from kg.rdf.queries import base_of, load
from kg.rdf.vocabulary import prefixes, term

# Of one kind of damage, as many examples as a person reads.
_EXAMPLES = 10
_COUNTED = {
    "pages": ("document", "kg:Page"),
    "articles": ("article", "schema:NewsArticle"),
    "statements": ("statement", "kg:Statement"),
    "figures": ("figure", "kg:Figure"),
}


def check(folder: Path) -> list[str]:
    """Return what is wrong with the build in ``folder``, a plain sentence each; an empty list where nothing is.

    Raise `Refused` where the folder holds no build, or its Turtle cannot be read at all.
    """
    try:
        read = tables.read(folder / "tables")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(
            f"{folder} is no build: it has no tables. Name a folder that `kg build SOURCE -o OUT` wrote."
        ) from error
    graph = load(folder / "graph.ttl")
    return [*references.problems(read), *_agreement(read, graph), *_shapes(graph)]


def _agreement(read: tables.Tables, graph: Store) -> Iterator[str]:
    """Yield where Turtle and tables are not of one build."""
    for name, (key, kind) in _COUNTED.items():
        rows = len(set(read[name][key].to_pylist()))
        nodes = sum(1 for _ in graph.quads_for_pattern(None, term("rdf:type"), term(kind)))
        if rows != nodes:
            yield f"graph.ttl has {nodes} of {kind}, where the tables have {rows}: build again."


def _shapes(graph: Store) -> Iterator[str]:
    """Yield what breaks the shapes; of many alike, some and a count."""
    names = prefixes(base_of(graph))
    found: dict[str, list[str]] = defaultdict(list)
    for violation in shapes.violations(graph):
        value = "" if violation.value is None else f", but has {short(violation.value, names)}"
        found[violation.message].append(f"{short(violation.focus, names)}: {violation.message.rstrip('.')}{value}.")
    for message, sentences in found.items():
        yield from sentences[:_EXAMPLES]
        if len(sentences) > _EXAMPLES:
            yield f"{len(sentences) - _EXAMPLES} more like this: {message}"
