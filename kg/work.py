"""What a worker does with one page: everything that depends on that page alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.clock import Clock
from kg.linking.within import link
from kg.model import Reading
from kg.ner.pipeline import load, recognise
from kg.reading.articles import articles
from kg.reading.decode import Undecodable
from kg.reading.sources import Failure, Source, read
from kg.relations.relate import relate

if TYPE_CHECKING:
    from spacy.language import Language

_pipeline: Language | None = None


def prepare(ner: str | None) -> None:
    """Load the pipeline of recognition once for this process."""
    global _pipeline
    _pipeline = load(ner)


def work(source: Source) -> Reading | Failure:
    """Read, recognise, link within the articles and relate one page; return why where it cannot be read."""
    assert _pipeline is not None, "prepare() loads the pipeline"
    clock = Clock()
    with clock.stage("read"):
        try:
            page = read(source)
        except Undecodable as reason:
            return source.failure(reason)
    with clock.stage("articles"):
        found = articles(page)
    with clock.stage("recognise"):
        mentions = recognise(_pipeline, found)
    with clock.stage("link"):
        references = tuple(link(article, ours) for article, ours in zip(found, mentions, strict=True))
    with clock.stage("relate"):
        named = page.masthead is not None
        told = [relate(*one, named) for one in zip(found, mentions, references, strict=True)]
    claims, amounts = tuple(one[0] for one in told), tuple(one[1] for one in told)
    return Reading(page, found, mentions, references, claims, amounts, clock.seconds)
