"""Figures: the numbers that a sentence states about an entity, with their unit and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Amount, Article, Mention
from kg.names.words import words
from kg.relations.sentences import Sentence
from kg.relations.whose import Whose
from kg.values import CHINESE, NUMBER, dates, number

_UNIT = re.compile(
    r"余?(?:平方米|平方公里|公里|千米|人次|人|名|个|家|项|件|条|场|次|期|届|户|座|所|支|类|种|门|节|堂|位|对|万元|亿元|元|吨|台|套|栋|亩|天|小时|份|册|班次|列|间|处|块|部|张|笔|例|起|批|幅|篇|组)"
)
# Numbers that count or measure nothing: dates, ages in a form of address, ordinals, times of the day.
_NOT = re.compile(r"(?:年|月|日|时|分|点|岁|号|版|世纪|周年|届|个月|小时|天|分钟)")
_METRIC_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,12}$")
_METRIC_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,14}")


def amounts(article: Article, mentions: Sequence[Mention], sentence: Sentence, whose: Whose) -> Iterator[Amount]:
    """Yield the figures of a sentence, each with what it is about."""
    text = article.text
    taken = [(mentions[at].start, mentions[at].end) for at in sentence.mentions]
    told = dates(text[sentence.start : sentence.end], article.date)
    for found in NUMBER.finditer(text, sentence.start, sentence.end):
        if any(start <= found.start() < end for start, end in taken) or text[max(0, found.start() - 1)] in "第—-":
            continue
        value = number(found["digits"], (found["scale"] or "") + (found["late"] or ""))
        unit = "%" if found["percent"] else _unit(text, found.end(), sentence.end)
        if value is None or not unit or _counts_nothing(text, found):
            continue
        until = next(
            (one.iso for one in told if text[sentence.start + one.start - 2 : sentence.start + one.start] == "截至"),
            None,
        )
        metric = _metric(text, found, unit, sentence)
        for subject in whose.of(found.start(), found.end() + len(unit), unit):
            yield Amount(subject, metric, value, unit, None, until, sentence.start, sentence.end)


def _unit(text: str, at: int, end: int) -> str:
    found = _UNIT.match(text, at, end)
    unit = found[0].removeprefix("余") if found else ""
    return unit


def _counts_nothing(text: str, found: re.Match[str]) -> bool:
    """Whether a number is a date, the number of a train, or part of a turn of phrase (一起, 一座座, 四处)."""
    if found["scale"] is None and _NOT.match(text, found.end()):
        return True
    if len(found["digits"]) == 1 and found["digits"] in CHINESE and not found["scale"]:
        return True
    before = text[found.start() - 1 : found.start()]
    return before.isascii() and before.isalpha()


def _metric(text: str, found: re.Match[str], unit: str, sentence: Sentence) -> str:
    """Return what the number counts: the verb before it and the noun behind its unit (派出蹲点工作组), else the words before it."""
    start = found.end() + (len(unit) if unit != "%" else 0)
    behind = _METRIC_BEHIND.match(text, start, sentence.end)
    before = _METRIC_BEFORE.search(text[sentence.start : found.start()])
    words_before = _LEADING.sub("", _TRAILING.sub("", before[0])) if before else ""
    noun = _CLAUSE.split(behind[0])[0][:12] if behind else ""
    if noun and unit not in _MEASURES:
        verb = _VERB.search(words_before)
        return (verb[0] if verb else "") + noun
    return words_before[-10:] or noun or unit


_MEASURES = ("元", "万元", "亿元", "人次", "%", "平方米", "平方公里", "公里", "吨", "亩")
# What stands round a number without saying what it counts.
_TRAILING = re.compile(r"(?:已|共|累计|达到|达|为|了|约|近|超过|超|将|总计|合计|仅|就|有|至|到|的|是|再|又|还|各)+$")
_LEADING = re.compile(r"^(?:已|共|累计|将|了|的|个|并|还|也|又|其中|目前|今年|去年|总)+")
_VERB = re.compile(r"(?:" + "|".join(sorted(words("count-verbs.txt"), key=len, reverse=True)) + r")$")
_CLAUSE = re.compile(r"[，。；：、（）“”]|(?:开展|参加|以及|分赴|的时候|比|从|在|与|同|和|及|并|还|已|将|被)")
