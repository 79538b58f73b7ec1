"""Railway stations, which reports about trains name by their city and quarter alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.names import matcher
from kg.ner.candidates import ARTICLE_BREAK, Candidate

_HAN = "\u4e00-\u9fff"
_TRAINS = re.compile(r"高铁|动车|列车|车次|火车站|始发|客运")
_STATION = re.compile(rf"[东西南北](?:站|(?=[、，。次；：]|将|首|高铁|始发|至|$))|站(?![{_HAN}]?(?:在|出|立|起|位))")
_NEXT_STATION = re.compile(
    rf"[{_HAN}]{{2,3}}(?:[东西南北]站?|站)(?![{_HAN}])|[{_HAN}]{{2,3}}[东西南北](?:将|首|高铁|始发)"
)


def stations(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Railway stations by a city and a quarter (郑州东, 南昌西) in an article about trains, and the bare cities among them."""
    at = 0
    for article in text.split(ARTICLE_BREAK):
        if _TRAINS.search(article):
            for start, end in _stations(article):
                yield Candidate(at + start, at + end, "PLACE", "station", 0.85)
        at += len(article) + len(ARTICLE_BREAK)


def _stations(text: str) -> Iterator[tuple[int, int]]:
    last = -1
    for start, end, label in matcher.places_in(text):
        if label != "division-short":
            continue
        found = _STATION.match(text, end)
        listed = (last >= 0 and text[last:start] == "、") or (
            text[end : end + 1] in "、至" and _NEXT_STATION.match(text, end + 1)
        )
        if found or listed:
            last = found.end() if found else end
            yield start, last
