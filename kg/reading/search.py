"""Searching for the best division of a page into chains: joins that read well, of pieces that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.layout import Chain, Layout, Matrix, Step
from kg.reading.moves import exchange, insert
from kg.reading.within import within

# A gain smaller than this is none.
_LEAST = 1e-6
# No search takes more steps than this for each piece; it ends long before.
_STEPS = 1


def improve(chains: Sequence[Chain], joins: Matrix, kin: Matrix) -> list[Chain]:
    """Return ``chains`` changed step by step, each time by what gains most, until nothing gains.

    ``joins`` says what a piece behind another is worth, ``kin`` (symmetric, 0 on the diagonal) what two pieces in one chain
    are, wherever they stand; see `kg.reading.layout.bond`. A step exchanges the ends of two chains (joining two and parting one
    are cases of it) or two stretches of one, takes a stretch out of a chain, or puts one, or a whole chain, into another.
    """
    found = [list(chain) for chain in chains]
    known = dict[tuple[int, ...], Step]()
    for _ in range(_STEPS * len(joins)):
        layout = Layout([*found, []], joins, kin)
        step = max(
            (exchange(found, layout), within(found, known, joins, kin), insert(found, layout)),
            key=lambda one: one[0],
        )
        if step[0] < _LEAST:
            break
        found = [chain for chain in step[1] if chain]
    return found
