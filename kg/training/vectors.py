"""``python -m kg.training.vectors FILE``: make the word vectors that ship from a file of word2vec's binary form.

The shipped ones come from ``words.vector`` of the package synonyms 3.10.2 (MIT), which were learnt on the Chinese Wikipedia.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.ner.vectors import MODEL

_WORD = re.compile("(?=.*[\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z0-9·]{1,8}")
# Of a hundred dimensions the strongest 64 hold three quarters of the variance, in two thirds of the room.
DIMENSIONS = 64


def read(path: Path) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield the words of a word2vec file in its order, the most frequent first, each with its vector."""
    with path.open("rb") as file:
        count, size = map(int, file.readline().split())
        for _ in range(count):
            word = b"".join(iter(lambda: file.read(1), b" "))
            yield word.decode(errors="replace").strip(), np.frombuffer(file.read(4 * size), np.float32)


def make(source: Path, target: Path = MODEL) -> None:
    """Keep the Chinese words of ``source``, their vectors turned to the strongest dimensions and stored as bytes."""
    kept = [(word, vector) for word, vector in read(source) if _WORD.fullmatch(word)]
    vectors = np.stack([vector for _, vector in kept])
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(axis=0)
    strongest, _, _ = np.linalg.svd(vectors.T @ vectors)
    turned = vectors @ strongest[:, :DIMENSIONS]
    turned /= turned.std()
    scale = (np.abs(turned).max(axis=0) / 127).astype(np.float32)
    words = np.frombuffer("\n".join(word for word, _ in kept).encode(), np.uint8)
    np.savez_compressed(target, words=words, table=np.rint(turned / scale).astype(np.int8), scale=scale)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    print(f"{MODEL} written, {MODEL.stat().st_size / 1e6:.1f} MB")
