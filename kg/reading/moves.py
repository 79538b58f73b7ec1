"""Changes between chains: what gains most of exchanging their ends, and of moving a stretch from one into another."""

from __future__ import annotations

import numpy as np

from kg.reading.layout import Chain, Layout, Matrix, Points, Step, bond

# A stretch of no more pieces than this is taken from the middle of one chain into another.
_SHORT = 3


def exchange(chains: list[Chain], layout: Layout) -> Step:
    """Exchange what stands behind a point of one chain and a point of another, or of an empty one."""
    p, s, e = layout.point, layout.start, layout.end
    col = (slice(None), None)
    gain = layout.meet(layout.left, layout.right) - layout.cost[col]
    first, second = layout.block(s, p, s, p), layout.block(p, e, p, e)
    gain += bond(first[col] + second + 2 * layout.blocks(s, p, p, e), (p - s)[col] + e - p) - layout.bond[col]
    gain = gain + gain.T
    gain[layout.chain[col] == layout.chain] = 0
    one, other = np.unravel_index(int(np.argmax(gain)), gain.shape)
    here, there = int(layout.chain[one]), int(layout.chain[other])
    a, b = [*chains, []][here], [*chains, []][there]
    at, to = int(p[one] - s[one]), int(p[other] - s[other])
    rest = [chain for number, chain in enumerate(chains) if number not in (here, there)]
    return float(gain[one, other]), [*rest, a[:at] + b[to:], b[:to] + a[at:]]


def insert(chains: list[Chain], layout: Layout) -> Step:
    """Take a chain, its end, or a short stretch out of it, and put it into another chain."""
    p, chain = layout.point, layout.chain
    first, last = _stretches(layout)
    col = (slice(None), None)
    gain = layout.meet(layout.left, layout.right[first]).T + layout.meet(layout.left[last], layout.right)
    gain += (_left(layout, first, last)[col] + _taken(layout, first, last, len(chains) + 1))[:, chain] - layout.cost
    gain[chain[first][col] == chain] = 0
    # What is put into no chain gains nothing here.
    gain[:, chain == len(chains)] = 0
    which, where = np.unravel_index(int(np.argmax(gain)), gain.shape)
    one, other = int(chain[first[which]]), int(chain[where])
    if one == other:
        return 0.0, chains
    begin, to = (int(p[at] - layout.start[at]) for at in (first[which], last[which]))
    at = int(p[where] - layout.start[where])
    rest = [chain for number, chain in enumerate(chains) if number not in (one, other)]
    moved, host = chains[one], chains[other]
    return float(gain[which, where]), [*rest, moved[:begin] + moved[to:], host[:at] + moved[begin:to] + host[at:]]


def _left(layout: Layout, first: Points, last: Points) -> Matrix:
    """Return what each chain gains that a stretch is taken out of."""
    low, high, start, end = layout.point[first], layout.point[last], layout.start[first], layout.end[first]
    own, with_all = layout.block(low, high, low, high), layout.block(low, high, start, end)
    rest = layout.block(start, end, start, end) + own - 2 * with_all
    gain = layout.join(layout.left[first], layout.right[last]) - layout.cost[first] - layout.cost[last]
    return gain + bond(rest, end - start - high + low) - layout.bond[first]


def _taken(layout: Layout, first: Points, last: Points, chains: int) -> Matrix:
    """Return stretches × chains: what holds each chain together the more when it has the stretch too."""
    at = np.searchsorted(layout.chain, np.arange(chains))
    start, end, held = layout.start[at], layout.end[at], layout.bond[at]
    low, high = layout.point[first], layout.point[last]
    both = layout.block(low, high, low, high)[:, None] + layout.block(start, end, start, end)
    both = both + 2 * layout.blocks(low, high, start, end)
    return bond(both, (high - low)[:, None] + end - start) - held


def _stretches(layout: Layout) -> tuple[Points, Points]:
    """Return the points between which the stretches lie that may be put elsewhere: the short ones, and those to a chain's end."""
    at = np.arange(len(layout.point))
    last = np.searchsorted(layout.chain, layout.chain, side="right") - 1
    short = [(at[at + length < last], length) for length in range(1, _SHORT + 1)]
    first = np.concatenate([at[at < last], *(one for one, _ in short)])
    return first, np.concatenate([last[at < last], *(one + length for one, length in short)])
