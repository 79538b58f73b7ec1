"""Pages out of order, made from whole articles: cut into pieces as columns cut them, the pieces strewn over the page."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.training.ordered import Text

# Where a line belongs: the number of its article and its place in it.
Place = tuple[int, int]


@dataclass(frozen=True)
class Jumble:
    """A page, and where each of its printed lines belongs, by the offset at which the line starts."""

    text: str
    places: dict[int, Place]


@dataclass(frozen=True)
class Disorder:
    """How a page is broken.

    ``order`` is the share of articles whose pieces keep their order on the page, others between them; ``lost`` the share of
    cuts at which text is missing; ``inner`` of rows at which a column ends without tearing the article apart; ``beheaded`` of
    articles whose headline is not on the page; ``torn`` of those whose headline is torn from the text; ``taken_up`` of those
    that begin on another page; ``divided`` of those that a subheading divides; ``gone`` of cuts at which whole rows are missing;
    ``spaced`` of pages on which OCR left a space where a row ended.
    """

    order: float = 0.5
    lost: float = 0.0
    inner: float = 0.0
    beheaded: float = 0.0
    torn: float = 0.0
    taken_up: float = 0.0
    divided: float = 0.0
    gone: float = 0.0
    spaced: float = 0.0


# As the pages of newspapers are: measured on none, but every kind of break that was seen is there.
PAGES = Disorder(0.5, 0.15, 0.03, 0.15, 0.15, 0.2, 0.25, 0.2, 0.35)
# A column is so many characters wide.
_WIDTH = (13, 22)
# Where ends of rows leave a space: half of the articles are as wide as the page's columns, others of any width, and some change
# it on the way; so many ends of rows leave none, and so many rows have one amid them.
_COLUMNS, _ANY, _USUAL, _CHANGED, _NONE, _AMID = (13, 30), (13, 40), 0.5, 0.2, 0.1, 0.1
# So many rows are missing where rows are.
_GONE = (1, 6)


def jumble(texts: Sequence[Text], pieces: Sequence[int], seed: int, disorder: Disorder = PAGES) -> Jumble:
    """Return a page of ``texts``, the first cut into ``pieces[0]`` pieces, and so on; the same seed gives the same page."""
    chance, press = random.Random(seed), _Press(seed, disorder)
    columns = [
        _strewn(_cut(*_dressed(text, chance, disorder), count, chance, disorder, press), chance, disorder)
        for text, count in zip(texts, pieces, strict=True)
    ]
    lines = list[tuple[str, Place]]()
    last = -1
    while any(columns):
        waiting = [at for at, column in enumerate(columns) if column]
        # Two pieces of an article that stand together in their order are one piece: another comes between, where there is one.
        last = chance.choice([at for at in waiting if at != last] or waiting)
        lines += [(text, (last, place)) for text, place in columns[last].pop(0)]
    offsets = accumulate((len(text) + 2 for text, _ in lines), initial=0)
    return Jumble(
        "\n\n".join(text for text, _ in lines),
        {offset: place for offset, (_, place) in zip(offsets, lines, strict=False)},
    )


class _Press:
    """How a page is set in columns, and whether OCR left a space where a row ended, which tells how wide they are."""

    def __init__(self, seed: int, disorder: Disorder) -> None:
        # Of its own: whether rows are told changes nothing else of a page.
        self._chance = random.Random(f"press {seed}")
        self._spaced = self._chance.random() < disorder.spaced
        self._columns = self._chance.randint(*_COLUMNS)

    def widths(self, paragraphs: int, usual: int) -> list[int]:
        """Return how wide the column of each paragraph of an article is."""
        if not self._spaced:
            return [usual] * paragraphs
        chance = self._chance
        one, other = (self._columns if chance.random() < _USUAL else chance.randint(*_ANY) for _ in range(2))
        since = chance.randrange(paragraphs + 1) if chance.random() < _CHANGED else paragraphs
        return [one] * since + [other] * (paragraphs - since)

    def joined(self, before: str, row: str) -> str:
        """Return a row put to those before it."""
        if not self._spaced:
            return before + row
        if self._chance.random() < _AMID:
            at = self._chance.randrange(len(row))
            row = f"{row[:at]} {row[at:]}"
        return before + ("" if self._chance.random() < _NONE else " ") + row


Piece = list[tuple[str, int]]
_SENTENCE = re.compile(r"[。！？，]")


def _strewn(pieces: list[Piece], chance: random.Random, disorder: Disorder) -> list[Piece]:
    """Return the pieces in the order in which they come on the page: their own, turned round, or any."""
    if chance.random() < disorder.order or len(pieces) < 2:
        return pieces
    if chance.random() < 0.5:
        at = chance.randrange(1, len(pieces))
        return pieces[at:] + pieces[:at]
    return chance.sample(pieces, len(pieces))


def _dressed(text: Text, chance: random.Random, disorder: Disorder) -> tuple[list[str], list[str]]:
    """Return the head and the paragraphs of an article as its page has them: beheaded, taken up from another page, divided."""
    size = next((at for at, line in enumerate(text) if len(line) > 40 or _SENTENCE.search(line)), 1)
    head, body = list(text[:size]), list(text[size:])
    if chance.random() < disorder.divided and len(body) >= 4:
        at = chance.randrange(2, len(body) - 1)
        heading = next((part for part in _clauses(body[at])[1:] if 5 <= len(part) <= 14), "")
        body[at:at] = [heading] if heading else []
    if chance.random() < disorder.taken_up and len(body) >= 3:
        mark = chance.choice(("（上接第1版）", "（上接第一版）", "（上接第1版）"))
        body = body[chance.randrange(1, len(body) - 1) :]
        head = chance.choice(([], head[:1]))
        if chance.random() < 0.3:
            return head, [mark + body[0], *body[1:]]
        return [*head, mark], body
    return ([] if chance.random() < disorder.beheaded else head), body


def _clauses(paragraph: str) -> list[str]:
    return [part for part in paragraph.replace("。", "，").replace("、", "，").split("，") if part.isalpha()]


def _printed(
    body: list[str], pieces: int, chance: random.Random, disorder: Disorder, press: _Press
) -> list[tuple[int, str, bool]]:
    """Return the rows of a text with the number of their paragraph, and whether the text is cut before them."""
    widths = press.widths(len(body), chance.randint(*_WIDTH))
    printed = [(at, row) for at, paragraph in enumerate(body) for row in rows(paragraph, widths[at])]
    high = len(printed) / pieces
    ends = {round(high * at + chance.uniform(-0.25, 0.25) * high) for at in range(1, pieces)} - {0}
    found, missing, cut = list[tuple[int, str, bool]](), 0, False
    for number, (at, row) in enumerate(printed):
        cut = cut or number in ends
        if number in ends and disorder.gone and chance.random() < disorder.gone:
            missing = chance.randint(*_GONE)
        if missing:
            missing -= 1
        else:
            found.append((at, row, cut))
            cut = False
    return found


def _cut(
    head: list[str], body: list[str], pieces: int, chance: random.Random, disorder: Disorder, press: _Press
) -> list[Piece]:
    """Set an article in narrow columns, cut where they end, and number the lines that come of it."""
    result: list[list[str]] = [list(head)]
    printed = _printed(body, pieces, chance, disorder, press)
    if head and chance.random() < disorder.torn:
        # A mark of continuation stays with the text.
        marks = [line for line in head if line.startswith("（上接")]
        result = [[line for line in head if line not in marks], marks]
    before = -1
    for at, row, cut in printed:
        if cut:
            lost = before == at and len(row) > 4 and chance.random() < disorder.lost
            result.append([row[chance.randint(2, len(row)) :] if lost else row])
        elif before == at and len(row) > 5 and chance.random() < disorder.inner:
            result[-1].append(row)
        elif before == at:
            result[-1][-1] = press.joined(result[-1][-1], row)
        else:
            result[-1].append(row)
        before = at
    numbers = iter(range(sum(map(len, result))))
    return [found for piece in result if (found := [(line, next(numbers)) for line in piece if line])]


def rows(paragraph: str, width: int) -> list[str]:
    """Return the rows of a column that a paragraph fills, the first one indented by two characters."""
    return [paragraph[: width - 2], *(paragraph[at : at + width] for at in range(width - 2, len(paragraph), width))]
