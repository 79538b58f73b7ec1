"""The names that an entity is printed under: why each is this entity, and which articles print which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

Row = dict[str, Any]

# A name that runs over the end of a line is one name: the article's text has it in one piece.
_BROKEN = re.compile(r"\s*[\r\n]\s*")


def printed(text: str) -> str:
    """Return a mention's words as the article reads them."""
    return _BROKEN.sub("", text)


def forms(entity: Row, mentions: list[Row]) -> list[tuple[str, str, int, Row | None]]:
    """Return each printed form with each rule that tied it to the entity: text, rule, times, its first mention.

    The full name comes first, then the most frequent. An alias that no mention prints has neither rule nor mention.
    """
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in mentions:
        found[printed(row["text"]), row["rule"] or ""].append(row)
    seen = {text for text, _ in found} | {"".join(text.split()) for text, _ in found}
    known = [(text, rule, len(rows), rows[0]) for (text, rule), rows in found.items()]
    known.sort(key=lambda form: (form[0] != entity["name"], -form[2], form[0], form[1]))
    return [*known, *((alias, "", 0, None) for alias in sorted({*(entity["aliases"] or ())} - seen))]


def in_articles(
    mentions: Iterable[Row], entity: Mapping[str, int], article: Mapping[str, int]
) -> list[list[str | int]]:
    """Return for each article the forms that it prints, each followed by its entity: the longest first.

    ``mentions`` come article by article. A form that an article uses for two entities is left out: which of them is meant
    where, the page cannot tell.
    """
    lists: list[list[str | int]] = [[] for _ in article]
    for here, rows in groupby(mentions, key=itemgetter("article")):
        meant: dict[str, set[int]] = defaultdict(set)
        for row in rows if here in article else ():
            if row["entity"] in entity:
                meant[printed(row["text"])].add(entity[row["entity"]])
        for form in sorted(meant, key=lambda form: (-len(form), form)):
            if form and len(meant[form]) == 1:
                lists[article[here]] += [form, *meant[form]]
    return lists
