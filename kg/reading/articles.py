"""From a page's lines to its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Article, Page, Paragraph, Repeat
from kg.reading.assembly import assemble
from kg.reading.continuation import load
from kg.reading.dateline import dateline
from kg.reading.lines import CONTINUED, TURNED, Line, split
from kg.reading.noise import unmarked
from kg.reading.pieces import cut
from kg.reading.repair import repair
from kg.reading.repeats import unrepeated
from kg.reading.turns import turns
from kg.threads import one_thread

_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff·])")
_ROLES = re.compile(r"◎|文/图|图/文|本报|首席|特约|见习|实习|记者|通讯员|报道|摄影|摄|[/／:：]")


def articles(page: Page) -> tuple[Article, ...]:
    """Return the articles of a page, numbered from 1 in the order in which the page begins them; furniture is left out."""
    model = load()
    text, repeats = unrepeated(unmarked(page.text))
    with one_thread():
        groups = assemble(cut(split(text, model)))
    return _dated(tuple(_article(page, text, repeats, number, lines) for number, lines in enumerate(groups, 1)))


def _dated(found: tuple[Article, ...]) -> tuple[Article, ...]:
    """Return the articles of a page, those without a date under the latest of the others': the page is not older than it."""
    latest = max((one.date for one in found if one.date), default=None)
    return tuple(replace(one, date=one.date or latest) for one in found)


def _article(page: Page, clean: str, repeats: Sequence[Repeat], number: int, lines: Sequence[Line]) -> Article:
    text, offsets, paragraphs, headlines = "", list[int](), list[Paragraph](), list[str]()
    reads_on = False
    for line in lines:
        start, end = _content(line)
        aligned = repair(clean, start, end)
        if not aligned.text:
            continue
        kind = _role(line, paragraphs)
        if reads_on and kind == "body":
            first = paragraphs.pop().start
        else:
            if text:
                text += "\n"
                offsets.append(offsets[-1])
            first = len(text)
        text += aligned.text
        offsets += aligned.offsets
        paragraphs.append(Paragraph(first, len(text), kind))
        reads_on = kind == "body" and not line.complete
        if kind == "headline":
            headlines.append(repair(clean, start, end, headline=True).text)
    headline = " ".join(headlines)
    spans = _spans(lines)
    ours = tuple(one for one in repeats if any(start <= one.first[0] < end for start, end in spans))
    filed = dateline(text, headline, page.date)
    return Article(
        number, page.document, text, tuple(offsets), tuple(paragraphs), _with(ours, spans),
        headline, _byline(text, paragraphs), filed.date, filed.place, ours, *turns(lines, clean),
    )  # fmt: skip


def _content(line: Line) -> tuple[int, int]:
    """Return what of a line is text: marks of continuation are none."""
    start, end = line.start, line.end
    opening, turned = CONTINUED.match(line.text), TURNED.search(line.text)
    if opening:
        start += opening.end()
    if turned and turned.end() >= len(line.text.rstrip()):
        end = line.start + turned.start()
    return start, max(start, end)


def _role(line: Line, before: Sequence[Paragraph]) -> str:
    if line.kind == "headline" and any(one.kind == "body" for one in before):
        return "subheading"
    return "body" if line.kind == "continuation" else line.kind


def _spans(lines: Iterable[Line]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the page that the lines cover, those that follow one another joined."""
    spans: list[tuple[int, int]] = []
    for line in lines:
        if spans and 0 <= line.start - spans[-1][1] <= 8:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return tuple(spans)


def _with(repeats: Iterable[Repeat], spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Add the copies that stand in none of the spans."""
    copies = [(one.copy[0], one.copy[-1] + 1) for one in repeats]
    return spans + tuple(copy for copy in copies if not any(start <= copy[0] < end for start, end in spans))


def _byline(text: str, paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    names: list[str] = []
    for one in paragraphs:
        if one.kind == "byline":
            names += _PERSON.findall(_ROLES.sub(" ", text[one.start : one.end]))
    opening = re.search(r"讯 ?（([^）]{2,40})）", text)
    if opening:
        names += _PERSON.findall(_ROLES.sub(" ", opening[1]))
    return tuple(dict.fromkeys(names))
