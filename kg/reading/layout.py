"""A page's chains laid out one behind another, so that what every change of them gains is reckoned in one go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Points = npt.NDArray[np.int64]
Chain = list[int]
# What is gained, and the chains that it is gained by.
Step = tuple[float, list[Chain]]

# In a chain of so many pieces, what two of them are to one another counts half as much as in a pair.
HALF = 6


def bond(total: Matrix, size: Points) -> Matrix:
    """Return what holds a chain of ``size`` pieces together, ``total`` being the sum over its pairs (each counted twice).

    It grows with the pairs of a short chain, and with the pieces of a long one: else length alone would tear long articles.
    """
    return np.asarray(total / 2 / (1 + np.maximum(size, 0) / HALF))


class Layout:
    """The chains one behind another, the last of them empty, and every point at which one can be cut, its ends included."""

    def __init__(self, chains: Sequence[Chain], joins: Matrix, kin: Matrix) -> None:
        self.order = np.array([at for chain in chains for at in chain])
        ends = np.cumsum([len(chain) for chain in chains])
        self.chain = np.concatenate([np.full(len(chain) + 1, number) for number, chain in enumerate(chains)])
        self.start, self.end = (ends - [len(chain) for chain in chains])[self.chain], ends[self.chain]
        self.point = np.concatenate(
            [np.arange(end - len(chain), end + 1) for chain, end in zip(chains, ends, strict=True)]
        )
        self.sums = np.zeros((len(self.order) + 1,) * 2)
        self.sums[1:, 1:] = kin[np.ix_(self.order, self.order)].cumsum(0).cumsum(1)
        inner = (self.point > self.start) & (self.point < self.end)
        self.left = np.where(self.point > self.start, self.order[np.maximum(self.point - 1, 0)], -1)
        self.right = np.where(self.point < self.end, self.order[np.minimum(self.point, len(self.order) - 1)], -1)
        self.cost = np.where(inner, joins[self.left, self.right], 0.0)
        # Where there is no piece, -1 stands for one, and the last row and column say what it is worth.
        self._joins = np.pad(joins, ((0, 1), (0, 1)))
        self.bond = bond(self.block(self.start, self.end, self.start, self.end), self.end - self.start)

    def join(self, before: Points, after: Points) -> Matrix:
        """Return what ``after`` behind ``before`` is worth, nothing where one of them is empty."""
        return np.asarray(self._joins[before, after])

    def meet(self, before: Points, after: Points) -> Matrix:
        """Return before × after: what each is worth behind each."""
        return np.asarray(self._joins[before][:, after])

    def block(self, top: Points, bottom: Points, left: Points, right: Points) -> Matrix:
        """Return what the pieces of two stretches of the layout are worth to one another."""
        sums = self.sums
        return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]

    def blocks(self, top: Points, bottom: Points, left: Points, right: Points) -> Matrix:
        """Return stretches × stretches: the same for each of the first (from ``top`` to ``bottom``) and each of the others."""
        sums = self.sums[:, right] - self.sums[:, left]
        return np.asarray(sums[bottom] - sums[top])
