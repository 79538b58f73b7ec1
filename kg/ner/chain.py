"""The chain of labels over a line: the best one, how likely a name in it is, and the names that labels delimit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.ner.lines import Batch, Floats

# What keeps a division from one by nothing.
_LEAST = np.float32(1e-30)


def viterbi(batch: Batch, scores: Floats, follows: Floats) -> NDArray[np.int64]:
    """Return the best sequence of labels of each line, one label a character of the batch."""
    best = scores[batch.step(0)]
    came: list[NDArray[np.int64]] = []
    for time, alive in enumerate(batch.alive[1:], 1):
        ways = best[:alive, :, None] + follows
        came.append(ways.argmax(axis=1))
        best[:alive] = ways.max(axis=1) + scores[batch.step(time)]
    label = best.argmax(axis=1)
    chosen = np.empty(len(scores), np.int64)
    for time in range(len(batch.alive) - 1, -1, -1):
        alive = batch.alive[time]
        chosen[batch.step(time)] = label[:alive]
        if time:
            label[:alive] = came[time - 1][np.arange(alive), label[:alive]]
    return chosen


@dataclass(frozen=True, slots=True)
class Chain:
    """What the forward and the backward pass find: characters × labels, the scores of pairs as factors, and log Z over all lines."""

    ahead: Floats
    behind: Floats
    likely: Floats
    norms: Floats
    pairs: Floats
    total: float

    def probability(
        self, start: int, labels: NDArray[np.int64], begin: int, end: int, inside: NDArray[np.bool_]
    ) -> float:
        """Return how likely a line that begins at ``start`` has exactly this name: these labels from begin to end, no I behind."""
        first = labels[begin]
        sure = float(self.ahead[start + begin, first] * self.behind[start + begin, first])
        for at in range(begin + 1, end):
            sure *= float(self._next(start + at, labels[at - 1])[labels[at]])
        if end < len(labels):
            sure *= 1 - float(self._next(start + end, labels[end - 1])[inside].sum())
        return sure

    def _next(self, at: int, before: int) -> Floats:
        """Return the probability of each label of a character, given that of the character before it."""
        onward: Floats = self.pairs[before] * self.likely[at] * self.behind[at]
        share: Floats = onward / max(onward.sum(), _LEAST)
        return share


def marginals(batch: Batch, scores: Floats, follows: Floats) -> Chain:
    """Return the probabilities of a chain of labels over each line."""
    top = scores.max(axis=1, keepdims=True)
    likely, pairs = np.exp(scores - top), np.exp(follows)
    ahead, behind = np.empty_like(likely), np.ones_like(likely)
    norms = np.empty(len(scores), np.float32)
    for time, alive in enumerate(batch.alive):
        at = batch.step(time)
        ahead[at] = likely[at] * (ahead[batch.step(time - 1)[:alive]] @ pairs if time else 1)
        norms[at] = ahead[at].sum(axis=1)
        ahead[at] /= norms[at][:, None]
    for time in range(len(batch.alive) - 2, -1, -1):
        at, then = batch.step(time)[: batch.alive[time + 1]], batch.step(time + 1)
        behind[at] = (likely[then] * behind[then] / norms[then][:, None]) @ pairs.T
    return Chain(ahead, behind, likely, norms, pairs, float((np.log(norms) + top[:, 0]).sum()))


def expected(batch: Batch, chain: Chain) -> Floats:
    """Return how often each label is to be expected behind each other."""
    counts = np.zeros_like(chain.pairs)
    for time in range(len(batch.alive) - 1):
        at, then = batch.step(time)[: batch.alive[time + 1]], batch.step(time + 1)
        counts += chain.ahead[at].T @ (chain.likely[then] * chain.behind[then] / chain.norms[then][:, None])
    return counts * chain.pairs


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return start, end and type of the spans that a sequence of BIO labels delimits.

    >>> spans(["B-ORG", "I-ORG", "O", "B-PERSON"])
    [(0, 2, 'ORG'), (3, 4, 'PERSON')]
    """
    found: list[tuple[int, int, str]] = []
    begin = -1
    for at, label in enumerate([*labels, "O"]):
        if begin >= 0 and (label[0] != "I" or label[2:] != labels[begin][2:]):
            found.append((begin, at, labels[begin][2:]))
            begin = -1
        if label != "O" and begin < 0:
            begin = at
    return found
