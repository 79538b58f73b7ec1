"""Finding listed words in running text, tens of thousands at once (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import ahocorasick

from kg.names.divisions import TOWN, forms, table
from kg.names.words import rows, words


class Matcher:
    """Finds the longest listed words in a text, left to right, without overlap; each word carries a label."""

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word, label in labelled:
            if word not in self._automaton:
                self._automaton.add_word(word, (len(word), label))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and label of each word found."""
        for last, (length, label) in self._automaton.iter_long(text):
            yield last - length + 1, last + 1, label


@cache
def places() -> Matcher:
    """Return the matcher of divisions (``division``, by their short form ``division-short``), countries, cities and regions."""
    return Matcher(_places())


@lru_cache(maxsize=8)
def places_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what `places` finds in ``text``: several rules ask for the same text, one behind another."""
    return tuple(places().find(text))


def _places() -> Iterator[tuple[str, str]]:
    for division in table():
        for form in sorted(forms(division)):
            yield form, "division" if form == division.name else "division-short"
            if division.level == TOWN:
                break
    for short, full, *cities in rows("countries.tsv"):
        yield from ((name, "country") for name in (short, full))
        yield from ((city, "city") for cell in cities for city in cell.split("、") if len(city) > 1)
    yield from ((name, "region") for name in words("continents.txt"))


@cache
def heads() -> Matcher:
    """Return the matcher of the nouns that close a name: UNION, ORG, PLACE and PROGRAMME."""
    listed = [(word, label) for word, label in rows("heads.tsv")]
    listed += [(word, "PLACE") for word in words("place-heads.txt")]
    listed += [(word, "PROGRAMME") for word in words("programme-heads.txt")]
    return Matcher(listed)


@cache
def titles() -> Matcher:
    """Return the matcher of titles of posts (``title``) and of verbs that run programmes (``runs``)."""
    return Matcher(
        [(word, "title") for word in words("titles.txt")] + [(w, "runs") for w in words("programme-verbs.txt")]
    )


@cache
def known() -> Matcher:
    """Return the matcher of names known throughout the country; the label is their type."""
    return Matcher((row[1], row[0]) for row in rows("lexicon.tsv"))
