"""Table values as RDF terms: whatever a page or a name holds comes out as a valid literal or IRI."""

from __future__ import annotations

import re
from datetime import date as Day
from decimal import Decimal
from functools import cache, lru_cache
from math import isfinite

from pyoxigraph import Literal, NamedNode

from kg.rdf.vocabulary import term

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets) no RDF/XML or SPARQL XML result can carry either.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What RFC 3987 admits nowhere in a path, by section 2.2: blanks, delimiters, private use and noncharacters.
_NOT_IRI = re.compile(
    '[\x00-\x20\x7f-\x9f<>"{}|\\\\^`\\[\\]\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
    "|[" + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)) + "]"
    # Parsers stumble over a prefixed name that ends in an escaped full stop, and resolve /.. away.
    "|[.](?=/|$)"
    "|%(?![0-9A-Fa-f]{2})"
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def clean(value: str) -> str:
    """Return ``value`` with each character that RDF's formats cannot all hold replaced by U+FFFD; lengths stay."""
    return _ILLEGAL.sub("\ufffd", value)


@lru_cache(maxsize=1 << 17)
def node(iri: str) -> NamedNode:
    """Return the node of ``iri``, percent-encoding what no IRI may hold; raise ValueError where it is not absolute."""
    address, mark, fragment = iri.partition("#")
    iri = address + mark + fragment.replace("#", "%23")
    return NamedNode(_NOT_IRI.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), iri))


def text(value: str) -> Literal:
    """Return a plain string literal."""
    return Literal(clean(value))


def label(value: str) -> Literal:
    """Return a name as a literal tagged ``@zh``."""
    return Literal(clean(value), language="zh")


def decimal(value: float) -> Literal | None:
    """Return an xsd:decimal, written without exponent; None for what is no number, which decimals cannot say."""
    if not isfinite(value):
        return None
    written = format(Decimal(repr(float(value))), "f")
    return Literal(written if "." in written else f"{written}.0", datatype=term("xsd:decimal"))


@cache
def date(value: str) -> Literal:
    """Return an ISO date as xsd:date, xsd:gYearMonth or xsd:gYear by its precision; what is no date stays a string."""
    match = _DATE.fullmatch(value)
    if match is None:
        return text(value)
    year, month, day = match.groups()
    try:
        Day(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return text(value)
    kind = "xsd:date" if day else "xsd:gYearMonth" if month else "xsd:gYear"
    return Literal(value, datatype=term(kind))
