"""Word vectors: what the known words over a character mean, whichever way the text is cut into words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import ahocorasick
import numpy as np
from numpy.typing import NDArray

MODEL = Path(__file__).parent / "model" / "vectors.npz"
# A character begins, continues, ends or is a word: four slots.
SLOTS = 4
_BEGIN, _MIDDLE, _END, _SINGLE = range(SLOTS)


class Vectors:
    """The vectors of the most frequent words; ``table`` is words × dimensions, 32-bit floats."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            words = stored["words"].tobytes().decode().split("\n")
            self.table: NDArray[np.float32] = stored["table"].astype(np.float32) * stored["scale"]
        # Frequent words count for less than they occur: the common word at a character is seldom the telling one.
        self._weights = (1 / np.sqrt(np.arange(len(words)) + 30)).astype(np.float32)
        self._automaton = ahocorasick.Automaton()
        for number, word in enumerate(words):
            self._automaton.add_word(word, (number, len(word)))
        self._automaton.make_automaton()

    def slots(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
        """Return the words over each character of ``text``: slot (4 × offset + kind), word and weight, which sum to 1 a slot."""
        slots: list[int] = []
        found: list[int] = []
        for last, (number, length) in self._automaton.iter(text):
            first = last - length + 1
            if length == 1:
                slots.append(SLOTS * last + _SINGLE)
            else:
                slots += (SLOTS * first + _BEGIN, SLOTS * last + _END)
                slots += range(SLOTS * (first + 1) + _MIDDLE, SLOTS * last, SLOTS)
            found += [number] * (length if length > 1 else 1)
        at, words = np.array(slots, dtype=np.int32), np.array(found, dtype=np.int32)
        weights = self._weights[words]
        total = np.bincount(at, weights, SLOTS * len(text)).astype(np.float32)
        return at, words, weights / total[at]


@cache
def load(path: Path = MODEL) -> Vectors:
    """Return the vectors that ship with the package."""
    return Vectors(path)
