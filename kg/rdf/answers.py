"""What a query answers: columns and rows, as Python values, as short names, and as table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import Refused
from kg.rdf.vocabulary import NAMESPACES

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | bool | None

FORMATS = ("table", "csv", "json")

_XSD = NAMESPACES["xsd"]
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What stands bare in a prefixed name, and what with a backslash: https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
_BARE = (
    "0-9A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ESCAPED = r"~!$&'()*+,;=/?#@%"
_LOCAL = re.compile(rf"(?=[{_BARE}])[{_BARE}·.{_ESCAPED}-]*(?<!\.)")


@dataclass(frozen=True)
class Answer:
    """The answer to one query, in the order that it asked for.

    ``terms`` holds RDF terms, None where a variable is unbound; ``rows`` the same as Python values. ASK answers with
    one row of one boolean, CONSTRUCT and DESCRIBE with a row a triple.
    """

    columns: list[str]
    terms: list[list[Term | None]]
    kind: str = "SELECT"
    prefixes: Mapping[str, str] = field(default_factory=lambda: dict(NAMESPACES), repr=False)

    @cached_property
    def rows(self) -> list[list[Value]]:
        """Rows of plain values: IRIs in full, numbers as int or float, dates as ISO text, None for unbound."""
        return [[_value(term) for term in row] for row in self.terms]

    @cached_property
    def short(self) -> list[list[str]]:
        """Rows of text for people: IRIs as prefixed names that a query accepts, an empty string for unbound."""
        return [[short(term, self.prefixes) for term in row] for row in self.terms]

    def records(self) -> list[dict[str, Value]]:
        """Return one dictionary a row, from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.terms)


def format(answer: Answer, kind: str = "table", width: int | None = None) -> str:
    """Return ``answer`` as text: a table, or CSV or JSON as the SPARQL 1.1 results formats have them.

    ``width`` is the table's in columns, the terminal's where None. Raise `Refused` for another ``kind``.
    """
    if kind == "table":
        return _table(answer, width)
    if kind == "csv":
        return _csv(answer)
    if kind == "json":
        return _json(answer)
    raise Refused(f"There is no format {kind!r}: choose one of {', '.join(FORMATS)}.")


def _table(answer: Answer, width: int | None) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for column in answer.columns:
        table.add_column(Text(column), overflow="fold")
    for row in answer.short:
        # A page's text is untrusted: neither rich's markup nor a terminal's control sequences may come through.
        table.add_row(*(Text(_CONTROL.sub("\ufffd", cell)) for cell in row))
    console = Console(file=StringIO(), width=width)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def _csv(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/: values without type, CRLF, an empty cell for unbound."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows(["" if term is None else _lexical(term) for term in row] for row in answer.terms)
    return out.getvalue()


def _json(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-json/."""
    if answer.kind == "ASK":
        return json.dumps({"head": {}, "boolean": answer.rows[0][0]}) + "\n"
    bindings = [
        {column: _binding(term) for column, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.terms
    ]
    document = {"head": {"vars": answer.columns}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        if term.datatype.value == f"{_XSD}string":
            return {"type": "literal", "value": term.value}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return {"type": "literal", "value": str(term)}


def _value(term: Term | None) -> Value:
    if term is None:
        return None
    if not isinstance(term, Literal):
        return _lexical(term)
    match term.datatype.value.removeprefix(_XSD):
        case "integer" | "int" | "long":
            return int(term.value)
        case "decimal" | "double" | "float":
            number = float(term.value)
            return int(number) if number.is_integer() else number
        case "boolean":
            return term.value in ("true", "1")
    return term.value


def _lexical(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def short(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Return a term as people read it: an IRI as a prefixed name that a query accepts, a literal without its type."""
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        return _lexical(term)
    fitting = [name for name, namespace in prefixes.items() if term.value.startswith(namespace)]
    if fitting:
        name = max(fitting, key=lambda name: len(prefixes[name]))
        local = term.value.removeprefix(prefixes[name])
        if _LOCAL.fullmatch(local):
            return f"{name}:" + re.sub(f"([{_ESCAPED}])", r"\\\1", local)
    return f"<{term.value}>"
