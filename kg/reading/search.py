"""Searching for the best division of a page into chains: joins that read well, of pieces that belong together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Chain = list[int]

# A gain smaller than this is none.
_LEAST = 1e-6
# In a chain of so many pieces, what two of them are to one another counts half as much as in a pair.
HALF = 6
# No search takes more steps than this for each piece; it ends long before.
_STEPS = 1


def improve(chains: Sequence[Chain], joins: Matrix, kin: Matrix) -> list[Chain]:
    """Return ``chains`` changed step by step, each time by what gains most, until nothing gains.

    ``joins`` says what a piece behind another is worth, ``kin`` (symmetric, 0 on the diagonal) what two pieces in one chain
    are, wherever they stand; see `bond`. A step exchanges the ends of two chains (joining two and parting one are cases of it), takes a stretch out of a
    chain, puts a chain into another, or turns a chain round a point.
    """
    found = [list(chain) for chain in chains]
    known = dict[tuple[int, ...], Change]()
    for _ in range(_STEPS * len(joins)):
        layout = _Layout([*found, []], joins, kin)
        step = max(
            (_exchange(found, layout), _within(found, known, joins, kin), _insert(found, layout)),
            key=lambda one: one[0],
        )
        if step[0] < _LEAST:
            break
        found = [chain for chain in step[1] if chain]
    return found


def bond(total: Matrix, size: npt.NDArray[np.int64]) -> Matrix:
    """Return what holds a chain of ``size`` pieces together, ``total`` being the sum over its pairs (each counted twice).

    It grows with the pairs of a short chain, and with the pieces of a long one: else length alone would tear long articles.
    """
    return np.asarray(total / 2 / (1 + np.maximum(size, 0) / HALF))


Step = tuple[float, list[Chain]]


class _Layout:
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
        self.joins = joins
        self.bond = bond(self.block(self.start, self.end, self.start, self.end), self.end - self.start)

    def join(self, before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]) -> Matrix:
        """Return what ``after`` behind ``before`` is worth, nothing where one of them is empty."""
        return np.where((before >= 0) & (after >= 0), self.joins[before, after], 0.0)

    def block(
        self,
        top: npt.NDArray[np.int64],
        bottom: npt.NDArray[np.int64],
        left: npt.NDArray[np.int64],
        right: npt.NDArray[np.int64],
    ) -> Matrix:
        """Return what the pieces of two stretches of the layout are worth to one another."""
        sums = self.sums
        return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]


def _exchange(chains: list[Chain], layout: _Layout) -> Step:
    """Exchange what stands behind a point of one chain and a point of another, or of an empty one."""
    p, s, e = layout.point, layout.start, layout.end
    col = (slice(None), None)
    gain = layout.join(layout.left[col], layout.right) - layout.cost[col]
    first, second = layout.block(s, p, s, p), layout.block(p, e, p, e)
    gain += bond(first[col] + second + 2 * layout.block(s[col], p[col], p, e), (p - s)[col] + e - p) - layout.bond[col]
    gain = gain + gain.T
    gain[layout.chain[col] == layout.chain] = 0
    one, other = np.unravel_index(int(np.argmax(gain)), gain.shape)
    here, there = int(layout.chain[one]), int(layout.chain[other])
    a, b = [*chains, []][here], [*chains, []][there]
    at, to = int(p[one] - s[one]), int(p[other] - s[other])
    rest = [chain for number, chain in enumerate(chains) if number not in (here, there)]
    return float(gain[one, other]), [*rest, a[:at] + b[to:], b[:to] + a[at:]]


# What a chain gains by a change within itself, and the chains that it then is.
Change = tuple[float, list[Chain]]


def _within(chains: list[Chain], known: dict[tuple[int, ...], Change], joins: Matrix, kin: Matrix) -> Step:
    """Take a stretch out of a chain, to be one of its own, or turn a chain round a point.

    What a chain gains depends on no other, so that it is reckoned once and kept in ``known``.
    """
    best, at = 0.0, 0
    for number, chain in enumerate(chains):
        key = tuple(chain)
        if key not in known:
            known[key] = _change(chain, joins, kin)
        if known[key][0] > best:
            best, at = known[key][0], number
    if not best:
        return 0.0, chains
    return best, [*chains[:at], *known[tuple(chains[at])][1], *chains[at + 1 :]]


def _change(chain: Chain, joins: Matrix, kin: Matrix) -> Change:
    """Return the change within a chain that gains most."""
    if len(chain) < 2:
        return 0.0, [chain]
    layout = _Layout([chain], joins, kin)
    p, s, e = layout.point, layout.start, layout.end
    cost = layout.cost
    turned = joins[chain[-1], chain[0]] - cost
    turned[[0, -1]] = 0
    at = int(np.argmax(turned))
    best: Change = (0.0, [chain])
    if turned[at] > 0:
        best = float(turned[at]), [chain[at:] + chain[:at]]
    col = (slice(None), None)
    gain = layout.join(layout.left[col], layout.right) - cost[col] - cost
    stretch, whole = layout.block(p[col], p, p[col], p), layout.block(s, e, s, e)
    others = whole - stretch - 2 * (layout.block(p[col], p, s[col], p[col]) + layout.block(p[col], p, p, e))
    gain += bond(stretch, p - p[col]) + bond(others, e - s - p + p[col]) - layout.bond
    gain[p[col] >= p] = 0
    one, other = np.unravel_index(int(np.argmax(gain)), gain.shape)
    if gain[one, other] > best[0]:
        best = float(gain[one, other]), [chain[:one] + chain[other:], chain[one:other]]
    return best


def _insert(chains: list[Chain], layout: _Layout) -> Step:
    """Put a whole chain into another."""
    firsts, lasts = np.array([chain[0] for chain in chains]), np.array([chain[-1] for chain in chains])
    ends = np.cumsum([len(chain) for chain in chains])
    starts = ends - [len(chain) for chain in chains]
    col = (slice(None), None)
    gain = layout.join(layout.left, firsts[col]) + layout.join(lasts[col], layout.right) - layout.cost
    alone = bond(layout.block(starts, ends, starts, ends), ends - starts)
    both = layout.block(starts, ends, starts, ends)[col] + layout.block(
        layout.start, layout.end, layout.start, layout.end
    )
    both = both + 2 * layout.block(starts[col], ends[col], layout.start, layout.end)
    gain += bond(both, (ends - starts)[col] + layout.end - layout.start) - alone[col] - layout.bond
    gain[layout.chain == np.arange(len(chains))[col]] = 0
    # A chain put into none stays what it is.
    gain[:, layout.chain == len(chains)] = 0
    which, where = np.unravel_index(int(np.argmax(gain)), gain.shape)
    number = int(layout.chain[where])
    at = int(layout.point[where] - layout.start[where])
    host = chains[number]
    rest = [chain for one, chain in enumerate(chains) if one not in (which, number)]
    return float(gain[which, where]), [*rest, host[:at] + chains[which] + host[at:]]
