"""Figures: the numbers that a sentence states about an entity, with their unit, what they count, and for when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Amount, Article, Mention
from kg.periods import periods
from kg.relations.metric import metric
from kg.relations.numbers import counts
from kg.relations.sentences import Sentence
from kg.relations.whose import Whose

# What writers count of their own text: 三个特点, 四个环节.
_OF_A_TEXT = re.compile(r"(?:特点|特征|环节|方面|阶段|步骤|原则|维度|层面|关键词|要点|字|之首|之一)")
# A set that goes by its number counts nothing: 八项规定.
_A_SET = re.compile("[三四五六七八九十]项(?:行动|规定|制度|纪律|任务|举措)")
# Provinces that act themselves are nobody's: 已有17个省出台办法.
_PROVINCES = re.compile("省(?:份|（区|区市|、)?")
_THERE_ARE = re.compile("(?:目前|全国|已|有|共|其中|，)*")
# What someone says of his own is a figure of nothing in the graph: 我攒的300元.
_OF_ONESELF = re.compile("我(?![们国省市区县州会院校厂司])[^，。；]*$")
# What stands before these is over, and dates nothing that comes behind: 2021年启动，目前….
_OVER = re.compile(
    r"(?:成立|启动|揭牌|上线|推出|投用|开办|上路)[^，；。]*[，；]|(?=(?<![至到])(?:目前|如今|眼下|现在|现有|迄今))"
)
# 比2023年 compares, 2023年的 and 2023年度 belong to the noun behind.
_COMPARED = ("比", "较")
_OF_THE_YEAR = ("的", "度")


def amounts(article: Article, mentions: Sequence[Mention], sentence: Sentence, whose: Whose) -> Iterator[Amount]:
    """Yield the figures of a sentence, each with what it is about; one number may be stated of several (甲、乙分别建起3个)."""
    kind = article.paragraphs[sentence.paragraph].kind
    if kind in ("headline", "subheading"):
        return  # The text says it again, and in full.
    taken = [(mentions[at].start, mentions[at].end) for at in sentence.mentions]
    text = article.text
    for count in counts(text, sentence.start, sentence.end, taken):
        clause = whose.subjects.frames[whose.subjects.at(count.start)].clause
        name = metric(text, count, max(clause.start, sentence.start), min(clause.end, sentence.end))
        if _OF_A_TEXT.match(article.text, count.end) or _A_SET.fullmatch(text, count.start, count.end + 2):
            continue
        if _PROVINCES.match(text, count.end) and _THERE_ARE.fullmatch(text, clause.start, count.start):
            continue
        if _OF_ONESELF.search(text, clause.start, count.start):
            continue
        since, until = _time(text, sentence.start, count.start, article.date)
        for subject in whose.of(count.start, count.end, count.unit):
            yield Amount(subject, name, count.value, count.unit, since, until, sentence.start, sentence.end)


def _time(text: str, start: int, end: int, published: str | None) -> tuple[str | None, str | None]:
    """Return from when to when a number at ``end`` holds, as ``text[start:end]`` states it last: ISO dates or None."""
    stretch = text[max((one.end() for one in _OVER.finditer(text, start, end)), default=start) : end]
    for one in reversed(periods(stretch, published)):
        if not stretch.startswith(_OF_THE_YEAR, one.end) and not stretch[: one.start].endswith(_COMPARED):
            return one.since, one.until
    return None, None
