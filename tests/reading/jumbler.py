"""Pages out of order, made from articles of our own writing: cut into pieces, the pieces shuffled as columns shuffle them."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Jumble:
    """A page, and which line is followed by which in the articles that were cut: ``joins`` are pairs of line numbers."""

    text: str
    joins: tuple[tuple[int, int], ...]
    pieces: int


def whole_articles() -> list[list[str]]:
    """Return the paragraphs of each sample article that stands on its page in one run and has text enough to be cut."""
    found = []
    for table in sorted((ROOT / "tests" / "gold").glob("*.articles.tsv")):
        stem = table.name.removesuffix(".articles.tsv")
        lines = (ROOT / "kg" / "samples" / f"{stem}.txt").read_text(encoding="utf-8").split("\n")
        runs = list(csv.reader(table.open(encoding="utf-8"), delimiter="\t"))
        for name, _, first, last, _ in runs:
            alone = sum(row[0] == name for row in runs) == 1 and name not in ("x", "dup")
            block = lines[int(first) - 1 : int(last)]
            paragraphs = _paragraphs(block)
            if alone and sum(map(len, paragraphs)) > 300 and not any("上接" in one for one in paragraphs):
                found.append(paragraphs)
    return found


def _paragraphs(lines: list[str]) -> list[str]:
    """Return paragraphs: lines parted by empty ones, or, on pages without them, by lines that stop short."""
    result: list[str] = []
    fresh = True
    for line in lines:
        if not line.strip():
            fresh = True
            continue
        if fresh or not result:
            result.append(line.strip())
        else:
            result[-1] += line.strip()
        fresh = len(line.strip()) < 20 or (line.rstrip()[-1] in "。”" and len(line.strip()) < 24)
    return result


def jumble(articles: list[list[str]], pieces: int, seed: int) -> Jumble:
    """Return a page of ``articles``, each cut into ``pieces``, mostly in mid-sentence, and shuffled.

    An article's first piece, with its headline, stays before the others of the page's order as often as not.
    """
    chance = random.Random(seed)
    cut = [
        (number, order, piece)
        for number, article in enumerate(articles)
        for order, piece in enumerate(_cut(article, pieces, chance))
    ]
    chance.shuffle(cut)
    lines: list[str] = []
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for number, order, piece in cut:
        first = len(lines) + 1
        for paragraph in piece:
            lines += [paragraph, ""]
        ends[number, order] = (first, len(lines) - 1)
    joins = tuple((ends[key][1], ends[key[0], key[1] + 1][0]) for key in sorted(ends) if (key[0], key[1] + 1) in ends)
    # What happens to stand in its order already is no test of joining.
    joins = tuple((before, after) for before, after in joins if after != before + 2)
    return Jumble("\n".join(lines), joins, pieces)


def _cut(article: list[str], pieces: int, chance: random.Random) -> list[list[str]]:
    """Cut an article at about even places, seven times of ten inside a sentence."""
    total = sum(map(len, article))
    targets = [total * at // pieces + chance.randint(-20, 20) for at in range(1, pieces)]
    result: list[list[str]] = [[]]
    passed = 0
    for paragraph in article:
        start = 0
        while targets and targets[0] < passed + len(paragraph):
            at = targets.pop(0) - passed
            inside = len(paragraph) >= 40 and chance.random() < 0.7 and at - start > 12 and at < len(paragraph) - 12
            if inside:
                result[-1].append(paragraph[start:at])
                result.append([])
                start = at
            elif result[-1] and start == 0:
                result.append([])
        result[-1].append(paragraph[start:])
        passed += len(paragraph)
    return [piece for piece in result if piece]
