"""What linking across the corpus looks at of each page, as rows of tables on disk: names, where articles play, posts.

No rule of an article is asked again here. Pages of which the whole corpus has to say which of two namings is right wait,
without their texts, until all others are seen.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyarrow as pa

from kg.linking import context
from kg.linking.straightening import Name, straight
from kg.model import PAPER, Reading
from kg.names import forms
from kg.shelf import Row, Shelf

# Pages that are in memory at once, of those that wait.
_PAGES = 256
_TEXT, _NUMBER, _YES = pa.string(), pa.int64(), pa.bool_()
# Where a row comes from: the number of the page in the order in which pages came, and the article's index in it.
_AT = [("came", _NUMBER), ("article", _NUMBER)]
TABLES = {
    "came": pa.schema([("came", _NUMBER), ("document", _TEXT)]),
    "articles": pa.schema([*_AT, ("number", _NUMBER), ("date", _TEXT), ("home", _TEXT)]),
    # ``telling``: the name is neither a place's nor one that the whole country knows.
    "refs": pa.schema(
        [*_AT, ("mention", _NUMBER), ("type", _TEXT), ("name", _TEXT), ("rule", _TEXT), ("printed", _TEXT),
         ("telling", _YES), ("byline", _YES)]
    ),
    # ``fixed``: the body is called so whatever the corpus says.
    "posts": pa.schema(
        [*_AT, ("name", _TEXT), ("body_type", _TEXT), ("body", _TEXT), ("fixed", _YES), ("title", _TEXT)]
    ),
    "facts": pa.schema([*_AT, ("type", _TEXT), ("name", _TEXT), ("predicate", _TEXT), ("value", _TEXT)]),
    "waiting": pa.schema([("came", _NUMBER), ("outline", pa.binary())]),
}  # fmt: skip


def gather(shelf: Shelf, readings: Iterable[Reading]) -> tuple[Counter[Name], list[Reading]]:
    """Put what readings give on the shelf.

    Return in how many articles the names are that misreadings ask for, and outlines of the pages with articles that begin
    or go on at another page, in order of their documents.
    """
    turning: list[Reading] = []
    for came, reading in enumerate(readings):
        shelf.add("came", [(came, reading.page.document)])
        shelf.add("refs", _references(came, reading))
        if any(one.rule == "misread" for references in reading.references for one in references):
            shelf.add("waiting", [(came, pickle.dumps(outline(reading)))], _PAGES)
        else:
            _put(shelf, came, reading, turning)
    counted = Counter({(kind, name): count for kind, name, count in shelf.all(_COUNTED)})
    shelf.run("DELETE FROM refs WHERE came IN (SELECT came FROM waiting)")
    for came, outlined in shelf.each("FROM waiting ORDER BY came", _PAGES):
        reading = straight(pickle.loads(outlined), counted)
        shelf.add("refs", _references(came, reading))
        _put(shelf, came, reading, turning)
    shelf.run("DROP TABLE waiting")
    return counted, sorted(turning, key=lambda one: one.page.document)


# In how many articles each name is that a misreading is taken for, or prints.
_COUNTED = """
    SELECT type, name, count(DISTINCT (came, article)) FROM refs
    SEMI JOIN (SELECT type, name FROM refs WHERE rule = 'misread'
               UNION SELECT type, printed FROM refs WHERE rule = 'misread') AS asked USING (type, name)
    GROUP BY ALL
"""


def outline(reading: Reading) -> Reading:
    """Return a reading without its texts."""
    return replace(
        reading,
        page=replace(reading.page, text="", sha256=""),
        articles=tuple(replace(one, text="", offsets=(), spans=(), repeats=()) for one in reading.articles),
        amounts=(),
    )


def _put(shelf: Shelf, came: int, reading: Reading, turning: list[Reading]) -> None:
    shelf.add("articles", _articles(came, reading))
    shelf.add("posts", _posts(came, reading))
    shelf.add("facts", _facts(came, reading))
    turned = [at for at, one in enumerate(reading.articles) if one.comes_from or one.goes_on]
    if turned:
        small = outline(reading)
        turning.append(
            replace(
                small,
                articles=tuple(replace(small.articles[at], paragraphs=()) for at in turned),
                references=tuple(reading.references[at] for at in turned),
                mentions=(),
                claims=(),
            )
        )


def _articles(came: int, reading: Reading) -> Iterator[Row]:
    for index, article in enumerate(reading.articles):
        home = context.read(article, reading.mentions[index]).home if reading.mentions else None
        # Towns share the code of their county, and no article is about so small a place.
        yield came, index, article.number, article.date or reading.page.date, home and home.code


def _references(came: int, reading: Reading) -> Iterator[Row]:
    for index, references in enumerate(reading.references):
        lines, mentions = reading.articles[index].byline, reading.mentions[index]
        for at, (one, mention) in enumerate(zip(references, mentions, strict=True)):
            telling = one.type != "PLACE" and forms.known(one.type, one.name) is None
            byline = "byline" in mention.method or any(one.name in line for line in lines)
            yield came, index, at, one.type, one.name, one.rule, forms.plain(mention.text), telling, byline


def _posts(came: int, reading: Reading) -> Iterator[Row]:
    """Yield who has which post where, as bodies are called before the corpus is seen."""
    for index, claims in enumerate(reading.claims):
        references = reading.references[index]
        for one in claims:
            person = references[one.subject]
            if one.predicate != "holdsPost" or one.object is None or person.type != "PERSON":
                continue
            if one.object == PAPER:
                masthead = reading.page.masthead
                yield came, index, person.name, "ORG", masthead.name if masthead else "", True, one.value
            else:
                body = references[one.object]
                yield came, index, person.name, body.type, body.name, body.rule == "unresolved", one.value


def _facts(came: int, reading: Reading) -> Iterator[Row]:
    """Yield what tells whether a name is another's: who has which post in a body, what it runs, when it was founded."""
    for index, claims in enumerate(reading.claims):
        references = reading.references[index]
        for one in claims:
            subject = references[one.subject]
            thing = None if one.object in (None, PAPER) else references[one.object]
            if one.predicate == "holdsPost" and thing:
                yield came, index, thing.type, thing.name, "holdsPost", f"{subject.name} {one.value}"
            elif one.predicate == "runs" and thing:
                yield came, index, subject.type, subject.name, "runs", thing.name
            elif one.predicate == "establishedOn" and one.value:
                yield came, index, subject.type, subject.name, "establishedOn", one.value
