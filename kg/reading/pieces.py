"""Cutting a page into pieces: stretches of lines that certainly follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.reading.lines import Line

_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
# So many characters at either end of a piece are looked at to see whether it goes on.
END = 12


@dataclass(frozen=True)
class Piece:
    """Lines of one article that stand together on the page, in order; ``at`` counts the pieces of the page from 0.

    ``fresh`` says that an article certainly begins here.
    """

    at: int
    lines: tuple[Line, ...]
    fresh: bool

    @cached_property
    def head(self) -> bool:
        """Whether the piece is what stands over a text, and no text: headline, byline, mark of a continuation."""
        return all(line.kind in ("headline", "byline", "continuation") for line in self.lines)

    @cached_property
    def marked(self) -> bool:
        """Whether the piece ends with a mark of continuation, so that its text begins in mid-article."""
        return self.lines[-1].kind == "continuation"

    @cached_property
    def opens(self) -> bool:
        """Whether the piece is text that begins an article (本报讯)."""
        return self.lines[0].opens

    @cached_property
    def continues(self) -> bool:
        """Whether the piece takes up an article from another page."""
        return self.lines[0].continues

    @cached_property
    def midway(self) -> bool:
        """Whether the piece begins inside a sentence for certain."""
        return self.lines[0].midway

    @cached_property
    def open(self) -> bool:
        """Whether the piece ends inside a sentence."""
        return not self.head and not self.lines[-1].complete

    @cached_property
    def closed(self) -> bool:
        """Whether the piece ends as an article does, so that nothing follows it."""
        last = self.lines[-1]
        return last.closes or last.kind == "caption" or (last.kind == "byline" and not self.head)

    @cached_property
    def text(self) -> str:
        """The piece's text without white space, for comparing it with others."""
        return "".join("".join(line.text.split()) for line in self.lines).translate(_FULL)

    @cached_property
    def tail(self) -> str:
        """The last characters of the text."""
        return self.text[-END:]

    @cached_property
    def start(self) -> str:
        """The first characters of the text."""
        return self.text[:END]


def cut(lines: Sequence[Line]) -> list[Piece]:
    """Return the pieces of a page in its order, furniture left out: what stands over a text, and each paragraph."""
    lines = [line for line in lines if line.kind != "furniture"]
    announced = _announced(lines)
    groups: list[tuple[list[Line], bool]] = []
    for at, line in enumerate(lines):
        last = lines[at - 1] if at else None
        if last is None or _parts(last, line, announced[at]):
            groups.append(([], _begins(last, line, announced[at])))
        groups[-1][0].append(line)
    return [Piece(at, tuple(group), fresh) for at, (group, fresh) in enumerate(groups)]


_HEAD = ("headline", "byline", "continuation")


def _announced(lines: Sequence[Line]) -> list[bool]:
    """Return for each line whether it is a headline above a byline, a mark or what only opens an article."""
    found, above = list[bool](), False
    for line in reversed(lines):
        above = above if line.kind == "headline" else line.kind in ("byline", "caption") or line.continues or line.opens
        found.append(above and line.kind == "headline")
    return found[::-1]


def _parts(last: Line, line: Line, announced: bool) -> bool:
    """Whether a piece ends between two lines: everywhere but within what certainly stands over one text, and before a credit."""
    if line.kind == "byline":
        return False
    if last.kind == "headline":
        return not announced and line.kind != "continuation"
    return True


def _begins(last: Line | None, line: Line, announced: bool) -> bool:
    """Whether an article certainly begins with a line behind ``last``."""
    if line.kind == "caption" or line.opens:
        return last is None or last.kind not in _HEAD
    if line.kind == "headline":
        return announced or (last is not None and (last.closes or last.kind in ("caption", "byline")))
    return line.continues
