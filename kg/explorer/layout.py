"""Where the overview draws each entity: importance, communities, positions, without chance, whatever the row order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

# How many entities the page draws at once: the reader starts with the first and may ask for the next; never more.
TIERS = (150, 400, 1500)
# Louvain runs over this many entities at most (a few seconds); the rest join the community of their nearest one.
_CLUSTERED = 3000
_SEED = 20240101
# A node with the label under it takes about this much room, in the drawing's units; together as wide as a screen is.
_WIDTH, _HEIGHT = 118.0, 74.0
# How much room an entity has, as a multiple of what its label takes.
_CROWDING = 2.3
_SPRING, _PULL = 0.9, 0.35

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Links:
    """An undirected network of ``size`` entities: pairs of indices, each pair once with its weight, sorted."""

    size: int
    source: Integers
    target: Integers
    weight: Floats

    @staticmethod
    def of(size: int, pairs: dict[tuple[int, int], float]) -> Links:
        """Build from ``pairs`` of two different indices, smaller first; the order of the dictionary has no effect."""
        order = sorted(pairs)
        ends = np.array(order, dtype=np.int64).reshape(-1, 2)
        return Links(size, ends[:, 0], ends[:, 1], np.array([pairs[pair] for pair in order], dtype=np.float64))

    def among(self, chosen: Integers) -> Links:
        """Return the network between the ``chosen`` entities, renumbered by their position in ``chosen``."""
        place = np.full(self.size, -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        source, target = place[self.source], place[self.target]
        keep = (source >= 0) & (target >= 0)
        return Links(len(chosen), source[keep], target[keep], self.weight[keep])

    def neighbours(self) -> list[list[tuple[int, float]]]:
        """Return for each entity its neighbours with their weights."""
        lists: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for one, other, weight in zip(self.source.tolist(), self.target.tolist(), self.weight.tolist(), strict=True):
            lists[one].append((other, weight))
            lists[other].append((one, weight))
        return lists


def importance(links: Links, mentions: Sequence[int]) -> Floats:
    """Return PageRank over the links (damping 0.85), started from how often each entity is mentioned."""
    start = 1.0 + np.log1p(np.asarray(mentions, dtype=np.float64))
    start /= start.sum() or 1.0
    strength = np.bincount(links.source, links.weight, links.size) + np.bincount(links.target, links.weight, links.size)
    share = np.divide(1.0, strength, out=np.zeros(links.size), where=strength > 0)
    rank = start.copy()
    for _ in range(50):
        spread = rank * share
        inflow = np.bincount(links.target, links.weight * spread[links.source], links.size)
        inflow += np.bincount(links.source, links.weight * spread[links.target], links.size)
        rank = 0.15 * start + 0.85 * inflow
    # Rounded, so that entities in the same position tie exactly and the caller's own order decides.
    return np.round(rank, 12)


def order(links: Links, rank: Floats) -> list[int]:
    """Return all entities, the most important first, each with a neighbour before or behind it: none is alone."""
    neighbours = links.neighbours()
    taken = [False] * links.size
    result: list[int] = []
    by_rank = sorted(range(links.size), key=lambda index: (not neighbours[index], -rank[index], index))
    for index in by_rank:
        if taken[index]:
            continue
        taken[index] = True
        result.append(index)
        if neighbours[index] and not any(taken[other] for other, _ in neighbours[index]):
            companion = min(neighbours[index], key=lambda pair: (-rank[pair[0]], pair[0]))[0]
            taken[companion] = True
            result.append(companion)
    return result


def communities(links: Links) -> list[int]:
    """Return each entity's community, numbered from 0 by size; entities are expected in order of importance."""
    core = min(links.size, _CLUSTERED)
    inner = links.among(np.arange(core))
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(core))
    network.add_weighted_edges_from(
        zip(inner.source.tolist(), inner.target.tolist(), inner.weight.tolist(), strict=True)
    )
    label = [-1] * links.size
    for number, members in enumerate(nx.community.louvain_communities(network, seed=_SEED) if core else []):
        for member in members:
            label[member] = number
    neighbours = links.neighbours()
    waiting = list(range(core, links.size))
    while waiting:
        joined = []
        for index in waiting:
            near = [(-weight, other) for other, weight in neighbours[index] if label[other] >= 0]
            if near:
                joined.append((index, label[min(near)[1]]))
        if not joined:
            break
        for index, number in joined:
            label[index] = number
        waiting = [index for index in waiting if label[index] < 0]
    return _by_size(label)


