"""Cutting a page into pieces: stretches of lines that certainly follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.reading.continuation import Continuation
from kg.reading.lines import Line


@dataclass(frozen=True)
class Piece:
    """Lines of one article that stand together on the page, in order; ``at`` counts the pieces of the page from 0.

    ``fresh`` says that an article certainly begins here.
    """

    at: int
    lines: tuple[Line, ...]
    fresh: bool

    @cached_property
    def headed(self) -> bool:
        """Whether the piece begins with a headline, or with what only opens an article."""
        return self.lines[0].kind in ("headline", "byline", "caption") or self.lines[0].opens

    @cached_property
    def bare(self) -> bool:
        """Whether the piece is a headline (with byline, or the mark of a continuation) and no text."""
        return all(line.kind in ("headline", "byline", "continuation") for line in self.lines)

    @cached_property
    def continues(self) -> bool:
        """Whether the piece takes up an article from another page."""
        return self.lines[0].continues

    @cached_property
    def midway(self) -> bool:
        """Whether the piece begins inside a sentence."""
        return self.lines[0].midway

    @cached_property
    def open(self) -> bool:
        """Whether the piece ends inside a sentence."""
        return not self.lines[-1].complete

    @cached_property
    def closed(self) -> bool:
        """Whether the piece ends as an article does, so that nothing follows it."""
        last = self.lines[-1]
        return last.closes or last.kind == "caption" or (last.kind == "byline" and not self.bare)

    @cached_property
    def text(self) -> str:
        """The piece's text, for comparing it with others."""
        return "".join(line.text for line in self.lines)


def cut(lines: Sequence[Line]) -> list[Piece]:
    """Return the pieces of a page in its order, furniture left out: paragraphs, each with the headline right above it."""
    lines = [line for line in lines if line.kind != "furniture"]
    groups: list[tuple[list[Line], bool]] = []
    for at, line in enumerate(lines):
        fresh = _begins(groups[-1][0] if groups else [], lines, at)
        if not groups or fresh or _parts(groups[-1][0][-1], line):
            groups.append(([], fresh))
        groups[-1][0].append(line)
    return [Piece(at, tuple(group), fresh) for at, (group, fresh) in enumerate(groups)]


def _parts(last: Line, line: Line) -> bool:
    """Whether a piece ends between two lines: everywhere but under a headline, a byline or a mark, and before a closing byline."""
    if line.kind == "byline":
        return False
    if last.kind in ("headline", "byline", "continuation"):
        return (last.kind != "headline" and line.kind == "headline") or line.midway
    return True


def gain(model: Continuation, before: Line, after: Line) -> float:
    """Return how much better ``after`` reads behind ``before`` than at the beginning of a sentence."""
    if before.text[-1:].isdigit() and after.text[:1].isdigit():
        return _SPLIT_NUMBER
    return model.follows(before.text, after.text) - max(0.0, model.starts(after.text))


# What a number that goes on behind the end of a column is worth.
_SPLIT_NUMBER = 8.0


def _begins(current: list[Line], lines: Sequence[Line], at: int) -> bool:
    """Whether an article begins at ``lines[at]``, ``current`` being the piece read so far."""
    line = lines[at]
    if not current:
        return line.kind in ("headline", "caption") or line.opens or line.continues
    last = lines[at - 1]
    told = any(one.kind in ("body", "caption") for one in current)
    if line.kind == "caption":
        return told
    if line.continues or line.opens:
        return told or any(one.continues for one in current)
    if last.closes or last.kind == "caption" or (last.kind == "byline" and told):
        return line.kind != "body"
    if line.kind != "headline" or not told:
        return False
    behind = next((one for one in lines[at:] if one.kind != "headline"), None)
    announced = behind is not None and (behind.kind in ("byline", "caption") or behind.continues or behind.opens)
    top = min((one.level for one in lines if one.level), default=0)
    return announced or not last.complete or (bool(line.level) and line.level == top)
