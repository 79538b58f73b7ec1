"""``python -m kg.training.headlines DATA PAPER``: learn to tell headlines from rows of text that columns cut.

DATA and PAPER are as for `kg.training.ends`; learned from are the articles that joining is learned from.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from kg.reading.headlines import MODEL, NAMES, signs
from kg.reading.lines import kind_of
from kg.training.jumbling import rows
from kg.training.ordered import Text, for_joins, own, printed, public


def lines(texts: Iterable[Text], seed: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield lines that look like headlines, and whether they are what a column left of a paragraph."""
    chance = random.Random(seed)
    for headline, *paragraphs in texts:
        if kind_of(headline, 0) == "headline":
            yield headline, False
        for paragraph in paragraphs:
            printed = rows(paragraph, chance.randint(13, 22))
            count = chance.randint(1, 3)
            for part in ("".join(printed[:count]), "".join(printed[-count:])):
                if part != paragraph and kind_of(part, 0) == "headline":
                    yield part, True


def learn(found: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Return the weights of a logistic regression, headlines and rows counting the same."""
    listed = list(found)
    x = signs([line for line, _ in listed]).astype(np.float64)
    y = np.array([row for _, row in listed])
    share = np.where(y, 0.5 / max(1, y.sum()), 0.5 / max(1, (~y).sum())) * len(y)

    def loss(
        w: np.ndarray[tuple[int], np.dtype[np.float64]],
    ) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        scores = x @ w
        slope = share * (1 / (1 + np.exp(-np.clip(scores, -30, 30))) - y)
        return float((share * (np.logaddexp(0, scores) - y * scores)).sum() + 0.5 * w @ w), x.T @ slope + w

    weights = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 4) for name, value in zip(NAMES, weights, strict=True)}


def main(data: Path, paper: Path) -> None:
    """Learn and write the weights that ship."""
    texts = [text for text in (*own(), *public(data), *printed(paper)) if for_joins(text)]
    MODEL.write_text(json.dumps(learn(lines(texts)), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{MODEL} written")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