def _by_size(label: list[int]) -> list[int]:
    members: dict[int, list[int]] = {}
    for index, number in enumerate(label):
        # An entity that nothing ties to a community is one of its own.
        members.setdefault(number if number >= 0 else -1 - index, []).append(index)
    ranked = sorted(members.values(), key=lambda group: (-len(group), group[0]))
    number_of = {index: number for number, group in enumerate(ranked) for index in group}
    return [number_of[index] for index in range(len(label))]


def positions(links: Links, community: Sequence[int]) -> NDArray[np.int64]:
    """Return an integer position (n, 2) for each entity: neighbours near, communities apart, room for every label."""
    if links.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    point = _spiral(links.size, community)
    apart = np.where(np.equal.outer(community, community), np.float32(1.0), np.float32(1.8))
    rounds = 200 if links.size <= 500 else 70
    for step in range(rounds):
        push = _forces(point, links, apart)
        length = np.sqrt((push**2).sum(axis=1, keepdims=True))
        limit = 1.6 * (1 - step / rounds) + 0.02
        point += push * (np.minimum(length, limit) / np.maximum(length, 1e-9))
    point -= point.mean(axis=0)
    # As dense as labels allow: the spread of a disc that gives each entity a little more than its room.
    spread = np.sqrt((point**2).sum(axis=1).mean()) or 1.0
    point *= np.sqrt(links.size * _CROWDING / (2 * np.pi)) / spread
    return np.round(_apart(point * (_WIDTH, _HEIGHT))).astype(np.int64)


def _spiral(size: int, community: Sequence[int]) -> Floats:
    """Start members of one community side by side on a sunflower spiral: no chance, and no two in one place."""
    turn = np.empty(size)
    turn[sorted(range(size), key=lambda index: (community[index], index))] = np.arange(size) + 0.5
    angle, radius = turn * 2.399963229728653, np.sqrt(turn)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _forces(point: Floats, links: Links, apart: NDArray[np.float32]) -> Floats:
    """Springs along links, repulsion between all (``apart`` is how strong), and a pull to the middle."""
    x, y = point.astype(np.float32).T
    across, down = np.subtract.outer(x, x), np.subtract.outer(y, y)
    force = apart / (across * across + down * down + np.float32(0.02))
    push = np.stack([(across * force).sum(axis=1), (down * force).sum(axis=1)], axis=1).astype(np.float64)
    along = point[links.target] - point[links.source]
    pull = along * (_SPRING * np.sqrt(np.minimum(links.weight, 4.0)))[:, None]
    for axis in (0, 1):
        push[:, axis] += np.bincount(links.source, pull[:, axis], links.size)
        push[:, axis] -= np.bincount(links.target, pull[:, axis], links.size)
    return push - point * _PULL


def _apart(point: Floats) -> Floats:
    """Push apart entities whose labels would lie over one another, along the axis where the least push does."""
    size = np.array([_WIDTH, _HEIGHT])
    for _ in range(120):
        x, y = (point / size).astype(np.float32).T
        near = (np.abs(np.subtract.outer(x, x)) < 1) & (np.abs(np.subtract.outer(y, y)) < 1)
        one, other = np.nonzero(np.triu(near, 1))
        if not len(one):
            break
        gap = point[one] - point[other]
        over = size - np.abs(gap)
        sideways = over[:, 0] / _WIDTH < over[:, 1] / _HEIGHT
        for axis, here in ((0, sideways), (1, ~sideways)):
            push = np.where(here, over[:, axis] * np.where(gap[:, axis] < 0, -0.3, 0.3), 0.0)
            point[:, axis] += np.bincount(one, push, len(point)) - np.bincount(other, push, len(point))
    return point
