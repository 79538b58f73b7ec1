"""One component decides: of candidates that overlap the best set is kept, and a name found once is found everywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from math import sqrt

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.names.words import words
from kg.ner.candidates import Candidate, candidates
from kg.ner.limits import within_limits
from kg.ner.shortened import shortened
from kg.ner.words import text_of

# Candidates below this are dropped: so sure must a rule or the tagger be.
LEAST = 0.5
# The lengths of name that are not sought elsewhere in the article: shorter ones stand inside other words.
_SHORTEST = {"PERSON": 2, "UNION": 3, "ORG": 4, "PLACE": 3, "PROGRAMME": 4, "EVENT": 4, "WORK": 5, "HONOUR": 4}

for _name in ("method", "confidence"):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


_SHORT_FORM = re.compile(r"（(?:以下)?(?:统称|简称)(?:为)?[：]?“?(?P<short>[^”）]{2,12})”?）")
# A name found once is sought elsewhere where it stands at most so many times as often as it was found.
_PASSED_OVER = 4
_QUOTES = '“‘"'
# So sure must the tagger be of a programme that stands in no quotation marks: below this it guesses.
_UNQUOTED = 0.95
# A noun of programmes at its end, or right behind it, helps: 求学圆梦行动, 县级工会加强年.
_HEADED = 0.8
_HEADS = words("programme-heads.txt")
# So sure must a name be to be sought elsewhere.
_SURE = 0.6


def choose(found: Iterable[Candidate], text: str) -> list[Candidate]:
    """Return the candidates that do not overlap and weigh most together; agreement of methods adds weight."""
    merged: dict[tuple[int, int, str], Candidate] = {}
    for one in (cut for candidate in found for cut in within_limits(candidate, text)):
        if one.type == "PROGRAMME" and one.method == "tagger" and not _vouched(one, text):
            continue
        key = (one.start, one.end, one.type)
        other = merged.get(key)
        if other is not None:
            sure = 1 - (1 - one.confidence) * (1 - other.confidence)
            method = "+".join(sorted({*one.method.split("+"), *other.method.split("+")}))
            one = Candidate(*key, method, sure)
        merged[key] = one
    # What title marks enclose is the title, however many names it is made of.
    whole = [one for one in merged.values() if "compound" in one.method or "title-marks" in one.method]
    for key in [key for key, one in merged.items() if any(_inside(one, other) for other in whole)]:
        del merged[key]
    ranked = sorted((one for one in merged.values() if one.confidence >= LEAST), key=lambda c: (c.end, c.start, c.type))
    ends = [one.end for one in ranked]
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for at, one in enumerate(ranked):
        before = best[bisect_right(ends, one.start, 0, at)]
        taken = (before[0] + _weight(one), [*before[1], at])
        best.append(max(best[-1], taken, key=lambda state: state[0]))
    return [ranked[at] for at in best[-1][1]]


def _vouched(one: Candidate, text: str) -> bool:
    """Whether a programme of the tagger's own stands in quotation marks, or is as sure as an unquoted one must be."""
    headed = text[one.start : one.end].endswith(_HEADS) or text.startswith(_HEADS, one.end)
    quoted = one.start > 0 and text[one.start - 1] in _QUOTES
    return quoted or one.confidence >= (_HEADED if headed else _UNQUOTED)


def _inside(one: Candidate, other: Candidate) -> bool:
    """Whether a candidate is part of another one's name."""
    return other.start <= one.start and one.end <= other.end and one is not other


def _weight(one: Candidate) -> float:
    """Weigh a candidate: longer names win over the names inside them where both are as sure."""
    return (one.confidence - LEAST / 2) * sqrt(one.end - one.start)


def people(text: str, chosen: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates with people's names cut to, or filled up to, the form in which the text has them elsewhere."""
    chosen = list(chosen)
    names = Counter(text[one.start : one.end] for one in chosen if one.type == "PERSON")
    result = []
    for one in chosen:
        name = text[one.start : one.end]
        if (
            one.type == "PERSON"
            and len(name) >= 3
            and names[name] == 1
            and names[name[:-1]] >= 1
            and text.count(name[:-1]) > 2 * text.count(name)
        ):
            one = replace(one, end=one.end - 1)
        elif one.type == "PERSON" and len(name) == 2 and names[text[one.start : one.end + 1]] > names[name]:
            one = replace(one, end=one.end + 1)
        result.append(one)
    return result


def repeat(text: str, chosen: list[Candidate]) -> list[Candidate]:
    """Return all places in ``text`` of names that were chosen somewhere.

    What was passed over more often than chosen is a common noun, and stays where it was; what the text itself introduces as
    a short form (以下简称…) counts as chosen.
    """
    names: dict[str, Candidate] = {}
    times = Counter(text[one.start : one.end] for one in chosen)
    for one in sorted(chosen, key=lambda c: c.confidence):
        name = text[one.start : one.end]
        if (
            len(name) >= _SHORTEST[one.type]
            and one.confidence >= _SURE
            and text.count(name) <= _PASSED_OVER * times[name]
        ):
            names[name] = one
        if short := _SHORT_FORM.match(text, one.end):
            names[short["short"]] = one
    found = re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text) if names else ()
    return [Candidate(*one.span(), names[one[0]].type, "repeat", names[one[0]].confidence * 0.9) for one in found]


def apart(further: Iterable[Candidate], chosen: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates of ``further`` that touch none of ``chosen`` and none before them."""
    kept: list[Candidate] = []
    taken = {at for one in chosen for at in range(one.start, one.end)}
    for one in further:
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept.append(one)
    return kept


@Language.factory("kg_reconcile")
def make_reconcile(nlp: Language, name: str) -> Reconcile:
    """Make the component that turns candidates into the document's spans."""
    return Reconcile()


class Reconcile:
    """Sets ``doc.spans["kg"]`` and ``doc.ents``; each span has ``_.method`` and ``_.confidence``."""

    def __call__(self, doc: Doc) -> Doc:
        """Choose among the candidates of ``doc``."""
        text = text_of(doc)
        chosen = people(text, choose(candidates(doc), text))
        chosen += apart(shortened(text, chosen), chosen)
        chosen += apart(repeat(text, chosen), chosen)
        chosen.sort(key=lambda one: one.start)
        candidates(doc)[:] = chosen
        spans = []
        for one in chosen:
            span = doc.char_span(one.start, one.end, label=one.type, alignment_mode="expand")
            if span is not None:
                span._.method, span._.confidence = one.method, one.confidence
                spans.append(span)
        doc.spans["kg"] = spans
        doc.ents = filter_spans(spans)
        return doc
