"""What a number measures, named so that the same thing is called alike wherever it is counted."""

from __future__ import annotations

import re

from kg.names.words import rows
from kg.relations.numbers import Count

_HAN = re.compile(r"[\u4e00-\u9fff“”]+")
_MEASURES = ("元", "万元", "亿元", "美元", "人次", "%", "平方米", "平方公里", "公里", "吨", "亩", "岁", "成", "")
_VERBS = {row[0]: row[1] if len(row) > 1 else row[0] for row in rows("count-verbs.txt")}
_VERB = re.compile("|".join(sorted(_VERBS, key=len, reverse=True)))
# What stands round a number without saying what it counts.
_TRAILING = re.compile(
    r"(?:已|共|累计|达到|达|为|了|约|近|超过|超|将|总计|合计|仅|就|有|至|到|的|是|再|又|还|各|成功|先后|一次性|首批|首期|在|其中|带着|等)+$"
)
_LEADING = re.compile(
    r"^(?:已|共|累计|将|了|的|个|并|还|也|又|其中|目前|如今|眼下|现|今年|去年|以来|年来|总|全[国省市区县社]{1,2}|推动|指导|计划|首批|首期|为|帮|给|把|让|可|能)+"
)
# 在城区实现1公里服务半径: where it is, and not what.
_WHERE = re.compile("(?<![存实所现正内外])在(?![册岗职编校建读])")
# Where the noun behind a number ends: what its bearers do, and what is said of them.
_CLOSES = re.compile(
    r"等|以及|并|还|已|均|都|将|被|从|在|与|同|和|及|向|对|给|把|比|由|于|围绕|通过|获得|参加|参赛|参与|到场|走进|带来|落实|分赴|成为|实现|加入|来到|得到|拿到|坐下|解除|开展|接受|涨|住|随|组成|全部|左右|以上|以下|中的?$|的时候"
)


def metric(text: str, count: Count, start: int, end: int) -> str:
    """Return what a number of the clause ``text[start:end]`` counts: 派出小分队, 注册用户, 追回欠薪."""
    ahead = _ahead(text[start : count.start])
    behind = _behind(text[count.end : end])
    verb = _verb(ahead)
    if behind and count.unit not in _MEASURES:
        return (verb + behind) if verb != behind else behind
    return _named(ahead) or behind or count.unit or "数量"


def _ahead(text: str) -> str:
    """Return the run of Chinese that ends right before a number, less what says nothing."""
    runs = list(_HAN.finditer(text))
    run = runs[-1][0] if runs and runs[-1].end() == len(text) else ""
    return _LEADING.sub("", _TRAILING.sub("", run.replace("“", "").replace("”", "")))


def _behind(text: str) -> str:
    """Return the noun that a number counts: 热心公益的律师 is 律师."""
    text = text.lstrip("“").removeprefix("的")
    run = _HAN.match(text.replace("（", ""))
    noun = (run[0] if run else "").replace("“", "").replace("”", "")
    if "的" in noun and len(noun) - noun.rfind("的") > 2:
        noun = noun[noun.rfind("的") + 1 :]
    closing = _CLOSES.search(noun, 1)
    noun = noun[: closing.start()] if closing else noun
    verb = _VERB.search(noun, 2)
    return (noun[: verb.start()] if verb else noun)[:14]


def _verb(ahead: str) -> str:
    """Return the verb right before a number that its noun is the object of, '' for one that says only that it is there."""
    found = [one for one in _VERB.finditer(ahead) if one.end() == len(ahead)]
    return _VERBS[found[-1][0]] if found else ""


def _named(ahead: str) -> str:
    """Return the words before a number that name what it counts, from the last verb on: 追回欠薪."""
    verbs = [one for one in _VERB.finditer(ahead) if one.end() < len(ahead)]
    if verbs:
        verb = verbs[-1]
        return (_VERBS[verb[0]] + ahead[verb.end() :])[-14:]
    return "" if _WHERE.search(ahead) else _LEADING.sub("", ahead[ahead.rfind("的") + 1 :][-10:])
