"""A model of what follows what: how likely one stretch of text goes on with another, from character trigrams."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

MODEL = Path(__file__).parent / "model" / "continuation.npz"
_START = "^^"
_OPENING_MARKS = re.compile(r"^[“‘《（]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”’）]*")
# Rarer pairs and triples than this are left out of the model: they double its size and change no join.
_PAIRS, _TRIPLES, _WORDS = 2, 3, 2
# How many sightings weigh as much as none: the larger, the less a rare character says.
_PRIOR = 2.0
# Past this, a beginning is not odder.
_ODDEST = -3.0
# The bits of a code point, and the one that stands for no character.
_BITS, _NONE = 21, "\0"

Codes = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


class Continuation:
    """Associations of neighbouring characters: how much oftener they stand together than chance would have it.

    What is too rare for chance to say anything scores near 0, so that an unknown name is no evidence either way.
    """

    def __init__(
        self, single: dict[str, int], pairs: dict[str, int], triples: dict[str, int], words: dict[str, int]
    ) -> None:
        self._counts = single | pairs | triples
        self._words = frozenset(words)
        self._total = sum(single.values())
        self._counts["^"] = sum(count for pair, count in pairs.items() if pair[0] == "^")
        self._counts["^^"] = self._counts["^"]
        self._unseen = log(self._total)

    def follows(self, before: str, after: str) -> float:
        """Return how well ``after`` goes on behind ``before``, as a sum of log ratios; below 0 it hardly does."""
        return self.meet(last_two(before), first_two(after))

    def meet(self, tail: str, head: str) -> float:
        """Return the same for the last two and first two characters alone, as `last_two` and `first_two` give them."""
        score = self._association(tail[1], head[:1]) + self._association(tail, head[:1])
        return score + (self._association(tail[1] + head[:1], head[1:2]) if len(head) > 1 else 0.0)

    def starts(self, text: str) -> float:
        """Return the same for ``text`` at the beginning of a sentence."""
        return self.follows(_START, text)

    def odd(self, text: str) -> float:
        """Return how little ``text`` looks like the beginning of a sentence, as a score below 0, or 0 where a word begins it."""
        head = _OPENING_MARKS.sub("", text[:12])
        if any(head[:length] in self._words for length in (4, 3, 2)):
            return 0.0
        return max(_ODDEST, min(0.0, self.starts(text)))

    def rarities(self, terms: Codes) -> Scores:
        """Return the information of each term in nats, a term of up to three characters a row of their code points."""
        found = self._sightings(_keys(terms))
        return np.asarray(np.where(found > 0, log(self._total) - np.log(found + 1), self._unseen))

    def meetings(self, tails: Sequence[str], heads: Sequence[str]) -> Scores:
        """Return tails × heads: `meet` of each with each."""
        two = [_codes([text[:2].ljust(2, _NONE) for text in texts]) for texts in (tails, heads)]
        (first, last), (head, second) = two[0].T[:, :, None], two[1].T[:, None, :]
        score = self._associations(last, head) + self._associations(first << _BITS | last, head)
        return np.asarray(score + np.where(second > 0, self._associations(last << _BITS | head, second), 0.0))

    def _associations(self, before: Codes, char: Codes) -> Scores:
        expected = self._sightings(before) * self._sightings(char) / self._total
        return np.asarray(np.log((self._sightings(before << _BITS | char) + _PRIOR) / (expected + _PRIOR)))

    def _sightings(self, keys: Codes) -> Scores:
        """Return how often what has these keys was counted."""
        known, counts = self._table
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[at] == keys, counts[at], 0.0)

    @cached_property
    def _table(self) -> tuple[Codes, Scores]:
        """The keys of what was counted, rising, and the counts."""
        keys, counts = list[Codes](), list[int]()
        for length in (1, 2, 3):
            texts = [text for text in self._counts if len(text) == length]
            keys.append(_keys(_codes(texts).reshape(-1, length)))
            counts += [self._counts[text] for text in texts]
        order = np.argsort(np.concatenate(keys))
        return np.concatenate(keys)[order], np.array(counts, np.float64)[order]

    def _association(self, before: str, char: str) -> float:
        expected = self._counts.get(before, 0) * self._counts.get(char, 0) / self._total
        return log((self._counts.get(before + char, 0) + _PRIOR) / (expected + _PRIOR))


def _codes(texts: Sequence[str]) -> Codes:
    """Return texts of one length as rows of code points."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    return codes.reshape(len(texts), -1) if texts else codes.reshape(0, 2)


def _keys(codes: Codes) -> Codes:
    """Return a number for each row of code points, no two the same."""
    found = codes[:, 0]
    for column in codes.T[1:]:
        found = found << _BITS | column
    return found


def last_two(text: str) -> str:
    """Return the last two characters, a number counting as one."""
    return _NUMBER.sub("0", text[-12:])[-2:].rjust(2, "^")


def first_two(text: str) -> str:
    """Return the first two characters, a number counting as one."""
    return _NUMBER.sub("0", text[:12])[:2]


@cache
def load(path: Path = MODEL) -> Continuation:
    """Return the model that ships."""
    with np.load(path) as stored:
        tables = [
            dict(
                zip(
                    stored[f"{name}_text"].tobytes().decode("utf-32-le").split("\n"),
                    stored[f"{name}_count"].tolist(),
                    strict=True,
                )
            )
            for name in ("single", "pairs", "triples", "words")
        ]
    return Continuation(*tables)


def train(texts: Iterable[str], words: Iterable[str], path: Path = MODEL) -> None:
    """Count the trigrams of ``texts`` (a paragraph or sentence each) and ``words``, and write the model."""
    counts: list[Counter[str]] = [
        Counter(),
        Counter(),
        Counter(),
        Counter(word for word in words if 2 <= len(word) <= 4),
    ]
    for text in texts:
        for sentence in _SENTENCE.findall(_NUMBER.sub("0", text.replace("\n", ""))):
            padded = _START + sentence
            counts[0].update(sentence)
            counts[1].update(map("".join, pairwise(padded[1:])))
            counts[2].update(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = {}
    for name, table, least in zip(
        ("single", "pairs", "triples", "words"), counts, (1, _PAIRS, _TRIPLES, _WORDS), strict=True
    ):
        kept = sorted(gram for gram, count in table.items() if count >= least)
        columns[f"{name}_text"] = np.frombuffer("\n".join(kept).encode("utf-32-le"), dtype="uint8")
        columns[f"{name}_count"] = np.array([table[gram] for gram in kept], dtype="uint32")
    np.savez_compressed(path, **columns)  # type: ignore[arg-type]
