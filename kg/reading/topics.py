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
    """Runs of Chinese characters of these ``lengths``, weighted by how rare they are in print and on the page.

    Characters and pairs tell what a text is about; runs of three and more are names for the most part.
    """

    def __init__(self, texts: Sequence[str], model: Continuation, lengths: Sequence[int] = (1, 2)) -> None:
        counts = [_terms(text, lengths) for text in texts]
        spread = Counter(term for count in counts for term in count)
        weight = [log((1 + len(texts)) / number) for number in range(1, len(texts) + 1)]
        rarity = {term: model.rarity(term) * weight[number - 1] for term, number in spread.items()}
        columns = {term: at for at, term in enumerate(term for term, number in spread.items() if number > 1)}
        self._counts = np.zeros((len(texts), len(columns)), dtype=np.float32)
        self._rarity = np.array([rarity[term] for term in columns], dtype=np.float32)
        # What a text shares with no other tells nothing but how much of it there is.
        self._alone = np.zeros(len(texts), dtype=np.float32)
        for row, count in enumerate(counts):
            for term, number in count.items():
                column = columns.get(term)
                if column is None:
                    self._alone[row] += ((1 + log(number)) * rarity[term]) ** 2
                else:
                    self._counts[row, column] = number

    def alike(self, one: Matrix | None = None, other: Matrix | None = None) -> Matrix:
        """Return how alike any two of the texts are, 0 to 1.

        ``one`` and ``other`` (texts × texts) say how much of which texts is compared with how much of which.
        """
        rows = np.where(self._counts > 0, 1 + np.log(np.maximum(self._counts, 1)), 0) * self._rarity
        mine, theirs = (self._mixed(rows, mixture) for mixture in (one, other))
        return np.asarray(mine @ theirs.T, np.float32)

    def _mixed(self, rows: Matrix, mixture: Matrix | None) -> Matrix:
        mixture = np.eye(len(rows), dtype=np.float32) if mixture is None else mixture
        mixed, alone = mixture @ rows, (mixture * mixture) @ self._alone
        return np.asarray(mixed / np.maximum(np.sqrt((mixed * mixed).sum(axis=1) + alone), 1e-6)[:, None], np.float32)

    def shared(self, one: Matrix | None = None, other: Matrix | None = None) -> Matrix:
        """Return how much rarity any two of the texts share, in nats; or any two of the mixtures."""
        has = (self._counts > 0).astype(np.float32)
        mine, theirs = (has if mixture is None else np.minimum(mixture @ has, 1) for mixture in (one, other))
        return np.asarray((mine * self._rarity) @ theirs.T, np.float32)


def _terms(text: str, lengths: Sequence[int]) -> Counter[str]:
    runs = _HAN.findall(text)
    return Counter(run[at : at + length] for length in lengths for run in runs for at in range(len(run) - length + 1))
