"""Lines of text as the network takes them: numbers for characters, features and the words over each character."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kg.ner import vectors
from kg.ner.features import featurise

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the number of each character, the features as rows and columns, the words as slots, columns and weights."""

    chars: Ints
    rows: Ints
    features: Ints
    slots: Ints
    words: Ints
    weights: Floats

    def __len__(self) -> int:
        return len(self.chars)


def encode(text: str, words: Sequence[str], chars: Mapping[str, int], features: Mapping[str, int]) -> Line:
    """Return ``text`` in numbers; a character that ``chars`` lacks is 0, a feature that ``features`` lacks is left out."""
    told = [(row, features[one]) for row, ones in enumerate(featurise(text, words)) for one in ones if one in features]
    rows, columns = np.array(told, dtype=np.int32).reshape(-1, 2).T
    slots, found, weights = vectors.load().slots(text)
    return Line(np.array([chars.get(c, 0) for c in text], dtype=np.int32), rows, columns, slots, found, weights)


class Batch:
    """Lines one behind another, the longest first, so that the step ``t`` of all lines reaches that long is the first few."""

    def __init__(self, lines: Sequence[Line], features: int, words: int) -> None:
        #: The place of each line of the batch in ``lines``.
        self.order = sorted(range(len(lines)), key=lambda at: -len(lines[at]))
        ranked = [lines[at] for at in self.order]
        self.lengths = np.array([len(line) for line in ranked])
        self.starts = np.array([0, *accumulate(len(line) for line in ranked)][:-1])
        size = int(self.lengths.sum())
        self.chars = np.concatenate([line.chars for line in ranked])
        rows = np.concatenate([line.rows + start for line, start in zip(ranked, self.starts, strict=True)])
        columns = np.concatenate([line.features for line in ranked])
        ones = np.ones(len(rows), dtype=np.float32)
        self.features = csr_matrix((ones, (rows, columns)), shape=(size, features))
        slot = np.concatenate([line.slots + vectors.SLOTS * at for line, at in zip(ranked, self.starts, strict=True)])
        word = np.concatenate([line.words for line in ranked])
        weight = np.concatenate([line.weights for line in ranked])
        self.words = csr_matrix((weight, (slot, word)), shape=(vectors.SLOTS * size, words))
        #: The lines that reach each step: their number.
        self.alive = [int(count) for count in np.searchsorted(-self.lengths, -np.arange(self.lengths[0]), "left")]

    def step(self, time: int, backwards: bool = False) -> NDArray[np.int64]:
        """Return where the characters of step ``time`` stand: the first, second … of each line, or the last, last but one …"""
        alive = self.alive[time]
        return self.starts[:alive] + (self.lengths[:alive] - 1 - time if backwards else time)
