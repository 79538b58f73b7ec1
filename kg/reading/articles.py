"""From a page's lines to its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.model import Article, Page, Paragraph
from kg.reading.assembly import assemble
from kg.reading.continuation import load
from kg.reading.dates import article_date
from kg.reading.lines import CONTINUED, TURNED, Line, split
from kg.reading.pieces import cut
from kg.reading.repair import repair

_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff·])")
_ROLES = re.compile(r"◎|文/图|图/文|本报|首席|特约|见习|实习|记者|通讯员|报道|摄影|摄|[/／:：]")


def articles(page: Page) -> tuple[Article, ...]:
    """Return the articles of a page, numbered from 1 in the order in which the page begins them; furniture is left out."""
    model = load()
    groups = assemble(cut(split(page.text, model)))
    return tuple(_article(page, number, lines) for number, lines in enumerate(groups, 1))


def _article(page: Page, number: int, lines: Sequence[Line]) -> Article:
    text, offsets, paragraphs = "", list[int](), list[Paragraph]()
    reads_on = False
    for line in lines:
        start, end = _content(line)
        aligned = repair(page.text, start, end)
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
    headline = " ".join(text[one.start : one.end] for one in paragraphs if one.kind == "headline")
    return Article(
        number, page.document, text, tuple(offsets), tuple(paragraphs), _spans(lines),
        headline, _byline(text, paragraphs), article_date(text, page.date),
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


def _byline(text: str, paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    names: list[str] = []
    for one in paragraphs:
        if one.kind == "byline":
            names += _PERSON.findall(_ROLES.sub(" ", text[one.start : one.end]))
    opening = re.search(r"讯 ?（([^）]{2,40})）", text)
    if opening:
        names += _PERSON.findall(_ROLES.sub(" ", opening[1]))
    return tuple(dict.fromkeys(names))
