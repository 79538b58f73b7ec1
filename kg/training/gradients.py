"""What the network learns from a batch: its loss, and the gradient of each weight."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from kg.ner.chain import expected, marginals
from kg.ner.lines import Batch, Floats, Ints
from kg.ner.network import look, lstm

# The two ways through a line know nothing of each other: each has a core.
_pool = ThreadPoolExecutor(2)


def gradients(
    batch: Batch,
    labels: Sequence[Ints],
    weights: dict[str, Floats],
    corpus: str,
    dropout: float,
    random: np.random.Generator,
) -> tuple[float, dict[str, Floats]]:
    """Return the negative log-likelihood a character, and its gradient by each weight that ``corpus`` uses.

    ``labels`` are those of the batch's lines in the order in which they were given; ``dropout`` is the share of inputs and
    of states that are blanked.
    """
    seen, words = look(batch, weights)
    kept_seen = _mask(seen.shape, dropout, random)
    seen *= kept_seen
    tapes: dict[str, list[Any]] = {"forwards": [], "backwards": []}
    both = _pool.map(lambda way: lstm(batch, seen, weights, way, tapes[way]), tapes)
    states = np.concatenate(list(both), axis=1)
    kept_states = _mask(states.shape, dropout, random)
    states *= kept_states
    scores = states @ weights[f"{corpus}.out"] + weights[f"{corpus}.bias"]
    loss, by_score, by_follows = _chain(batch, labels, scores, weights[f"{corpus}.follows"])
    found = {
        f"{corpus}.out": states.T @ by_score,
        f"{corpus}.bias": by_score.sum(axis=0),
        f"{corpus}.follows": by_follows,
    }
    by_state = (by_score @ weights[f"{corpus}.out"].T) * kept_states
    half = states.shape[1] // 2
    parts = {"forwards": by_state[:, :half], "backwards": by_state[:, half:]}
    ways = list(_pool.map(lambda way: _back(batch, seen, parts[way], weights, way, tapes[way], found), parts))
    _looked(batch, (ways[0] + ways[1]) * kept_seen, words, weights, found)
    return loss, found


def _mask(shape: tuple[int, ...], dropout: float, random: np.random.Generator) -> Floats:
    kept = random.random(shape, dtype=np.float32) >= dropout
    return kept.astype(np.float32) / np.float32(1 - dropout)


def _chain(batch: Batch, labels: Sequence[Ints], scores: Floats, follows: Floats) -> tuple[float, Floats, Floats]:
    """Return the loss of the chain of labels, and its gradient by score and by pair: what is expected less what is so."""
    told = np.concatenate([labels[at] for at in batch.order])
    chain = marginals(batch, scores, follows)
    by_score, by_follows = chain.ahead * chain.behind, expected(batch, chain)
    each = np.arange(len(told))
    inside = np.ones(len(told), bool)
    inside[batch.starts] = False
    pairs = told[:-1][inside[1:]], told[1:][inside[1:]]
    loss = chain.total - float(scores[each, told].sum() + follows[pairs].sum())
    by_score[each, told] -= 1
    np.subtract.at(by_follows, pairs, 1)
    size = np.float32(len(told))
    return loss / len(told), by_score / size, by_follows / size


def _back(
    batch: Batch,
    seen: Floats,
    by_read: Floats,
    weights: dict[str, Floats],
    way: str,
    tape: list[Any],
    found: dict[str, Floats],
) -> Floats:
    """Go back through an LSTM; add its weights' gradients to ``found`` and return the gradient of what it saw."""
    inner = weights[f"{way}.inner"]
    size = len(inner)
    by_gates = np.empty((len(seen), 4 * size), np.float32)
    before = np.zeros((len(seen), size), np.float32)
    by_state = np.zeros((len(batch.lengths), size), np.float32)
    by_cell = np.zeros_like(by_state)
    for at, gate, cell, bent in reversed(tape):
        alive = len(at)
        let_in, kept, out, new = (gate[:, part * size : (part + 1) * size] for part in range(4))
        down = by_state[:alive] + by_read[at]
        by_cell[:alive] += down * out * (1 - bent * bent)
        change = by_cell[:alive]
        gates = np.empty_like(gate)
        gates[:, :size] = change * new * let_in * (1 - let_in)
        gates[:, size : 2 * size] = change * cell * kept * (1 - kept)
        gates[:, 2 * size : 3 * size] = down * bent * out * (1 - out)
        gates[:, 3 * size :] = change * let_in * (1 - new * new)
        by_gates[at] = gates
        by_state[:alive] = gates @ inner.T
        by_cell[:alive] = change * kept
    for (_, gate, _, bent), (then, *_) in pairwise(tape):
        before[then] = (gate[:, 2 * size : 3 * size] * bent)[: len(then)]
    found[f"{way}.inner"] = before.T @ by_gates
    found[f"{way}.outer"] = seen.T @ by_gates
    found[f"{way}.bias"] = by_gates.sum(axis=0)
    return by_gates @ weights[f"{way}.outer"].T


def _looked(batch: Batch, by_seen: Floats, words: Floats, weights: dict[str, Floats], found: dict[str, Floats]) -> None:
    """Add the gradients of characters, features and words to ``found``."""
    chars = weights["chars"].shape[1]
    features = chars + weights["features"].shape[1]
    found["chars"] = np.zeros_like(weights["chars"])
    np.add.at(found["chars"], batch.chars, by_seen[:, :chars])
    found["features"] = batch.features.T @ by_seen[:, chars:features]
    told = np.tanh(words @ weights["words"] + weights["words.bias"])
    by_told = by_seen[:, features:] * (1 - told * told)
    found["words"] = words.T @ by_told
    found["words.bias"] = by_told.sum(axis=0)
