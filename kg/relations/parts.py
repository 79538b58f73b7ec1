"""partOf and subOrganizationOf: what a sentence puts under something larger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Claim
from kg.relations.claims import claim, modality
from kg.relations.subjects import ACTIONS, Frame, Subjects

_HAS = re.compile(
    r"[”’]?[\u4e00-\u9fffA-Z]{0,6}?(?:新增|增设|设有|下设|包括|包含|涵盖|新设|开设)了?[^，。；“]{0,6}[“‘]?$"
)
_OF = re.compile(r"作为[^，。；]{0,6}$|是[^，。；]{0,6}$")
_ITS_KIND = re.compile(
    r"[”’]?(?:的|[\u4e00-\u9fff]{0,4}?(?:上|中)?的)[^，。；]{0,12}?(?:项目|内容|组成部分|举措|载体|实践|子品牌|环节|专场|行动|活动|“)"
)
_HELD_IN = re.compile(r"(?:在|于)[“‘]?$")
_WITHIN = re.compile(r"[”’]?[\u4e00-\u9fff]{0,2}(?:举办|开展|推出|设立|启动)的[“‘]?$")
_STEP_OF = re.compile(r"这(?:是|也是|一)[^，。；]{0,20}?(?:落实|贯彻|推进|响应)")
_STEP = re.compile(r"[”’]?[^，。；]{0,12}?(?:举措|行动|内容|组成部分|实践|项目|抓手)")
_OWN = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:自家|自己的|所属的?|下属的?|旗下的?|下设的?|内设的?)[“‘]?$")


def parts(subjects: Subjects) -> Iterator[Claim]:
    """Yield the programmes that belong to a larger one, and the bodies that another has."""
    for number, frame in enumerate(subjects.frames):
        yield from _programmes(subjects, frame)
        yield from _step(subjects, number)
        yield from _bodies(subjects, frame)


def _programmes(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    named = [at for at in clause.mentions if mentions[at].type in ACTIONS]
    for whole, part in pairwise(named):
        between = text[mentions[whole].end : mentions[part].start]
        before = text[clause.start : mentions[whole].start]
        if mentions[part].type == "PROGRAMME" and (
            _HAS.fullmatch(between) or (_HELD_IN.search(before) and _WITHIN.fullmatch(between))
        ):
            yield claim(
                part, "partOf", whole, clause, 0.7, how=modality(text, subjects.mentions, clause, mentions[part].start)
            )
    for whole in named:
        before = text[clause.start : mentions[whole].start]
        found = _OF.search(before)
        if found is None or not _ITS_KIND.match(text, mentions[whole].end, clause.end):
            continue
        owned = _first_behind(subjects, frame) if found[0].startswith("作为") else frame.subject
        if owned is not None and owned != whole and mentions[owned].type == "PROGRAMME":
            yield claim(owned, "partOf", whole, clause, 0.7)


def _first_behind(subjects: Subjects, frame: Frame) -> int | None:
    """Return the first programme of the sentence behind a clause."""
    return next(
        (
            at
            for at in frame.clause.sentence.of(subjects.mentions, "PROGRAMME")
            if subjects.mentions[at].start >= frame.clause.end
        ),
        None,
    )


def _step(subjects: Subjects, number: int) -> Iterator[Claim]:
    """Yield what 这是…落实“…”的举措 takes up: the programme of the sentence before."""
    text, frame = subjects.article.text, subjects.frames[number]
    opening = _STEP_OF.search(text, frame.clause.start, frame.clause.end)
    whole = next((at for at in frame.clause.mentions if subjects.mentions[at].type == "PROGRAMME"), None)
    if opening is None or whole is None or not _STEP.match(text, subjects.mentions[whole].end, frame.clause.end):
        return
    for one in reversed(subjects.frames[:number]):
        if one.clause.sentence.paragraph != frame.clause.sentence.paragraph:
            return
        named = [at for at in one.clause.mentions if subjects.mentions[at].type == "PROGRAMME"]
        if named:
            yield claim(named[-1], "partOf", whole, frame.clause, 0.6)
            return


def _bodies(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield the body that another has (自家某工作室), the office in brackets (宣传部（文明办）), and 在某院挂牌."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    bodies = [at for at in clause.mentions if mentions[at].type in ("UNION", "ORG")]
    for whole, part in pairwise(bodies):
        between = text[mentions[whole].end : mentions[part].start]
        office = (
            between == "（"
            and text[mentions[part].end : mentions[part].end + 1] == "）"
            and _differ(subjects, whole, part)
        )
        if office or _OWN.fullmatch(between):
            yield claim(part, "subOrganizationOf", whole, clause, 0.7)
        if re.fullmatch("在", between) and re.match("挂牌|揭牌", text[mentions[part].end : clause.end]):
            yield claim(whole, "subOrganizationOf", part, clause, 0.65)


def _differ(subjects: Subjects, whole: int, part: int) -> bool:
    """Whether what stands in brackets is an office and not another name of the same body."""
    return subjects.names[whole] != subjects.names[part] and subjects.mentions[part].text.endswith(
        ("办", "办公室", "中心")
    )
