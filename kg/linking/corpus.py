"""Linking across the corpus: readings of single pages in, entities, statements and figures with their IRIs out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kg import iri
from kg.linking import people
from kg.linking.issues import continuations
from kg.model import Article, Claim, Reading, Reference

Row = dict[str, Any]


class Corpus:
    """All readings, linked. ``rows`` has the records of the build's tables, sorted, whatever order the pages came in."""

    def __init__(self, readings: Iterable[Reading], base: str = iri.BASE) -> None:
        self.base = base
        self.readings = sorted(readings, key=lambda one: one.page.document)
        self.persons = _persons(self.readings)
        self.continuations = continuations(self.readings)
        self.rows: dict[str, list[Row]] = {
            name: [] for name in ("pages", "articles", "mentions", "entities", "statements", "figures")
        }
        for reading in self.readings:
            self._page(reading)
            for number in range(len(reading.articles)):
                self._article(reading, number)
        self.rows["entities"] = self._entities()
        self.add([])

    def entity(self, reading: Reading, article: int, mention: int) -> str:
        """Return the IRI of what a mention refers to."""
        reference = reading.references[article][mention]
        name = self._name(reading.page.document, reading.articles[article].number, reference)
        return iri.entity(self.base, reference.type, name)

    def _name(self, document: str, number: int, reference: Reference) -> str:
        if reference.rule == "unresolved":
            return f"{reference.name}（{document} {number}）"
        if reference.type != "PERSON":
            return reference.name
        return self.persons.get((document, number, reference.name), reference.name)

    def _page(self, reading: Reading) -> None:
        page = reading.page
        self.rows["pages"].append(
            {
                "document": page.document,
                "sha256": page.sha256,
                "characters": len(page.text),
                "date": page.date,
                "source": page.source,
                "page": page.page,
                "place": page.place,
            }
        )

    def _article(self, reading: Reading, index: int) -> None:
        article = reading.articles[index]
        name = iri.article(self.base, article.document, article.number)
        self.rows["articles"].append(
            {
                "article": name,
                "document": article.document,
                "headline": article.headline,
                "byline": list(article.byline),
                "date": article.date,
                "place": self._place(reading, index),
                "continues": self._continued(article),
                "spans": [{"start": start, "end": end} for start, end in article.spans],
                "text": article.text,
            }
        )
        for at, mention in enumerate(reading.mentions[index]):
            mentioned = {
                "document": article.document,
                "article": name,
                "type": mention.type,
                "entity": self.entity(reading, index, at),
                "method": mention.method,
                "confidence": mention.confidence,
                "read": mention.text,
                "rule": reading.references[index][at].rule,
            }
            for start, end in article.page_spans(mention.start, mention.end):
                self.rows["mentions"].append(
                    {"start": start, "end": end, "text": reading.page.text[start:end], **mentioned}
                )
        for claim in reading.claims[index]:
            self.rows["statements"].append(self._statement(reading, index, claim))
        for amount in reading.amounts[index]:
            subject = self.entity(reading, index, amount.subject)
            told = (subject, amount.metric, amount.value, amount.unit, amount.since, amount.until)
            self.rows["figures"].append(
                {
                    "figure": iri.digest(self.base, "figure", *told),
                    "subject": subject,
                    "metric": amount.metric,
                    "value": amount.value,
                    "unit": amount.unit,
                    "from": amount.since,
                    "to": amount.until,
                    **self._evidence(article, amount.start, amount.end),
                }
            )

    def _statement(self, reading: Reading, index: int, claim: Claim) -> Row:
        subject = self.entity(reading, index, claim.subject)
        thing = None if claim.object is None else self.entity(reading, index, claim.object)
        return {
            "statement": iri.digest(self.base, "statement", subject, claim.predicate, thing, claim.value),
            "subject": subject,
            "predicate": claim.predicate,
            "object": thing,
            "value": claim.value,
            "basis": claim.basis,
            "confidence": claim.confidence,
            **self._evidence(reading.articles[index], claim.start, claim.end),
        }

    def _evidence(self, article: Article, start: int, end: int) -> Row:
        first, last = article.page_span(start, end)
        return {
            "document": article.document,
            "article": iri.article(self.base, article.document, article.number),
            "start": first,
            "end": last,
            "quote": article.text[start:end].strip(),
        }

    def _continued(self, article: Article) -> str | None:
        before = self.continuations.get((article.document, article.number))
        return before and iri.article(self.base, *before)

    def _place(self, reading: Reading, index: int) -> str | None:
        """Return the place of an article: that of its dateline or headline, else the first that its text names."""
        start, end = reading.articles[index].place or (0, 0)
        places = [at for at, mention in enumerate(reading.mentions[index]) if mention.type == "PLACE"]
        filed = [at for at in places if start < reading.mentions[index][at].end <= end]
        return self.entity(reading, index, (filed or places)[0]) if places else None

    def _entities(self) -> list[Row]:
        aliases: dict[str, dict[str, None]] = defaultdict(dict)
        documents: dict[str, set[str]] = defaultdict(set)
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows["mentions"]:
            aliases[row["entity"]]["".join(row["text"].split())] = None
            documents[row["entity"]].add(row["document"])
            counts[row["entity"]] += 1
        names: dict[str, tuple[str, str]] = {}
        for reading in self.readings:
            for article, references in zip(reading.articles, reading.references, strict=True):
                for reference in references:
                    full = self._name(reading.page.document, article.number, reference)
                    names[iri.entity(self.base, reference.type, full)] = (reference.type, reference.name)
        return [
            {
                "entity": entity,
                "type": kind,
                "name": name,
                "aliases": sorted(aliases[entity]),
                "mentions": counts[entity],
                "documents": len(documents[entity]),
            }
            for entity, (kind, name) in sorted(names.items())
        ]

    def add(self, statements: Iterable[Row]) -> None:
        """Add statements made of the rows so far; every table stays in an order of its own, with nothing twice."""
        self.rows["statements"] += statements
        keys = {
            "statements": ("subject", "predicate", "object", "value", "document", "start", "end"),
            "figures": ("subject", "metric", "document", "start", "end", "value", "unit"),
        }
        for name, columns in keys.items():
            unique: dict[tuple[str, ...], Row] = {}
            for row in self.rows[name]:
                key = tuple(
                    f"{row[column] or 0:012}" if column in ("start", "end") else str(row[column] or "")
                    for column in columns
                )
                unique.setdefault(key, row)
            self.rows[name] = [unique[key] for key in sorted(unique)]


def _persons(readings: Sequence[Reading]) -> dict[tuple[str, int, str], str]:
    """Return the distinguished name of each person whose name several bear, by document, article and plain name."""
    appearances: dict[str, dict[tuple[str, int], people.Appearance]] = defaultdict(dict)
    for reading in readings:
        for index, article in enumerate(reading.articles):
            place = (reading.page.document, article.number)
            for reference in reading.references[index]:
                if reference.type == "PERSON":
                    appearances[reference.name].setdefault(place, people.Appearance(place))
            for claim in reading.claims[index]:
                if claim.predicate == "holdsPost" and claim.object is not None:
                    name = reading.references[index][claim.subject].name
                    appearances[name][place].employers.add(reading.references[index][claim.object].name)
    names = {}
    for name, seen in sorted(appearances.items()):
        groups = people.separate(list(seen.values()))
        if len(groups) > 1:
            for group in groups:
                for one in group:
                    names[(*one.place, name)] = f"{name}（{people.distinction(group)}）"
    return names
