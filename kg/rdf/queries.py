"""SPARQL over a build's Turtle, in memory: load it, ask it, and hear in one sentence what is wrong with a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Store, Triple, parse

from kg import iri
from kg.errors import Refused
from kg.rdf.answers import Answer
from kg.rdf.questions import Question, bind, catalogue, find, parameters
from kg.rdf.vocabulary import ontology_terms, prefixes, term

__all__ = ["Answer", "Question", "bind", "catalogue", "find", "load", "parameters", "run"]

# Strings, IRIs and comments are stepped over, so that what looks like a prefixed name in them is none.
_LEXEMES = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|\bPREFIX\s+(?P<declared>[\w.-]*):\s*<(?P<namespace>[^>]*)>"
    r'|<(?P<iri>[^<>"{}|^`\\\s]*)>|\#[^\n]*|[?$]\w+|_:[\w.-]*'
    r"|(?P<prefix>(?:[^\W\d_][\w-]*)?):(?P<local>[\w-]*)",
    re.IGNORECASE | re.DOTALL,
)
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_READ = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+)")
# What Oxigraph says in plain words; the rest of its message lists characters that it would have taken.
_REASONS = (
    "The SELECT contains a variable that is unbound",
    "Duplicated variable name in SELECT",
    "IRI parsing failed",
)


def load(path: Path) -> Store:
    """Return the Turtle file ``path`` as a store in memory; raise `Refused` where it is missing or broken."""
    store = Store()
    with _sound(path):
        store.bulk_load(path=path, format=RdfFormat.TURTLE)
    return store


def read(path: Path) -> Iterator[Triple]:
    """Yield the triples of the Turtle file ``path`` in its order, none held; raise `Refused` as `load` does."""
    with _sound(path):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            yield quad.triple


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Turn what reading the Turtle ``path`` inside the block runs into to a `Refused` with the remedy."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refused(f"{path} does not exist: build it again with `kg build SOURCE -o {path.parent}`.") from error
    except (SyntaxError, OSError) as error:
        raise Refused(f"{path} is no sound Turtle ({error}): build it again with `kg build`.") from error


def run(store: Store, sparql: str) -> Answer:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE query.

    The graph's prefixes need no declaration. Raise `Refused`, with line and remedy, for a query that does not parse,
    names an unknown prefix or a kg: term that the ontology lacks, or fails while it runs.
    """
    names = prefixes(base_of(store))
    _refuse_unknown_terms(sparql, names)
    try:
        found = store.query(sparql, prefixes=names)
        if isinstance(found, QueryBoolean):
            return Answer(["answer"], [[Literal(bool(found))]], "ASK", names)
        if isinstance(found, QuerySolutions):
            columns = [variable.value for variable in found.variables]
            return Answer(columns, [[row[column] for column in columns] for row in found], "SELECT", names)
        triples = [[triple.subject, triple.predicate, triple.object] for triple in found]
        return Answer(["subject", "predicate", "object"], list(triples), "CONSTRUCT", names)
    except SyntaxError as error:
        raise Refused(_syntax(sparql, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(f"The query failed while it ran: {error}. Correct it, or ask for less.") from error


def base_of(store: Store) -> str:
    """Return what the IRIs of this build begin with, told from any page; the standard base where there is none."""
    for page in store.quads_for_pattern(None, term("rdf:type"), term("kg:Page")):
        for document in store.quads_for_pattern(page.subject, term("kg:document"), None):
            if isinstance(page.subject, NamedNode) and isinstance(document.object, Literal):
                return page.subject.value.removesuffix(iri.page("", document.object.value))
    return iri.BASE


def _refuse_unknown_terms(sparql: str, names: dict[str, str]) -> None:
    """Raise `Refused` for an undeclared prefix, or a mistyped kg: term, which would answer nothing without a word."""
    lexemes = list(_LEXEMES.finditer(sparql))
    declared = {match["declared"]: match["namespace"] for match in lexemes if match["declared"] is not None}
    for match in lexemes:
        prefix, local = match["prefix"], match["local"]
        line = sparql.count("\n", 0, match.start()) + 1
        if prefix is None:
            if (match["iri"] or "").startswith(iri.ONTOLOGY) and match["iri"] != iri.ONTOLOGY:
                _refuse_unknown_local(match["iri"].removeprefix(iri.ONTOLOGY), line)
            continue
        if prefix not in declared and prefix not in names:
            near = get_close_matches(prefix, names, n=1)
            hint = f"Did you mean {near[0]}:? " if near else ""
            raise Refused(
                f"Line {line}: the prefix {prefix}: is not declared. {hint}Known without declaration: "
                f"{', '.join(sorted(names))}; declare another with PREFIX {prefix}: <…>."
            )
        if prefix == "kg" and local and declared.get("kg", iri.ONTOLOGY) == iri.ONTOLOGY:
            _refuse_unknown_local(local, line)


def _refuse_unknown_local(local: str, line: int) -> None:
    known = ontology_terms()
    if local in known:
        return
    near = get_close_matches(local, known, n=3, cutoff=0.5)
    hint = f"Nearest: {', '.join(f'kg:{name}' for name in near)}" if near else "See ontology/union-kg.ttl"
    raise Refused(f"Line {line}: the ontology has no term kg:{local}. {hint}.")


def _syntax(sparql: str, message: str) -> str:
    """Return why a query does not parse as one sentence: where, before what, and what to do."""
    if _UPDATE.search(sparql) and not _READ.search(sparql):
        return (
            "A build is only read: ask with SELECT, ASK, CONSTRUCT or DESCRIBE, or correct the sources and build again."
        )
    place = _PLACE.search(message)
    if place is None:
        return f"The query does not parse: {message}. Correct it there, or start from one of `kg query --list`."
    line, column = int(place[1]), int(place[2])
    lines = sparql.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    before = f"before {rest[:40]!r}" if rest else "at its end" if line >= len(lines) else "at the end of the line"
    reason = next((f" ({why})" for why in _REASONS if why in message), "")
    return (
        f"The query does not parse: line {line}, column {column}, {before}{reason}. "
        "Correct it there or just before, or start from one of `kg query --list`."
    )
