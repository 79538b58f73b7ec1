"""``python -m kg.training.ends DATA PAPER``: train the network that says which beginning goes on behind which end.

DATA has the folders ``ner`` and ``segmentation`` of the public sets, PAPER is as for `kg.training.assembly`. Learned from is
running text cut at any place: of some hundred ends and beginnings, each end must find its own beginning, and each beginning
its end. The MSRA test set is measured on elsewhere, and left out, as are the articles that joining is learned from or measured on.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.reading.ends import HASHES, MODEL, PAIRS, WIDTH, hashed
from kg.training import continuation, ordered
from kg.training.corpora import WIDE

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# A clause of so many characters stands in one text alone.
_CLAUSE = 8
# A rarer character is unknown to the network.
_SEEN = 5
_LETTER, _PAIR, _HIDDEN, _OUT = 32, 16, 384, 128
_BATCH, _STEPS, _RATE = 640, 14_000, 4e-3

# Our own articles are read so often, for the others are older and of other matters.
_TIMES = 4
# So many cuts of a batch stand together, each two random steps of up to so many characters behind one place.
_NEAR, _AROUND = 8, 400

Rows = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int64]
Side = dict[str, Rows]


def texts(data: Path, paper: Path) -> Iterator[str]:
    """Yield running text: neighbouring sentences of the sets that keep their order, single ones of the others, articles."""
    printed, own = list(ordered.printed(paper)), list(ordered.own())
    kept = {
        clause
        for text in (*ordered.public(data), *printed, *own)
        if _kept(text)
        for line in text
        for clause in _clauses(line)
    }

    def known(line: str) -> bool:
        return any(clause in kept for clause in _clauses(line))

    for name in ordered.ORDERED:
        lines = [
            "".join(line.split()).translate(WIDE)
            for line in (data / "segmentation" / f"{name}.txt").read_text("utf-8").splitlines()
        ]
        lines = [line for line in lines if not known(line)]
        yield from ("".join(lines[at : at + 4]) for at in range(0, len(lines), 4))
    yield from (line for line in continuation.texts(data) if not known(line))
    yield from ("".join(text[1:]) for text in (*printed, *(own * _TIMES)) if not _kept(text))


def _kept(text: ordered.Text) -> bool:
    """Whether an article is left out here."""
    return ordered.held_out(text) or ordered.for_joins(text)


def _clauses(line: str) -> list[str]:
    return [clause for clause in re.split("[。，]", line.translate(WIDE)) if len(clause) >= _CLAUSE]


def train(running: Iterator[str], path: Path = MODEL, steps: int = _STEPS, seed: int = 0) -> None:
    """Train on running text and write the model."""
    cleaned = [_NUMBER.sub("0", "".join(continuation.repaired(text).split())) for text in running]
    counts = Counter(char for text in cleaned for char in text)
    letters = "".join(sorted(char for char, count in counts.items() if count >= _SEEN))
    stream, cuts = _stream(cleaned, letters)
    chance = np.random.default_rng(seed)
    sides = {"before": _side(chance, len(letters)), "behind": _side(chance, len(letters))}
    adam = {name: _Adam(side) for name, side in sides.items()}
    around = np.arange(WIDTH)
    for step in range(steps):
        # Half of a batch are cuts near one another: on a page, what competes is of the same article.
        near = chance.integers(len(cuts), size=_BATCH // (2 * _NEAR))[:, None] + chance.integers(
            _AROUND, size=(1, _NEAR)
        )
        near = (near + chance.integers(_AROUND, size=near.shape)) % len(cuts)
        at = cuts[np.concatenate([near.ravel(), chance.integers(len(cuts), size=_BATCH - near.size)])][:, None]
        before, behind = stream[at - WIDTH + around], stream[at + around]
        rate = _RATE * min(1.0, 10 * step / steps, 1.25 * (1 - step / steps) + 0.01)
        _step(sides, adam, before, behind, rate)
    columns = {
        f"{name} {part}": table.astype(np.float16) for name, side in sides.items() for part, table in side.items()
    }
    columns["letters"] = np.frombuffer(letters.encode("utf-32-le"), dtype="uint8")
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **columns)  # type: ignore[arg-type]


def _stream(cleaned: list[str], letters: str) -> tuple[Codes, Codes]:
    """Return all texts as codes one behind another, padded, and the places at which they can be cut."""
    codes = {letter: code for code, letter in enumerate(letters, 2)}
    stream, cuts = [0] * WIDTH, list[int]()
    for text in cleaned:
        cuts += range(len(stream) + 2, len(stream) + len(text) - 1)
        stream += [codes.get(char, 1) for char in text]
        stream += [0] * WIDTH
    return np.array(stream), np.array(cuts)


def _side(chance: np.random.Generator, letters: int) -> Side:
    width = WIDTH * _LETTER + PAIRS * _PAIR
    shapes = {
        "letters": (letters + 2, _LETTER),
        "pairs": (HASHES, _PAIR),
        "hidden": (width, _HIDDEN),
        "out": (_HIDDEN, _OUT),
    }
    scale = {"letters": 0.3, "pairs": 0.1, "hidden": width**-0.5, "out": _HIDDEN**-0.5}
    side = {name: (chance.standard_normal(shape) * scale[name]).astype(np.float32) for name, shape in shapes.items()}
    return side | {"hidden bias": np.zeros(_HIDDEN, np.float32), "out bias": np.zeros(_OUT, np.float32)}


def _step(sides: dict[str, Side], adam: dict[str, _Adam], before: Codes, behind: Codes, rate: float) -> None:
    """Learn from one batch: raise each true product against those of its row, and against those of its column."""
    inputs = {"before": (before, hashed(before, True)), "behind": (behind, hashed(behind, False))}
    layers = {name: _forward(sides[name], *inputs[name]) for name in sides}
    one, other = layers["before"][2], layers["behind"][2]
    scores = one @ other.T
    both = _softmax(scores, 1) + _softmax(scores, 0) - 2 * np.eye(len(scores), dtype=np.float32)
    slope = np.asarray(both / len(scores), np.float32)
    for name, given in (("before", slope @ other), ("behind", slope.T @ one)):
        adam[name].move(sides[name], _backward(sides[name], inputs[name], layers[name], given), rate)


def _softmax(scores: Rows, axis: int) -> Rows:
    grown = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.asarray(grown / grown.sum(axis=axis, keepdims=True), np.float32)


def _forward(side: Side, codes: Codes, pairs: Codes) -> tuple[Rows, Rows, Rows]:
    count = len(codes)
    flat = np.concatenate([side["letters"][codes].reshape(count, -1), side["pairs"][pairs].reshape(count, -1)], axis=1)
    hidden = np.maximum(flat @ side["hidden"] + side["hidden bias"], 0)
    return flat, hidden, hidden @ side["out"] + side["out bias"]


def _backward(side: Side, inputs: tuple[Codes, Codes], layers: tuple[Rows, Rows, Rows], given: Rows) -> Side:
    flat, hidden, _ = layers
    inner = (given @ side["out"].T) * (hidden > 0)
    below = inner @ side["hidden"].T
    found = {"out": hidden.T @ given, "out bias": given.sum(0), "hidden": flat.T @ inner, "hidden bias": inner.sum(0)}
    edge = WIDTH * _LETTER
    for name, codes, part in (("letters", inputs[0], below[:, :edge]), ("pairs", inputs[1], below[:, edge:])):
        found[name] = np.zeros_like(side[name])
        np.add.at(found[name], codes.ravel(), part.reshape(codes.size, -1))
    return found


class _Adam:
    """The moments of each table of a side."""

    def __init__(self, side: Side) -> None:
        self._mean = {name: np.zeros_like(table) for name, table in side.items()}
        self._square = {name: np.zeros_like(table) for name, table in side.items()}
        self._steps = 0

    def move(self, side: Side, slopes: Side, rate: float) -> None:
        self._steps += 1
        for name, slope in slopes.items():
            mean, square = self._mean[name], self._square[name]
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            size = np.sqrt(square / (1 - 0.999**self._steps)) + 1e-8
            side[name] -= np.float32(rate / (1 - 0.9**self._steps)) * mean / size


if __name__ == "__main__":
    train(texts(Path(sys.argv[1]), Path(sys.argv[2])))
    print(f"{MODEL} written, {MODEL.stat().st_size / 1e6:.1f} MB")
