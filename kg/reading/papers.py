"""Where a page prints the name of the newspaper that it is of."""

from __future__ import annotations

from kg.model import Masthead

# A masthead has a line of its own.
_LONGEST = 60


def printed(text: str, paper: str | None) -> Masthead | None:
    """Return the first short line's stretch that names ``paper``; None where only the file beside the page tells it.

    >>> printed("青溪工人报 2024年3月12日 第1版", "青溪工人报")
    Masthead(start=0, end=5, name='青溪工人报')
    """
    at = 0
    for line in text.split("\n") if paper else ():
        found = line.find(paper or "")
        if found >= 0 and len(line.strip()) <= _LONGEST and paper:
            return Masthead(at + found, at + found + len(paper), paper)
        at += len(line) + 1
    return None
