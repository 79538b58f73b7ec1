"""``python -m kg.training.continuation DATA``: train the model of continuation on public text and on our own sentences.

DATA has the folders ``ner`` (JSON Lines with ``text``) and ``segmentation`` (words parted by spaces). The MSRA test set is
measured on elsewhere, and left out here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.reading.continuation import MODEL, train
from kg.reading.repair import repair
from kg.training import ordered
from kg.training.corpora import own


def texts(data: Path) -> Iterator[str]:
    """Yield the sentences of the public sets, repaired as pages are, and our own, but for articles that joining needs unknown."""
    for path in sorted((data / "ner").glob("*.jsonl")):
        if not path.name.startswith("msra.test"):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield repaired(json.loads(line)["text"])
    for path in sorted((data / "segmentation").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield repaired("".join(line.split()))
    unknown = {line for text in ordered.own() if ordered.held_out(text) or ordered.for_joins(text) for line in text}
    for sentence in own():
        if sentence.text not in unknown:
            yield repaired(sentence.text)


def words(data: Path) -> Iterator[str]:
    """Yield the words of the segmented sets."""
    for path in sorted((data / "segmentation").glob("*.txt")):
        yield from path.read_text(encoding="utf-8").split()


def repaired(text: str) -> str:
    """Return a text repaired as pages are."""
    return repair(text, 0, len(text)).text


if __name__ == "__main__":
    train(texts(Path(sys.argv[1])), words(Path(sys.argv[1])))
    print(f"{MODEL} written, {MODEL.stat().st_size / 1e6:.1f} MB")
