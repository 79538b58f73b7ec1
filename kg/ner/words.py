"""Word segmentation with spacy-pkuseg, kept beside the document: its tokens stay single characters, so any span fits them."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model" / "words"
_KEY, _TEXT = "kg_words", "kg_text"


@cache
def _segmenter(folder: Path) -> Any:  # noqa: ANN401
    import spacy_pkuseg

    return spacy_pkuseg.pkuseg(str(folder), user_dict=None)


def segment(text: str, folder: Path = MODEL) -> list[str]:
    """Return the words of ``text``; white space is a word of its own, so that they join up to the text again."""
    words: list[str] = []
    at = 0
    for word in _segmenter(folder).cut(text):
        found = text.index(word, at)
        words += text[at:found]
        words.append(word)
        at = found + len(word)
    return words + list(text[at:])


def words_of(doc: Doc) -> list[str]:
    """Return the words that the segmenter found in ``doc``."""
    return cast(list[str], doc.user_data[_KEY])


def document(nlp: Language, text: str) -> Doc:
    """Return ``text`` as a document for ``nlp``, with the text kept beside it: asking its tokens one by one is slow."""
    doc = nlp.make_doc(text)
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """Return the text of ``doc``."""
    return cast(str, doc.user_data.get(_TEXT) or doc.text)


def word_starts(doc: Doc) -> frozenset[int]:
    """Return the offsets at which words begin, the end of the text among them; a foreign pipeline's tokens serve too."""
    if _KEY in doc.user_data:
        lengths = [len(word) for word in words_of(doc)]
        return frozenset(accumulate(lengths, initial=0))
    return frozenset([*(token.idx for token in doc), len(doc.text)])


@Language.factory("kg_words")
def make_words(nlp: Language, name: str) -> Words:
    """Make the component that segments a document into words."""
    return Words()


class Words:
    """Segments each line of a document into words, for the components behind it."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the words of ``doc`` to it."""
        words: list[str] = []
        for line in text_of(doc).splitlines(keepends=True):
            words += segment(line)
        doc.user_data[_KEY] = words
        return doc
