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

from kg.ner import vectors
from kg.ner.chain import marginals, spans, viterbi
from kg.ner.lines import Batch, Floats, Line, encode

Found = tuple[int, int, str, float]
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

    def tag(self, lines: Sequence[Line], corpus: str) -> list[list[Found]]:
        """Return for each line its names by the conventions of ``corpus``: start, end, type, and how likely it is just that."""
        if not lines:
            return []
        batch = self.batch(lines)
        names = self.labels[corpus]
        scores = read(batch, self.weights) @ self.weights[f"{corpus}.out"] + self.weights[f"{corpus}.bias"]
        follows = self.weights[f"{corpus}.follows"] + self._forbidden[corpus]
        scores[batch.starts] += self._unopened[corpus]
        best, chain = viterbi(batch, scores, follows), marginals(batch, scores, follows)
        inside = np.array([name[0] == "I" for name in names])
        answers: dict[int, list[Found]] = {}
        for at, start, length in zip(batch.order, batch.starts, batch.lengths, strict=True):
            labels = best[start : start + length]
            answers[at] = [
                (begin, end, kind, chain.probability(start, labels, begin, end, inside))
                for begin, end, kind in spans([names[label] for label in labels])
            ]
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
