"""What each piece of a page is about, and how alike two of them are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.reading.continuation import Continuation

Matrix = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int64]

# The Chinese characters that terms are made of.
_FIRST, _LAST = 0x4E00, 0x9FFF


class Topics:
    """Runs of Chinese characters of these ``lengths``, weighted by how rare they are in print and on the page.

    Characters and pairs tell what a text is about; runs of three and more are names for the most part.
    """

    def __init__(self, texts: Sequence[str], model: Continuation, lengths: Sequence[int] = (1, 2)) -> None:
        chars = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        row = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
        tables = [_terms(chars, row, length, model, len(texts)) for length in lengths]
        self._counts = np.concatenate([counts for counts, _, _ in tables], axis=1)
        self._rarity = np.concatenate([rarity for _, rarity, _ in tables])
        # What a text shares with no other tells nothing but how much of it there is.
        self._alone = np.asarray(sum(alone for _, _, alone in tables), np.float32)

    def alike(self, one: Matrix | None = None, other: Matrix | None = None) -> Matrix:
        """Return how alike any two of the texts are, 0 to 1.

        ``one`` and ``other`` (texts × texts) say how much of which texts is compared with how much of which.
        """
        rows = np.where(self._counts > 0, 1 + np.log(np.maximum(self._counts, 1)), 0) * self._rarity
        mine, theirs = (self._mixed(rows, mixture) for mixture in (one, other))
        return np.asarray(mine @ theirs.T, np.float32)

    def _mixed(self, rows: Matrix, mixture: Matrix | None) -> Matrix:
        mixed, alone = (rows, self._alone) if mixture is None else (mixture @ rows, (mixture * mixture) @ self._alone)
        return np.asarray(mixed / np.maximum(np.sqrt((mixed * mixed).sum(axis=1) + alone), 1e-6)[:, None], np.float32)

    def shared(self, one: Matrix | None = None, other: Matrix | None = None) -> Matrix:
        """Return how much rarity any two of the texts share, in nats; or any two of the mixtures."""
        has = (self._counts > 0).astype(np.float32)
        mine, theirs = (has if mixture is None else np.minimum(mixture @ has, 1) for mixture in (one, other))
        return np.asarray((mine * self._rarity) @ theirs.T, np.float32)


def _terms(chars: Codes, row: Codes, length: int, model: Continuation, texts: int) -> tuple[Matrix, Matrix, Matrix]:
    """Return texts × the terms of a length that several texts have, how often; how rare each is; and what each text has alone."""
    han = (chars >= _FIRST) & (chars <= _LAST)
    runs = np.lib.stride_tricks.sliding_window_view(han, length).all(axis=1) if len(chars) >= length else han[:0]
    at = np.flatnonzero(runs)
    keys = np.zeros(len(at), np.int64)
    for step in range(length):
        keys = keys << 15 | (chars[at + step] - _FIRST)
    _, first, term = np.unique(keys, return_index=True, return_inverse=True)
    cells, number = np.unique(term * texts + row[at], return_counts=True)
    term, where = np.divmod(cells, max(1, texts))
    spread = np.bincount(term, minlength=len(first))
    rarity = model.rarities(chars[at[first][:, None] + np.arange(length)])
    rarity = rarity * np.log((1 + texts) / np.maximum(spread, 1))
    shared = spread > 1
    column = np.cumsum(shared) - 1
    counts = np.zeros((texts, int(shared.sum())), np.float32)
    mine = shared[term]
    counts[where[mine], column[term[mine]]] = number[mine]
    weight = ((1 + np.log(number)) * rarity[term]) ** 2
    alone = np.bincount(where[~mine], weight[~mine], texts)
    return counts, rarity[shared].astype(np.float32), alone.astype(np.float32)
