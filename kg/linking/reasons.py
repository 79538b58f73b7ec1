"""Why a mention is its entity, as the tables keep it: rule, features, its own sentence, and the passage that decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg import iri
from kg.linking.corrections import Correction
from kg.model import Article, Feature, Reading

if TYPE_CHECKING:
    from kg.linking.linked import Linked

Row = dict[str, Any]

# Rules that need no reason: the name says itself what it is.
_PLAIN = frozenset(("full-name", "as-printed"))
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")


def reason(linked: Linked, reading: Reading, index: int, at: int, corrections: Sequence[Correction]) -> Row:
    """Return the columns that say why mention ``at`` of article ``index`` is its entity.

    What other articles decide comes before what the article does, and a correction before both; all features stay.
    """
    article, reference = reading.articles[index], reading.references[index][at]
    why = linked.identities.why(article.document, article.number, reference)
    if reference.rule in _PLAIN and why is None and not corrections:
        return {"rule": reference.rule}
    features, rule = list(reference.features), reference.rule
    here = None if reference.ground is None else ground(linked.base, reading, index, reference.ground)
    if why is not None:
        if rule not in _PLAIN:
            features.append(Feature(rule, 0.0, reference.name))
        rule, features = why.rule, [*features, *why.features]
        here = why.ground
    if corrections:
        rule = "correction"
        features += [Feature(one.action, 0.0, one.told) for one in corrections]
    mention = reading.mentions[index][at]
    return {
        "rule": rule,
        "features": [{"feature": one.name, "weight": one.weight, "detail": one.detail} for one in features],
        "quote": _sentence(article.text, mention.start, mention.end),
        "ground": here,
    }


def ground(base: str, reading: Reading, index: int, at: int) -> Row:
    """Return the passage in which a mention stands, as what decided."""
    article, mention = reading.articles[index], reading.mentions[index][at]
    quote = _sentence(article.text, mention.start, mention.end)
    return evidence(base, article, mention.start, mention.end) | {"quote": quote}


def evidence(base: str, article: Article, start: int, end: int) -> Row:
    """Return where a stretch of an article's text stands on its page, and its words."""
    first, last = span(article, start, end)
    return {
        "document": article.document,
        "article": iri.article(base, article.document, article.number),
        "start": first,
        "end": last,
        "quote": article.text[start:end].strip(),
    }


def span(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return `Article.page_span`, at once where the page has the stretch in one piece."""
    first, last = article.offsets[start], article.offsets[end - 1]
    if last - first == end - start - 1 and any(s <= first and last < e for s, e in article.spans):
        return first, last + 1
    return article.page_span(start, end)


def spans(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """Return every place where the page has a stretch of the article: its own, then the copies that were read once."""
    return article.page_spans(start, end) if article.repeats else [span(article, start, end)]


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence round a stretch of an article's text."""
    first = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    found = _SENTENCE.match(text, end)
    return text[first : found.end() if found else end].strip()
