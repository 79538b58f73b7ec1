"""What all kinds of statement share: how a claim is made, and whether its clause asserts it."""

from __future__ import annotations

import re

from kg.model import Claim
from kg.relations.clauses import Clause

BODIES = ("UNION", "ORG", "PLACE")

_NEGATED = re.compile(
    r"(?:未能?|没有|没|并非|并未|尚未|从未|不再|不曾|无法|拒绝|取消了?|停止|叫停|禁止|不得)[\u4e00-\u9fff“]{0,6}$"
)
_SUPPOSED = re.compile(
    r"(?:如果|假如|倘若|若是?|一旦|要是|是否|能否|建议|呼吁|希望|应当|应该|有望|或将|可以|争取|力争)"
)
_PLANNED = re.compile(r"(?:将|拟|计划|准备|打算|即将|预计|下一步|明年|后年|未来)")
# What goes on is no mere plan: 将继续实施.
_GOES_ON = re.compile(r"将?(?:继续|持续|进一步|不断)")

# 将 that stands for 把: 将创建活动与宣讲相结合.
_DISPOSES = re.compile(r"将[^，。；]{1,30}(?:相?结合|纳入|融入|列入|作为|视为|转[化变]为|写进|搬上)")


def modality(text: str, clause: Clause, verb: int) -> str:
    """Return asserted, negated, supposed or planned, as the words of a clause before its verb at offset ``verb`` have it.

    >>> from kg.relations.sentences import Sentence
    >>> modality("市总工会将举办", Clause(0, 7, (), Sentence(0, 7, (), 0)), 5)
    'planned'
    """
    before = text[clause.start : verb]
    if _NEGATED.search(before):
        return "negated"
    if _SUPPOSED.search(before):
        return "supposed"
    disposes = _DISPOSES.search(text, clause.start, clause.end)
    if _PLANNED.search(before) and not disposes and not _GOES_ON.search(text[clause.start : verb + 4]):
        return "planned"
    return "asserted"


def claim(
    subject: int,
    predicate: str,
    thing: int | None,
    clause: Clause,
    sure: float,
    *,
    value: str | None = None,
    how: str = "asserted",
    basis: str = "text",
) -> Claim:
    """Return a claim whose evidence is the sentence of ``clause``; what is not asserted is the less sure."""
    where = clause.sentence
    return Claim(
        subject, predicate, thing, value, where.start, where.end, basis, sure if how == "asserted" else sure / 2, how
    )
