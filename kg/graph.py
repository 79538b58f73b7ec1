"""A finished build, opened: its tables, SPARQL over its Turtle, and its network."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kg import tables
from kg.errors import Refused

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store
    from pyvis.network import Network

    from kg.rdf.queries import Answer


class Graph:
    """What ``kg build`` wrote into a folder. Tables are `pyarrow.Table`s with the columns of the README's list."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables = _read(folder)

    @property
    def pages(self) -> pa.Table:
        """One row a page that was read."""
        return self._tables["pages"]

    @property
    def articles(self) -> pa.Table:
        """One row an article: where it stands on its page, and its text as it reads."""
        return self._tables["articles"]

    @property
    def mentions(self) -> pa.Table:
        """One row a span of a page that names an entity."""
        return self._tables["mentions"]

    @property
    def entities(self) -> pa.Table:
        """One row an entity, with every surface form seen."""
        return self._tables["entities"]

    @property
    def statements(self) -> pa.Table:
        """One row a piece of evidence for a statement."""
        return self._tables["statements"]

    @property
    def figures(self) -> pa.Table:
        """One row a number that a page states about an entity."""
        return self._tables["figures"]

    @property
    def tables(self) -> tables.Tables:
        """All six tables by name."""
        return dict(self._tables)

    @cached_property
    def store(self) -> Store:
        """The Turtle, loaded once into memory."""
        from kg.rdf.queries import load

        return load(self.folder / "graph.ttl")

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL query over the Turtle; raise `Refused` where it does not parse."""
        from kg.rdf.queries import run

        return run(self.store, sparql)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities as nodes (``name``, ``type``, ``mentions``) and asserted statements as edges."""
        import networkx as nx

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self.entities.to_pylist():
            network.add_node(row["entity"], name=row["name"], type=row["type"], mentions=row["mentions"])
        for row in tables.asserted(self._tables).to_pylist():
            if row["object"] is not None:
                key = f"{row['predicate']} {row['value'] or ''}".strip()
                network.add_edge(row["subject"], row["object"], key, quote=row["quote"], **_plain(row))
        return network

    def to_pyvis(self, **options: Any) -> Network:  # noqa: ANN401
        """Return a pyvis network for notebooks; ``options`` go to `pyvis.network.Network`."""
        from pyvis.network import Network

        drawing = Network(**{"directed": True, "cdn_resources": "in_line", **options})
        network = self.to_networkx()
        for node, data in network.nodes(data=True):
            drawing.add_node(node, label=data["name"], group=data["type"], value=data["mentions"])
        for subject, thing, data in network.edges(data=True):
            drawing.add_edge(subject, thing, label=data["predicate"], title=data["quote"])
        return drawing


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("statement", "predicate", "value", "document", "basis", "confidence")}


def _read(folder: Path) -> tables.Tables:
    try:
        return tables.read(folder / "tables")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(
            f"{folder} is no build: it has no tables. Name a folder that `kg build SOURCE -o OUT` wrote."
        ) from error
    except (OSError, pa.ArrowException) as error:
        remedy = f"build it again with `kg build SOURCE -o {folder}`"
        raise Refused(f"The tables in {folder} cannot be read ({type(error).__name__}): {remedy}.") from error


def open_graph(folder: str | Path) -> Graph:
    """Open a build; raise `Refused` where the folder is none.

    >>> import kg
    >>> kg.open("output/demo").entities.num_rows  # doctest: +SKIP
    """
    return Graph(Path(folder))
