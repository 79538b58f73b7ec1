"""The spaCy pipeline of recognition, and its use on articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from kg.errors import Refused
from kg.model import Article, Mention
from kg.ner.candidates import ARTICLE_BREAK

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_RULES = ("kg_grammar", "kg_reconcile")
# The labels of spaCy's own Chinese pipelines (OntoNotes) that name one of our types.
_ONTONOTES = {
    "PERSON": "PERSON", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "ORG": "ORG",
    "EVENT": "EVENT", "WORK_OF_ART": "WORK", "LAW": "WORK",
}  # fmt: skip


def load(name: str | None = None) -> Language:
    """Return the pipeline that the package ships, or the installed spaCy pipeline ``name`` with our grammar behind it.

    Raise `Refused` where no pipeline of that name is installed.
    """
    import spacy

    if name is None:
        return assemble()
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise Refused(f"No spaCy pipeline {name!r} is installed: `pip install` it, or leave out --ner.") from error
    from kg.ner import grammar, reconcile  # noqa: F401  (registers the components)

    _adopt()
    for component in ("kg_adopt", *_RULES):
        nlp.add_pipe(component, last=True)
    return nlp


def assemble(**overrides: Any) -> Language:  # noqa: ANN401
    """Return the pipeline that the package ships; ``overrides`` are those of `spacy.load` (disable, enable, exclude …)."""
    from spacy.util import load_model_from_config
    from thinc.api import Config

    from kg.ner import grammar, reconcile, tagger, words  # noqa: F401  (registers the components)

    components = ("kg_words", "kg_tagger", *_RULES)
    config = {
        "nlp": {"lang": "zh", "pipeline": list(components)},
        "components": {name: {"factory": name} for name in components},
    }
    config = Config(config).merge(overrides.pop("config", {}))
    return load_model_from_config(config, auto_fill=True, **overrides)


def _adopt() -> None:
    """Register the component that takes a foreign pipeline's entities for candidates."""
    from spacy.language import Language

    from kg.ner.candidates import Candidate, candidates

    @Language.component("kg_adopt")
    def adopt(doc: Doc) -> Doc:
        for span in doc.ents:
            kind = _ONTONOTES.get(span.label_, span.label_)
            if kind in _ONTONOTES.values() or kind in ("UNION", "PROGRAMME", "HONOUR", "WORK"):
                candidates(doc).append(Candidate(span.start_char, span.end_char, kind, "spacy", 0.8))
        return doc


def recognise(nlp: Language, articles: Sequence[Article]) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each article of a page, in its order; they do not overlap.

    The page is one document to the pipeline: what an article names in full, another may name in passing.
    """
    from kg.ner.candidates import candidates
    from kg.ner.words import document

    if not articles:
        return ()
    doc = nlp(document(nlp, ARTICLE_BREAK.join(article.text for article in articles)))
    found: list[list[Mention]] = [[] for _ in articles]
    starts = list(accumulate((len(one.text) + len(ARTICLE_BREAK) for one in articles), initial=0))
    for one in candidates(doc):
        number = bisect_right(starts, one.start) - 1
        article, start = articles[number], one.start - starts[number]
        end = start + one.end - one.start
        found[number].append(
            Mention(start, end, article.text[start:end], one.type, one.method, round(one.confidence, 3))
        )
    return tuple(map(tuple, found))
