"""What the tables promise one another: that each name leads somewhere, and each offset to a place on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isfinite
from typing import Any

from kg.iri import KINDS
from kg.model import BASES, MODALITIES, PREDICATES
from kg.rdf.terms import date
from kg.rdf.triples import forms as aliases_of
from kg.rdf.triples import surface
from kg.tables import Tables

Row = dict[str, Any]
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def problems(tables: Tables) -> Iterator[str]:
    """Yield each broken promise as one sentence that names the table, the row and what is wrong."""
    yield from _Checker(tables).all()


class _Checker:
    """The tables by key, and one method a table."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows = {name: table.to_pylist() for name, table in tables.items() if name != "mentions"}
        self._lengths: dict[str, int] = {row["document"]: row["characters"] or 0 for row in self._rows["pages"]}
        self._articles: dict[str, Row] = {row["article"]: row for row in self._rows["articles"]}
        self._types: dict[str, str] = {row["entity"]: row["type"] for row in self._rows["entities"]}

    def all(self) -> Iterator[str]:
        for name, key in (("pages", "document"), ("articles", "article"), ("entities", "entity")):
            yield from self._unique(name, key)
        yield from self._one_claim("statements", "statement", ("subject", "predicate", "object", "value"))
        yield from self._one_claim("figures", "figure", ("subject", "metric", "value", "unit", "from", "to"))
        for row in self._rows["pages"]:
            yield from _dated(f"pages: {row['document']}", row, "date")
        yield from self._spans()
        yield from self._mentions()
        for row in self._rows["statements"]:
            yield from self._statement(row)
        for row in self._rows["figures"]:
            yield from self._figure(row)

    def _unique(self, name: str, key: str) -> Iterator[str]:
        for value, count in Counter(row[key] for row in self._rows[name]).items():
            if value is None:
                yield f"{name}: {count} rows have no {key}."
            elif count > 1:
                yield f"{name}: {value} stands in {count} rows, where one may have it."

    def _one_claim(self, name: str, key: str, columns: tuple[str, ...]) -> Iterator[str]:
        """Yield each IRI whose rows say different things: rows that share it are evidence for one claim."""
        said: dict[str, tuple[Any, ...]] = {}
        for row in self._rows[name]:
            claim = tuple(row[column] for column in columns)
            if said.setdefault(row[key], claim) != claim:
                yield f"{name}: the rows of {row[key]} state different things."

    def _spans(self) -> Iterator[str]:
        taken: dict[str, list[tuple[int, int, str]]] = {}
        for row in self._rows["articles"]:
            where = f"articles: {row['article']}"
            yield from self._on_page(where, row["document"])
            yield from _dated(where, row, "date")
            if row["place"] is not None and row["place"] not in self._types:
                yield f"{where} is from {row['place']}, which is no entity."
            for span in row["spans"] or ():
                if not 0 <= span["start"] < span["end"] <= self._lengths.get(row["document"], 0):
                    yield f"{where} has the span {span['start']}–{span['end']}, which is not on its page."
                taken.setdefault(row["document"], []).append((span["start"], span["end"], str(row["article"])))
        for document, spans in taken.items():
            reached, holder = 0, ""
            for start, end, article in sorted(spans):
                if start < reached:
                    yield f"articles: {article} and {holder} overlap at {start} of {document}."
                if end > reached:
                    reached, holder = end, article

    def _mentions(self) -> Iterator[str]:
        counts: Counter[str] = Counter()
        documents: set[tuple[str, str]] = set()
        forms: set[tuple[str, str]] = set()
        known = aliases_of(self._tables)
        for batch in self._tables["mentions"].to_batches(max_chunksize=8192):
            for row in batch.to_pylist():
                counts[row["entity"]] += 1
                documents.add((row["entity"], row["document"]))
                forms.add((row["entity"], surface(row["text"], known.get(row["entity"], ()))))
                yield from self._mention(row)
        seen = Counter(entity for entity, _ in documents)
        for entity, form in sorted(forms, key=str):
            if entity in known and form not in known[entity]:
                yield f"entities: {entity} lacks the alias {form!r}, by which a page names it."
        for row in self._rows["entities"]:
            where = f"entities: {row['entity']}"
            if row["type"] not in KINDS:
                yield f"{where} has the type {row['type']}, which is none."
            if not row["name"]:
                yield f"{where} has no name."
            if row["mentions"] != counts[row["entity"]] or row["documents"] != seen[row["entity"]]:
                yield (
                    f"{where} counts {row['mentions']} mentions on {row['documents']} pages, where the mentions have "
                    f"{counts[row['entity']]} on {seen[row['entity']]}."
                )

    def _mention(self, row: Row) -> Iterator[str]:
        where = f"mentions: {row['text']!r} at {row['start']}–{row['end']} of {row['document']}"
        yield from self._in_article(where, row)
        if row["entity"] not in self._types:
            yield f"{where} is of {row['entity']}, which is no entity."
        elif row["type"] != self._types[row["entity"]]:
            yield f"{where} has the type {row['type']}, and its entity {self._types[row['entity']]}."
        yield from _sure(where, row)

    def _statement(self, row: Row) -> Iterator[str]:
        where = f"statements: {row['statement']}"
        yield from self._quoted(where, row)
        yield from self._entity(where, row, "subject")
        yield from _sure(where, row)
        if row["predicate"] not in PREDICATES:
            yield f"{where} has the predicate {row['predicate']}, which is none."
        if row["basis"] not in BASES:
            yield f"{where} has the basis {row['basis']}, which is none."
        if (row["modality"] or "asserted") not in MODALITIES:
            yield f"{where} has the modality {row['modality']}, which is none."
        yield from _dated(where, row, "from")
        yield from _dated(where, row, "to")
        if row["predicate"] == "establishedOn":
            if row["object"] is not None:
                yield f"{where} has an object, where establishedOn has a date."
            yield from _dated(where, row, "value", needed=True)
        else:
            yield from self._entity(where, row, "object")
        if row["predicate"] == "holdsPost" and not row["value"]:
            yield f"{where} has no title of the post."

    def _figure(self, row: Row) -> Iterator[str]:
        where = f"figures: {row['figure']}"
        yield from self._quoted(where, row)
        yield from self._entity(where, row, "subject")
        yield from _dated(where, row, "from")
        yield from _dated(where, row, "to")
        if row["value"] is None or not isfinite(row["value"]):
            yield f"{where} has no number."

    def _entity(self, where: str, row: Row, column: str) -> Iterator[str]:
        if row[column] not in self._types:
            yield f"{where} has the {column} {row[column]}, which is no entity."

    def _quoted(self, where: str, row: Row) -> Iterator[str]:
        yield from self._in_article(where, row)
        text = self._articles.get(row["article"], {}).get("text")
        if not row["quote"]:
            yield f"{where} has no quote."
        elif text is not None and row["quote"] not in text:
            yield f"{where} quotes what its article does not have."

    def _in_article(self, where: str, row: Row) -> Iterator[str]:
        """Yield what is wrong with a row's document, article and offsets."""
        yield from self._on_page(where, row["document"])
        start, end = row["start"], row["end"]
        if start is None or end is None or not 0 <= start < end <= self._lengths.get(row["document"], 0):
            yield f"{where} has the offsets {start}–{end}, which are not on its page."
            return
        article = self._articles.get(row["article"])
        if article is None:
            yield f"{where} stands in {row['article']}, which is no article."
        elif article["document"] != row["document"]:
            yield f"{where} stands in {row['article']}, which is on another page."
        elif row.get("method") != "masthead" and not any(
            span["start"] <= start and end <= span["end"] for span in article["spans"] or ()
        ):
            yield f"{where} stands outside the spans of {row['article']}."

    def _on_page(self, where: str, document: str) -> Iterator[str]:
        if document not in self._lengths:
            yield f"{where} is on {document}, which is no page."


def _dated(where: str, row: Row, column: str, needed: bool = False) -> Iterator[str]:
    value = row[column]
    if value is None and not needed:
        return
    if value is None or date(value).datatype.value == _XSD_STRING:
        yield f"{where} has {value!r} for its {column}, which is no ISO date."


def _sure(where: str, row: Row) -> Iterator[str]:
    if row["confidence"] is None or not 0 <= row["confidence"] <= 1:
        yield f"{where} has the confidence {row['confidence']}, which is not from 0 to 1."
