"""Which newspaper a page is of, as the page itself prints it beside its date or at its head."""

from __future__ import annotations

import re

from kg.model import Masthead

_DATED = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
# A name of the paper, apart from 本报 and from what a sentence says of papers.
_PAPER = re.compile(
    r"(?<![\u4e00-\u9fff])(?!本报)[\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|早报|时报|周报|导报|商报|工人报|劳动报|职工报|青年报|报)(?![\u4e00-\u9fff])"
)
# A masthead has a line of its own, among so many lines at the head of the page.
_LONGEST, _HEAD = 60, 3


def masthead(text: str) -> Masthead | None:
    """Return where a page names its newspaper: on the line of its date, or alone on one of its first lines; else None.

    >>> masthead("青溪工人报 2024年3月12日 第1版")
    Masthead(start=0, end=5, name='青溪工人报')
    """
    at, printed = 0, 0
    for line in text.split("\n"):
        stripped = line.strip(" \t\r　#*")
        printed += bool(stripped)
        found = _PAPER.search(line) if len(stripped) <= _LONGEST else None
        if found and (_DATED.search(line) or (printed <= _HEAD and found[0] == stripped)):
            return Masthead(at + found.start(), at + found.end(), found[0])
        at += len(line) + 1
    return None
