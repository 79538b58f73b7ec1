"""The network: characters, lists and word vectors, read by an LSTM in both directions; a linear-chain CRF chooses labels.

What characters mean is shared by all the sets that it is trained on; each set has labels and a last layer of its own, so
that conventions which differ do not disturb each other. All is NumPy, and one line comes out alike whatever stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.ner import vectors
from kg.ner.lines import Batch, Floats, Line, encode

# What may not follow what, as a score.
_NEVER = np.float32(-1e4)


class Network:
    """``weights`` by name; ``chars``, ``features`` and ``labels`` (by set) say what the numbers stand for."""

    def __init__(
        self, weights: dict[str, Floats], chars: str, features: Sequence[str], labels: dict[str, list[str]]
    ) -> None:
        self.weights, self.chars, self.features, self.labels = weights, chars, list(features), labels
        # Number 0 is the unknown character.
        self._char = {char: at for at, char in enumerate(chars, 1)}
        self._feature = {feature: at for at, feature in enumerate(features)}

    @classmethod
    def load(cls, path: Path) -> Network:
        """Return the network stored in ``path``."""
        with np.load(path) as stored:
            told = json.loads(stored["told"].tobytes())
            weights = {name: stored[name].astype(np.float32) for name in stored.files if name != "told"}
        return cls(weights, **told)

    def save(self, path: Path) -> None:
        """Store the network, its weights as 16-bit floats: what is read back labels alike."""
        told = {"chars": self.chars, "features": self.features, "labels": self.labels}
        stored: dict[str, Any] = {name: weight.astype(np.float16) for name, weight in self.weights.items()}
        stored["told"] = np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)
        with path.open("wb") as file:
            np.savez_compressed(file, **stored)

    def encode(self, text: str, words: Sequence[str]) -> Line:
        """Return a line in the network's numbers."""
        return encode(text, words, self._char, self._feature)

    def batch(self, lines: Sequence[Line]) -> Batch:
        """Put lines together."""
        return Batch(lines, len(self.features), len(vectors.load().table))

    def tag(self, lines: Sequence[Line], corpus: str) -> list[tuple[list[str], Floats]]:
        """Return for each line its labels by the conventions of ``corpus``, and how likely each of them is (0 to 1)."""
        if not lines:
            return []
        batch = self.batch(lines)
        names = self.labels[corpus]
        scores = read(batch, self.weights) @ self.weights[f"{corpus}.out"] + self.weights[f"{corpus}.bias"]
        follows = self.weights[f"{corpus}.follows"] + self._forbidden[corpus]
        scores[batch.starts] += self._unopened[corpus]
        best, (likely, _, _) = viterbi(batch, scores, follows), marginals(batch, scores, follows)
        answers: dict[int, tuple[list[str], Floats]] = {}
        for at, start, length in zip(batch.order, batch.starts, batch.lengths, strict=True):
            line = slice(start, start + length)
            answers[at] = [names[label] for label in best[line]], likely[line][np.arange(length), best[line]]
        return [answers[at] for at in range(len(lines))]

    @cached_property
    def _forbidden(self) -> dict[str, Floats]:
        """An I stands behind a B or I of its own type only."""
        return {
            corpus: np.array([[_NEVER * (b[0] == "I" and a[1:] != b[1:]) for b in names] for a in names], np.float32)
            for corpus, names in self.labels.items()
        }

    @cached_property
    def _unopened(self) -> dict[str, Floats]:
        return {
            corpus: np.array([_NEVER * (name[0] == "I") for name in names], np.float32)
            for corpus, names in self.labels.items()
        }


def look(batch: Batch, weights: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Return what is known of each character before any reading, and the part of it that the words say."""
    words = (batch.words @ vectors.load().table).reshape(len(batch.chars), -1)
    told = np.tanh(words @ weights["words"] + weights["words.bias"])
    return np.concatenate([weights["chars"][batch.chars], batch.features @ weights["features"], told], axis=1), words


def read(batch: Batch, weights: dict[str, Floats]) -> Floats:
    """Return characters × states: what the text before and behind says of each character."""
    seen, _ = look(batch, weights)
    return np.concatenate([lstm(batch, seen, weights, way) for way in ("forwards", "backwards")], axis=1)


def lstm(batch: Batch, seen: Floats, weights: dict[str, Floats], way: str, tape: list[Any] | None = None) -> Floats:
    """Run an LSTM over each line; ``tape`` is given what its training needs of each step: gates, cells before and behind."""
    inner = weights[f"{way}.inner"]
    size = len(inner)
    gates = seen @ weights[f"{way}.outer"] + weights[f"{way}.bias"]
    state = np.zeros((len(batch.lengths), size), np.float32)
    cell = np.zeros_like(state)
    read = np.empty((len(seen), size), np.float32)
    for time, alive in enumerate(batch.alive):
        at = batch.step(time, way == "backwards")
        gate = gates[at] + state[:alive] @ inner
        # Input, forget and output gates are logistic (by way of tanh, which does not overflow), the last is tanh.
        gate[:, : 3 * size] *= 0.5
        np.tanh(gate, out=gate)
        gate[:, : 3 * size] = gate[:, : 3 * size] * 0.5 + 0.5
        before = cell[:alive].copy()
        cell[:alive] = gate[:, size : 2 * size] * before + gate[:, :size] * gate[:, 3 * size :]
        bent = np.tanh(cell[:alive])
        state[:alive] = gate[:, 2 * size : 3 * size] * bent
        read[at] = state[:alive]
        if tape is not None:
            tape.append((at, gate, before, bent))
    return read


def viterbi(batch: Batch, scores: Floats, follows: Floats) -> NDArray[np.int64]:
    """Return the best sequence of labels of each line, one label a character of the batch."""
    best = scores[batch.step(0)]
    came: list[NDArray[np.int64]] = []
    for time, alive in enumerate(batch.alive[1:], 1):
        ways = best[:alive, :, None] + follows
        came.append(ways.argmax(axis=1))
        best[:alive] = np.take_along_axis(ways, came[-1][:, None], axis=1)[:, 0] + scores[batch.step(time)]
    label = best.argmax(axis=1)
    chosen = np.empty(len(scores), np.int64)
    for time in range(len(batch.alive) - 1, -1, -1):
        alive = batch.alive[time]
        chosen[batch.step(time)] = label[:alive]
        if time:
            label[:alive] = came[time - 1][np.arange(alive), label[:alive]]
    return chosen


def marginals(batch: Batch, scores: Floats, follows: Floats) -> tuple[Floats, Floats, float]:
    """Return the probability of each label at each character, the expected count of each pair, and log Z over all lines."""
    top = scores.max(axis=1, keepdims=True)
    likely, pairs = np.exp(scores - top), np.exp(follows)
    ahead, behind = np.empty_like(likely), np.ones_like(likely)
    norms = np.empty(len(scores), np.float32)
    for time, alive in enumerate(batch.alive):
        at = batch.step(time)
        ahead[at] = likely[at] * (ahead[batch.step(time - 1)[:alive]] @ pairs if time else 1)
        norms[at] = ahead[at].sum(axis=1)
        ahead[at] /= norms[at][:, None]
    expected = np.zeros_like(pairs)
    for time in range(len(batch.alive) - 2, -1, -1):
        at, then = batch.step(time)[: batch.alive[time + 1]], batch.step(time + 1)
        onward = likely[then] * behind[then] / norms[then][:, None]
        behind[at] = onward @ pairs.T
        expected += ahead[at].T @ onward
    return ahead * behind, expected * pairs, float((np.log(norms) + top[:, 0]).sum())
