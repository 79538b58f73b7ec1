"""Which parts of the world a text speaks of: what is said of one province seldom stands in an article on another."""

from __future__ import annotations

from collections import Counter
from functools import cache

from kg.names.divisions import find
from kg.names.matcher import places
from kg.names.words import rows


def regions(text: str) -> Counter[str]:
    """Return how often a text names each province (its two digits) or foreign country, by any division or city of it.

    A name that stands for divisions in several provinces tells nothing, nor does 中国.
    """
    found: Counter[str] = Counter()
    for start, end, label in places().find(text):
        name = text[start:end]
        if label.startswith("division"):
            provinces = {division.code[:2] for division in find(name)}
            if len(provinces) == 1:
                found.update(provinces)
        elif label in ("country", "city") and name in _countries():
            found[_countries()[name]] += 1
    return found


@cache
def _countries() -> dict[str, str]:
    found = dict[str, str]()
    for short, full, *cities in rows("countries.tsv"):
        if short != "中国":
            found |= dict.fromkeys((short, full, *(city for cell in cities for city in cell.split("、"))), short)
    return found
