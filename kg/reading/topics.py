"""What each piece of a page is about, and how alike two of them are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
import numpy.typing as npt

from kg.reading.continuation import Continuation

_HAN = re.compile(r"[\u4e00-\u9fff]+")

Matrix = npt.NDArray[np.float32]


class Topics:
    """Pairs of Chinese characters, and for headlines the characters, weighted by how rare they are in print and on the page."""

    def __init__(self, texts: Sequence[str], model: Continuation) -> None:
        counts = [_terms(text) for text in texts]
        spread = Counter(term for count in counts for term in count)
        shared = sorted(term for term, number in spread.items() if number > 1)
        self._columns = {term: at for at, term in enumerate(shared)}
        self._rarity = {term: model.rarity(term) * log((1 + len(texts)) / number) for term, number in spread.items()}
        self._counts = counts

    def matrix(self, groups: Sequence[Sequence[int]]) -> Matrix:
        """Return a row a group of texts: the weights of what the page has more than once, scaled so that a group is of length 1."""
        rows = np.zeros((len(groups), len(self._columns)), dtype=np.float32)
        for row, group in enumerate(groups):
            total: Counter[str] = Counter()
            for text in group:
                total.update(self._counts[text])
            length = 0.0
            for term, number in total.items():
                weight = (1 + log(number)) * self._rarity[term]
                length += weight * weight
                column = self._columns.get(term)
                if column is not None:
                    rows[row, column] = weight
            if length:
                rows[row] /= np.sqrt(length)
        return rows


def _terms(text: str) -> Counter[str]:
    runs = _HAN.findall(text)
    terms = Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    # A headline has too few pairs to share any; its characters must do.
    if sum(terms.values()) < _SHORT:
        terms.update(char for run in runs for char in run)
    return terms


_SHORT = 24
