"""Telling a headline from a row of text that a column cut: neither has a full stop."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.reading import continuation, ends

MODEL = Path(__file__).parent / "model" / "headlines.json"
NAMES = (
    "any",
    "comma",
    "length",
    "stops by pairs",
    "stops",
    "starts",
    "function word",
    "space or dash",
    "figure at the end",
)
# Sentences that may stand behind a full stop.
_BEHIND = ("。他说，这几", "。目前，全市", "。近年来，他", "。在市总工会")
_FUNCTION = frozenset("的了在和与把被将对为是以及等从向由让给到至有")
# A line is taken for a cut row only where this much speaks for it; headlines that are lost cost more.
_CERTAIN = 1.5

Rows = npt.NDArray[np.float32]


def signs(lines: Sequence[str]) -> Rows:
    """Return lines × `NAMES`."""
    model, network = continuation.load(), ends.load()
    stops = network.compare(lines, _BEHIND)[0].mean(axis=1)
    starts = network.compare(["。"], lines)[1]
    found = [
        [
            1.0,
            "，" in line or "," in line,
            len(line) / 10,
            max(-5.0, min(5.0, model.follows(line, "。"))),
            stop,
            start,
            line[-1:] in _FUNCTION,
            any(mark in line.strip() for mark in (" ", "　", "—", "：", "！", "？")),
            line[-1:].isdigit(),
        ]
        for line, stop, start in zip(lines, stops, starts, strict=True)
    ]
    return np.array(found, np.float32).reshape(len(lines), len(NAMES))


def cut_rows(lines: Sequence[str]) -> list[bool]:
    """Return for each line that looks like a headline whether it is a row of text cut short."""
    if not lines:
        return []
    return [bool(score > _CERTAIN) for score in signs(lines) @ weights()]


@cache
def weights() -> Rows:
    """Return the weights that ship, learned by `kg.training.headlines`."""
    stored = json.loads(MODEL.read_text(encoding="utf-8"))
    return np.array([stored.get(name, 0.0) for name in NAMES], np.float32)
