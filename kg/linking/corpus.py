"""Linking across the corpus: readings of single pages in, entities, statements and figures with their IRIs out."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kg import iri
from kg.linking.corrections import Correction
from kg.linking.identities import Identities, Identity
from kg.linking.issues import continuations
from kg.linking.judged import Judged
from kg.linking.reasons import evidence, reason, spans
from kg.linking.scenes import straighten
from kg.model import PAPER, Article, Claim, Masthead, Mention, Reading
from kg.names import divisions, forms

Row = dict[str, Any]


class Corpus:
    """All readings, linked. ``rows`` has the records of the build's tables, sorted, whatever order the pages came in.

    ``corrections`` are judgements by hand; ``problems`` names those that do not apply, with the remedy.
    """

    def __init__(
        self, readings: Iterable[Reading], base: str = iri.BASE, corrections: Sequence[Correction] = ()
    ) -> None:
        self.base = base
        self._iris: dict[Identity, str] = {}
        self.readings = straighten(sorted(readings, key=lambda one: one.page.document))
        self._continuations = continuations(self.readings)
        self._at = {reading.page.document: at for at, reading in enumerate(self.readings)}
        with _uncollected():
            self.identities = Identities(self.readings)
        self._judged = Judged(self._seen() if corrections else (), corrections, base)
        self.problems = self._judged.problems
        self.rows: dict[str, list[Row]] = {
            name: [] for name in ("pages", "articles", "mentions", "entities", "statements", "figures")
        }
        with _uncollected():
            for reading in self.readings:
                self._page(reading)
                for number in range(len(reading.articles)):
                    self._article(reading, number)
            self.rows["entities"] = self._entities()
            self.add([])

    def entity(self, reading: Reading, article: int, mention: int) -> str | None:
        """Return the IRI of what a mention refers to, or of the page's newspaper for `PAPER`; None where a correction drops it."""
        if mention == PAPER:
            return self._paper(reading)[0]
        return self._link(self.readings[self._at[reading.page.document]], article, mention)[0]

    def _seen(self) -> Iterable[tuple[Identity, str, str]]:
        for reading in self.readings:
            for article, mentions, references in zip(
                reading.articles, reading.mentions, reading.references, strict=True
            ):
                for mention, reference in zip(mentions, references, strict=True):
                    identity = self.identities.of(article.document, article.number, reference)
                    yield identity, forms.plain(mention.text), article.document

    def _link(self, reading: Reading, article: int, mention: int) -> tuple[str | None, tuple[Correction, ...]]:
        reference = reading.references[article][mention]
        document = reading.page.document
        identity = self.identities.of(document, reading.articles[article].number, reference)
        printed = forms.plain(reading.mentions[article][mention].text)
        return self._corrected(identity, printed, document)

    def _corrected(self, identity: Identity, printed: str, document: str) -> tuple[str | None, tuple[Correction, ...]]:
        found, why = self._judged.of(identity, printed, document)
        if found is None:
            return None, why
        name = self._iris.get(found)
        if name is None:
            name = self._iris[found] = iri.entity(self.base, found.type, found.label)
        return name, why

    def _paper(self, reading: Reading) -> tuple[str | None, tuple[Correction, ...]]:
        """Return what the masthead of a page names, which stands in no article."""
        masthead = reading.page.masthead
        if masthead is None:
            return None, ()
        return self._corrected(Identity("ORG", masthead.name, masthead.name), masthead.name, reading.page.document)

    def _type(self, entity: str) -> str:
        kind = entity.removeprefix(self.base).split("/", 1)[0]
        return next(name for name, segment in iri.KINDS.items() if segment == kind)

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
        if page.masthead is not None and reading.articles:
            self._masthead(reading, page.masthead)

    def _masthead(self, reading: Reading, named: Masthead) -> None:
        """Add the mention of the page's newspaper, which is cited with the page's first article."""
        entity = self._paper(reading)[0]
        if entity is None:
            return
        self.rows["mentions"].append(
            {
                "document": reading.page.document,
                "article": iri.article(self.base, reading.page.document, reading.articles[0].number),
                "start": named.start,
                "end": named.end,
                "text": reading.page.text[named.start : named.end],
                "type": "ORG",
                "entity": entity,
                "method": "masthead",
                "confidence": 0.95,
                "read": named.name,
                "rule": "full-name",
            }
        )

    def _article(self, reading: Reading, index: int) -> None:
        article = reading.articles[index]
        name = iri.article(self.base, article.document, article.number)
        before = self._continuations.get((article.document, article.number))
        linked = [self._link(reading, index, at) for at in range(len(reading.mentions[index]))]
        entities = [entity for entity, _ in linked]
        self.rows["articles"].append(
            {
                "article": name,
                "document": article.document,
                "headline": article.headline,
                "byline": list(article.byline),
                "date": article.date,
                "place": _place(article, reading.mentions[index], entities),
                "continues": before and iri.article(self.base, *before),
                "spans": [{"start": start, "end": end} for start, end in article.spans],
                "text": article.text,
            }
        )
        for at, (mention, (entity, corrections)) in enumerate(zip(reading.mentions[index], linked, strict=True)):
            if entity is None:
                continue
            retyped = corrections and self._type(entity)
            mentioned = {
                "document": article.document,
                "article": name,
                "type": retyped or mention.type,
                "entity": entity,
                "method": mention.method,
                "confidence": mention.confidence,
                "read": mention.text,
                **reason(self, reading, index, at, corrections),
            }
            for start, end in spans(article, mention.start, mention.end):
                self.rows["mentions"].append(
                    {"start": start, "end": end, "text": reading.page.text[start:end], **mentioned}
                )
        for claim in reading.claims[index] if reading.claims else ():
            row = self._statement(reading, article, entities, claim)
            if row is not None:
                self.rows["statements"].append(row)
        for amount in reading.amounts[index] if reading.amounts else ():
            subject = entities[amount.subject]
            if subject is None:
                continue
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
                    **evidence(self.base, article, amount.start, amount.end),
                }
            )

    def _statement(
        self, reading: Reading, article: Article, entities: Sequence[str | None], claim: Claim
    ) -> Row | None:
        subject, thing = entities[claim.subject], None
        if claim.object is not None:
            thing = self._paper(reading)[0] if claim.object == PAPER else entities[claim.object]
        if subject is None or (thing is None and claim.object is not None) or subject == thing:
            return None
        return {
            "statement": iri.digest(self.base, "statement", subject, claim.predicate, thing, claim.value),
            "subject": subject,
            "predicate": claim.predicate,
            "object": thing,
            "value": claim.value,
            "basis": claim.basis,
            "confidence": claim.confidence,
            "modality": claim.modality,
            "from": claim.since,
            "to": claim.until,
            **evidence(self.base, article, claim.start, claim.end),
        }

    def _entities(self) -> list[Row]:
        aliases: dict[str, dict[str, None]] = defaultdict(dict)
        documents: dict[str, set[str]] = defaultdict(set)
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows["mentions"]:
            aliases[row["entity"]]["".join(row["text"].split())] = None
            documents[row["entity"]].add(row["document"])
            counts[row["entity"]] += 1
        names = {entity: (identity.type, identity.name) for identity, entity in self._iris.items()}
        return [
            {
                "entity": entity,
                "type": kind,
                "name": name,
                "aliases": sorted(aliases[entity]),
                "mentions": counts[entity],
                "documents": len(documents[entity]),
                **(_division(name) if kind == "PLACE" else {}),
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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for reference cycles inside the block: rows have none, and looking takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _place(article: Article, mentions: Sequence[Mention], entities: Sequence[str | None]) -> str | None:
    """Return the place of an article: that of its dateline or headline, else the first that its text names."""
    start, end = article.place or (0, 0)
    places = [
        (mention, entity)
        for mention, entity in zip(mentions, entities, strict=True)
        if mention.type == "PLACE" and entity
    ]
    filed = [one for one in places if start < one[0].end <= end]
    return (filed or places)[0][1] if places else None


def _division(name: str) -> Row:
    """Return the code of the division that a place is or lies in, and the coordinates of one that is a division itself."""
    found, length = divisions.chain(name)
    if not found:
        return {}
    last = found[-1]
    here = length == len(name) and bool(last.longitude)
    return {
        "division": last.code,
        "longitude": float(last.longitude) if here else None,
        "latitude": float(last.latitude) if here else None,
    }
