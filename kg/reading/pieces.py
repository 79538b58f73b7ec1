"""Cutting a page into pieces: stretches of lines that certainly follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.reading.continuation import Continuation
from kg.reading.lines import Line

# Below this, the first characters of a line are no likely beginning of a sentence.
_ODD_START = -1.0
# So much better than as a beginning must a line read behind another's open end to be cut from the line before it.
_CLAIM = 0.8


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


def cut(lines: Sequence[Line], model: Continuation) -> list[Piece]:
    """Return the pieces of a page in its order; furniture is left out."""
    lines = [line for line in lines if line.kind != "furniture"]
    claimed = _claimed(lines, model)
    groups: list[tuple[list[Line], bool]] = []
    for at, line in enumerate(lines):
        fresh = not groups or _begins(groups[-1][0], lines, at)
        if fresh or line in claimed or _breaks(groups[-1][0], line, model):
            groups.append(([], fresh))
        groups[-1][0].append(line)
    return [Piece(at, tuple(group), fresh) for at, (group, fresh) in enumerate(groups)]


def _claimed(lines: Sequence[Line], model: Continuation) -> set[Line]:
    """Return the lines that read on from the end of a line which does not go on where it stands."""
    ends = [
        line
        for line, behind in zip(lines, [*lines[1:], None], strict=True)
        if not line.complete and (behind is None or behind.kind != "body" or gain(model, line, behind) < _CLAIM)
    ]
    return {
        line
        for before, line in pairwise(lines)
        if line.kind == "body"
        and before.complete
        and any(gain(model, end, line) >= _CLAIM for end in ends if end is not before)
    }


def gain(model: Continuation, before: Line, after: Line) -> float:
    """Return how much better ``after`` reads behind ``before`` than at the beginning of a sentence."""
    return model.follows(before.text, after.text) - max(0.0, model.starts(after.text))


def _breaks(current: list[Line], line: Line, model: Continuation) -> bool:
    """Whether ``line`` may not be what the line before it goes on with; assembly has the last word."""
    last = current[-1]
    if line.kind == "headline":
        return last.kind != "headline"
    if line.kind != "body" or line.continues or line.opens:
        return not last.complete
    if not last.complete:
        return model.follows(last.text, line.text) < max(0.0, model.starts(line.text))
    return line.midway or (last.kind != "continuation" and model.odd(line.text) < _ODD_START)


def _begins(current: list[Line], lines: Sequence[Line], at: int) -> bool:
    """Whether an article begins at ``lines[at]``, ``current`` being the piece read so far."""
    line, last = lines[at], current[-1]
    told = any(one.kind == "body" for one in current)
    if line.kind == "caption":
        return told
    if line.continues or line.opens:
        return told or any(one.continues for one in current)
    if last.closes or last.kind == "caption" or (last.kind == "byline" and told):
        return True
    if line.kind != "headline" or not told:
        return False
    behind = next((one for one in lines[at:] if one.kind != "headline"), None)
    announced = behind is not None and (behind.kind in ("byline", "caption") or behind.continues or behind.opens)
    top = min((one.level for one in lines if one.level), default=0)
    return announced or not last.complete or (bool(line.level) and line.level == top)
