"""The names of things in the graph: the same thing has the same IRI in every build, and a person can type it."""

from __future__ import annotations

import hashlib
import re

BASE = "https://w3id.org/union-kg/id/"
ONTOLOGY = "https://w3id.org/union-kg/ontology#"

KINDS = {
    "PERSON": "person",
    "UNION": "union",
    "ORG": "organization",
    "PLACE": "place",
    "PROGRAMME": "programme",
    "EVENT": "event",
    "WORK": "work",
    "HONOUR": "honour",
}

# What RFC 3987 does not allow in a path segment, what parsers stumble over at its end, and what reads as something else there.
_UNSAFE = re.compile(
    '[\x00-\x20\x7f-\xa0<>"{}|\\\\^`%?#/\\[\\]\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff'
    "\U000e0000-\U0010ffff]"
    "|[" + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)) + "]"
    "|[.]$"
)


def segment(text: str) -> str:
    """Return ``text`` as one IRI path segment: Chinese stays readable, what no IRI may hold is percent-encoded."""
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), text)


def entity(base: str, kind: str, name: str) -> str:
    """Return the IRI of the entity of type ``kind`` (one of `KINDS`) whose full name is ``name``."""
    return f"{base}{KINDS[kind]}/{segment(name)}"


def page(base: str, document: str) -> str:
    """Return the IRI of a page."""
    return f"{base}page/{'/'.join(map(segment, document.split('/')))}"


def article(base: str, document: str, number: int) -> str:
    """Return the IRI of the ``number``-th article of a page, counted from 1."""
    return f"{page(base, document).replace('/page/', '/article/', 1)}/{number}"


def digest(base: str, kind: str, *parts: object) -> str:
    """Return an IRI made from what a statement or figure says, so that the same words give the same IRI."""
    seed = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{base}{kind}/{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:16]}"
