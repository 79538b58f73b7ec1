"""How well the end of one piece and the beginning of another go together, by a small network trained on cut sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

MODEL = Path(__file__).parent / "model" / "ends.npz"
# So many characters on either side of a cut are looked at, and of those nearest to it so many pairs too.
WIDTH, PAIRS = 8, 3
# Pairs share so many rows.
HASHES = 1 << 14
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Rows = npt.NDArray[np.float32]


class Ends:
    """Two encoders, of the text before a cut and of the text behind it; the product of what they give says whether the two belong together."""

    def __init__(self, letters: str, before: dict[str, Rows], behind: dict[str, Rows]) -> None:
        self._codes = {letter: code for code, letter in enumerate(letters, 2)}
        self._before, self._behind = before, behind

    def compare(self, tails: Sequence[str], starts: Sequence[str]) -> tuple[Rows, Rows]:
        """Return tails × starts: how well each start goes on behind each tail; and how well each start begins a sentence."""
        one = _encode(self._before, self.codes(tails, True), True)
        other = _encode(self._behind, self.codes(starts, False), False)
        stop = _encode(self._before, self.codes(["。"], True), True)
        return one @ other.T, (stop @ other.T)[0]

    def codes(self, texts: Sequence[str], tail: bool) -> npt.NDArray[np.int64]:
        """Return texts × `WIDTH` codes of the characters nearest to the cut, 0 where there are none."""
        found = np.zeros((len(texts), WIDTH), np.int64)
        for row, text in enumerate(texts):
            near = _NUMBER.sub("0", text)
            near = near[-WIDTH:] if tail else near[:WIDTH]
            codes = [self._codes.get(char, 1) for char in near]
            if codes:
                found[row, slice(WIDTH - len(codes), None) if tail else slice(len(codes))] = codes
        return found


def hashed(codes: npt.NDArray[np.int64], tail: bool) -> npt.NDArray[np.int64]:
    """Return the rows of the pairs nearest to the cut."""
    pairs = (codes[:, :-1] * 31337 + codes[:, 1:] * 7919) % HASHES
    return pairs[:, -PAIRS:] if tail else pairs[:, :PAIRS]


def _encode(side: dict[str, Rows], codes: npt.NDArray[np.int64], tail: bool) -> Rows:
    found = ((side["letters"], codes), (side["pairs"], hashed(codes, tail)))
    flat = np.concatenate([table[at].reshape(len(at), at.shape[1] * table.shape[1]) for table, at in found], axis=1)
    hidden = np.maximum(flat @ side["hidden"] + side["hidden bias"], 0)
    return np.asarray(hidden @ side["out"] + side["out bias"], np.float32)


@cache
def load(path: Path = MODEL) -> Ends:
    """Return the model that ships."""
    with np.load(path) as stored:
        letters = stored["letters"].tobytes().decode("utf-32-le")
        sides = [
            {
                name.removeprefix(f"{side} "): stored[name].astype(np.float32)
                for name in stored.files
                if name.startswith(f"{side} ")
            }
            for side in ("before", "behind")
        ]
    return Ends(letters, *sides)
