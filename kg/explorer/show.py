"""The graph page opened, or one of a part of the graph: what surrounds an entity, what a page says, what a query returns."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

from kg.errors import Refused
from kg.explorer import page, part
from kg.graph import Graph, open_graph
from kg.tables import Tables


def show(
    out: Path,
    *,
    around: str | None = None,
    hops: int | None = None,
    document: str | None = None,
    query: str | None = None,
    to: Path | None = None,
    opening: bool = True,
) -> Path:
    """Open the page of the build ``out`` in the browser and return its path.

    With ``around``, ``document`` or ``query`` it is a page of that part alone, written to ``to`` (by default among the
    temporary files). ``opening=False`` opens nothing. Raise `Refused` where there is no such build, name, page or file.
    """
    wishes = {"--around": around, "--document": document, "--query": query}
    given = [option for option, value in wishes.items() if value is not None]
    if len(given) > 1:
        raise Refused(f"{' and '.join(given)} each ask for a part of their own: give one of them.")
    if hops is not None and around is None:
        raise Refused("--hops says how far to go from an entity: name that with --around.")
    graph = open_graph(out)
    reach = 2 if hops is None else hops
    target = _part(graph, around, reach, document, query, to) if given else _whole(graph, to)
    if opening:
        webbrowser.open(target.resolve().as_uri())
    return target


def _whole(graph: Graph, to: Path | None) -> Path:
    if to is not None:
        _write(graph, graph.tables, to, "")
        return to
    built = graph.folder / "graph.html"
    if not built.is_file():
        raise Refused(f"{built} is missing: build again, or write it anew with `kg show {graph.folder} --to {built}`.")
    return built


def _part(
    graph: Graph, around: str | None, hops: int, document: str | None, query: str | None, to: Path | None
) -> Path:
    if around is not None:
        tables, name = part.around(graph.tables, around, hops), around
    elif document is not None:
        tables, name = part.on_page(graph.tables, document), document
    else:
        tables, name = part.named_in(graph.tables, _answered(graph, str(query))), str(query)
    target = to or Path(tempfile.mkdtemp(prefix="kg-")) / "part.html"
    _write(graph, tables, target, name)
    return target


def _answered(graph: Graph, query: str) -> set[str]:
    """Return every IRI in the answer to a query: a file, one that ships, or SPARQL."""
    from pyoxigraph import NamedNode

    from kg.rdf import questions

    answer = graph.query(questions.find(query))
    return {term.value for row in answer.terms for term in row if isinstance(term, NamedNode)}


def _write(graph: Graph, tables: Tables, target: Path, name: str) -> None:
    title = graph.folder.resolve().name + (f" · {' '.join(name.split())[:60]}" if name else "")
    try:
        page.write(tables, target, title)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"{target} cannot be written ({reason}): name another file with --to.") from error
