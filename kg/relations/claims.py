"""What all kinds of statement share: how a claim is made, and whether its clause asserts it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Claim, Mention
from kg.relations.clauses import Clause

BODIES = ("UNION", "ORG", "PLACE")

# A word of negation right behind a preposition is said of someone else: 面向未就业毕业生, 在没水的山村; 不得不 asserts.
_OF_OTHERS = "(?<![向对给在])(?<!(?<!因)为)"
_NEGATED = re.compile(
    rf"(?:{_OF_OTHERS}(?:未能|未(?![来成婚])|没有|(?<![淹出沉埋])没(?![收落]))|并非|并未|尚未|从未|不再|不曾|无法(?!律)"
    r"|拒绝|取消了?|停止|叫停|禁止|不得(?!不|已))(?:(?!的)[\u4e00-\u9fff“]){0,6}$"
)
# Not 若干, 合理化建议, 希望工程, 争取到.
_SUPPOSED = re.compile(
    r"(?:如果|假如|倘若|(?<![宛仿恰])若(?!干)是?|一旦|要是|是否|能否|(?<![化的条案好])建议(?!书|征集|活动|[的者和、])|呼吁|希望(?!工程|小学)"
    r"|应当|应该|有望|或将|可以|争取(?!到|了)|力争)"
)
# Not 将军 and 名将, 模拟, 充分准备; 计划 and 未来 where they open a clause, or stand right behind a name, a time or an adverb.
_PLANNED = re.compile(
    r"(?:(?<![名大干老猛小闯健])将(?![军领士才])|(?<![模虚草])拟|(?:^|[＿还也正已均并又都就将们会]|[今明后\d]年)计划(?![的中内外、”])"
    r"|(?<!充分)准备|打算|预计|下一步|明年|(?<![此之以先休])后年|(?:^|[＿在])未来(?:$|[＿\d一二两三四五六七八九十几，、]))"
)
# 设立更多 asks for what is not there yet.
_WISHED = re.compile("(?:设立|建立|建设|建成|打造|推出|培育|成立|兴办)更[多大好]")
# What goes on is no mere plan: 将继续实施.
_GOES_ON = re.compile(r"将?(?:继续|持续|进一步|不断)")

# 将 that stands for 把: 将走访与宣讲相结合.
_DISPOSES = re.compile(r"将[^，。；]{1,30}(?:相?结合|纳入|融入|列入|作为|视为|转[化变]为|写进|搬上)")


def modality(text: str, mentions: Sequence[Mention], clause: Clause, verb: int) -> str:
    """Return asserted, negated, supposed or planned, as the words of a clause before its verb at offset ``verb`` have it.

    What stands inside a name says nothing of it: 依托“未来计划”.

    >>> from kg.relations.sentences import Sentence
    >>> modality("市总工会将举办", [], Clause(0, 7, (), Sentence(0, 7, (), 0)), 5)
    'planned'
    """
    before = _outside(text, mentions, clause, verb)
    if _NEGATED.search(before):
        return "negated"
    if _SUPPOSED.search(before):
        return "supposed"
    disposes = _DISPOSES.search(text, clause.start, clause.end)
    if _WISHED.match(text, verb):
        return "planned"
    if _PLANNED.search(before) and not disposes and not _GOES_ON.search(text[clause.start : verb + 4]):
        return "planned"
    return "asserted"


def _outside(text: str, mentions: Sequence[Mention], clause: Clause, verb: int) -> str:
    """Return the words of a clause before its verb, with ＿ for each name."""
    kept, at = "", clause.start
    for one in clause.mentions:
        if at <= mentions[one].start < mentions[one].end <= verb:
            kept += text[at : mentions[one].start] + "＿"
            at = mentions[one].end
    return kept + text[at:verb]


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
