"""Changes within a chain: what gains most of exchanging two stretches of it, and of taking one out."""

from __future__ import annotations

import numpy as np

from kg.reading.layout import Chain, Layout, Matrix, Step, bond


def within(chains: list[Chain], known: dict[tuple[int, ...], Step], joins: Matrix, kin: Matrix) -> Step:
    """Take a stretch out of a chain, or exchange two stretches of it.

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


def _change(chain: Chain, joins: Matrix, kin: Matrix) -> Step:
    """Return the change within a chain that gains most."""
    if len(chain) < 2:
        return 0.0, [chain]
    layout = Layout([chain], joins, kin)
    return max(_exchanged(chain, layout), _taken_out(chain, layout), key=lambda one: one[0])


def _exchanged(chain: Chain, layout: Layout) -> Step:
    """Exchange two stretches of a chain that stand next to one another; where they are all of it, it is turned round."""
    meet, cost = layout.meet(layout.left, layout.right), layout.cost
    # The first stretch lies between the points p and q, the second between q and r.
    p, q, r = np.ix_(*[np.arange(len(chain) + 1)] * 3)
    gain = meet[p, q] + meet[r, p] + meet[q, r] - cost[p] - cost[q] - cost[r]
    gain[~((p < q) & (q < r))] = 0
    first, middle, last = np.unravel_index(int(np.argmax(gain)), gain.shape)
    if not gain[first, middle, last]:
        return 0.0, [chain]
    changed = chain[:first] + chain[middle:last] + chain[first:middle] + chain[last:]
    return float(gain[first, middle, last]), [changed]


def _taken_out(chain: Chain, layout: Layout) -> Step:
    """Take a stretch out of a chain, to be one of its own."""
    p, s, e, cost = layout.point, layout.start, layout.end, layout.cost
    col = (slice(None), None)
    gain = layout.meet(layout.left, layout.right) - cost[col] - cost
    stretch, whole = layout.block(p[col], p, p[col], p), layout.block(s, e, s, e)
    others = whole - stretch - 2 * (layout.block(p[col], p, s[col], p[col]) + layout.block(p[col], p, p, e))
    gain += bond(stretch, p - p[col]) + bond(others, e - s - p + p[col]) - layout.bond
    gain[p[col] >= p] = 0
    one, other = np.unravel_index(int(np.argmax(gain)), gain.shape)
    return float(gain[one, other]), [chain[:one] + chain[other:], chain[one:other]]
