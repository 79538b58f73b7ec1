"""Why a mention is its entity, as the tables keep it: rule, features, its own sentence, and the passage that decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.linking.corrections import Correction
from kg.linking.evidence import ground, sentence
from kg.model import Feature, Reading

if TYPE_CHECKING:
    from kg.linking.linked import Linked

Row = dict[str, Any]

# Rules that need no reason: the name says itself what it is.
_PLAIN = frozenset(("full-name", "as-printed"))


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
        "quote": sentence(article.text, mention.start, mention.end),
        "ground": here,
    }
