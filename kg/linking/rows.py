"""What one page gives to the tables of the build, once its mentions are linked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg import iri
from kg.linking.evidence import evidence, spans
from kg.linking.linked import Linked
from kg.linking.reasons import reason
from kg.model import PAPER, Article, Claim, Masthead, Mention, Reading

Row = dict[str, Any]
TABLES = ("pages", "articles", "mentions", "statements", "figures")


class PageRows:
    """The rows of a page by table. Mentions have in ``read`` what the article reads there, and in ``name`` what
    their entity is called, which are no columns of the table."""

    def __init__(self, linked: Linked, reading: Reading) -> None:
        self.linked = linked
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        reading = linked.straight(reading)
        self._page(reading)
        for number in range(len(reading.articles)):
            self._article(reading, number)

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
        paper = self.linked.paper(reading)
        if paper.entity is None:
            return
        self.rows["mentions"].append(
            {
                "document": reading.page.document,
                "article": iri.article(self.linked.base, reading.page.document, reading.articles[0].number),
                "start": named.start,
                "end": named.end,
                "text": reading.page.text[named.start : named.end],
                "type": "ORG",
                "entity": paper.entity,
                "name": paper.name,
                "method": "masthead",
                "confidence": 0.95,
                "read": named.name,
                "rule": "full-name",
            }
        )

    def _article(self, reading: Reading, index: int) -> None:
        article = reading.articles[index]
        name = iri.article(self.linked.base, article.document, article.number)
        before = self.linked.continuations.get((article.document, article.number))
        linked = [self.linked.link(reading, index, at) for at in range(len(reading.mentions[index]))]
        entities = [one.entity for one in linked]
        self.rows["articles"].append(
            {
                "article": name,
                "document": article.document,
                "headline": article.headline,
                "byline": list(article.byline),
                "date": article.date,
                "place": _place(article, reading.mentions[index], entities),
                "continues": before and iri.article(self.linked.base, *before),
                "spans": [{"start": start, "end": end} for start, end in article.spans],
                "text": article.text,
            }
        )
        for at, (mention, (entity, called, corrections)) in enumerate(
            zip(reading.mentions[index], linked, strict=True)
        ):
            if entity is None:
                continue
            retyped = corrections and self.linked.type(entity)
            mentioned = {
                "document": article.document,
                "article": name,
                "type": retyped or mention.type,
                "entity": entity,
                "name": called,
                "method": mention.method,
                "confidence": mention.confidence,
                "read": mention.text,
                **reason(self.linked, reading, index, at, corrections),
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
                    "figure": iri.digest(self.linked.base, "figure", *told),
                    "subject": subject,
                    "metric": amount.metric,
                    "value": amount.value,
                    "unit": amount.unit,
                    "from": amount.since,
                    "to": amount.until,
                    **evidence(self.linked.base, article, amount.start, amount.end),
                }
            )

    def _statement(
        self, reading: Reading, article: Article, entities: Sequence[str | None], claim: Claim
    ) -> Row | None:
        subject, thing = entities[claim.subject], None
        if claim.object is not None:
            thing = self.linked.paper(reading).entity if claim.object == PAPER else entities[claim.object]
        if subject is None or (thing is None and claim.object is not None) or subject == thing:
            return None
        return {
            "statement": iri.digest(self.linked.base, "statement", subject, claim.predicate, thing, claim.value),
            "subject": subject,
            "predicate": claim.predicate,
            "object": thing,
            "value": claim.value,
            "basis": claim.basis,
            "confidence": claim.confidence,
            "modality": claim.modality,
            "from": claim.since,
            "to": claim.until,
            **evidence(self.linked.base, article, claim.start, claim.end),
        }


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
