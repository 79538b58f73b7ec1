"""participatesIn: who takes part in a programme, a team, a meeting or a contest without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim
from kg.relations.claims import BODIES, claim, modality
from kg.relations.runs import JOIN, VERB
from kg.relations.subjects import ACTIONS, Frame, Subjects

_MEMBER = re.compile(
    r"[”’]?(?P<delegate>代表)|[”’]?(?:的|副)?(?:副?组长|组员|队员|成员|学员|志愿者|教师|毕业生|负责人)"
)
# A part in a team or class that stands before a name; the team is the one named last.
_ROLE = re.compile(r"(?P<team>副?组长|组员)|(?P<class>学员|毕业生|任课教师)")
_TEAM = re.compile(r"工作[组队]$")
_COURSE = re.compile(r"(?:工坊|夜校|学堂|课堂|讲堂|学院|班)$")
_ON = re.compile(r"(?:在|于)[“‘]?$")
_THERE = re.compile(r"[”’]?[\u4e00-\u9fff]{0,6}?(?:上|中|期间|现场)")
# Where a sentence plays that names its meeting no more.
_AT_IT = re.compile(
    r"(?:在?会上|会议上|座谈会上|大会上|仪式上|活动现场|现场|会议期间|登台|走上(?:领奖|讲)台|发言时|动员时)"
)
_HELD = re.compile(r"[”’]?[\u4e00-\u9fff]{0,6}?[^，。；]{0,20}?(?:举行|召开|开幕|开讲|开赛|举办|闭幕|落幕)")
_HOLDS = re.compile(r"(?:举行|召开|举办|主办|承办)[^，。；]{0,8}$")
_GOES_TO = re.compile(r"[”’]?[\u4e00-\u9fff]{0,6}?(?:走进|走入)$")
_CARRIES_OUT = re.compile(r"(?:落实|贯彻|响应)")


def participation(subjects: Subjects) -> Iterator[Claim]:
    """Yield who takes part in what, clause by clause, and who speaks at the meeting that an article tells of."""
    meeting = _meeting(subjects)
    there = False
    paragraph = -1
    for frame in subjects.frames:
        yield from _members(subjects, frame)
        yield from _joining(subjects, frame)
        yield from _visited(subjects, frame)
        if frame.clause.sentence.paragraph != paragraph:
            paragraph, there = frame.clause.sentence.paragraph, False
        there = there or bool(_AT_IT.search(subjects.article.text, frame.clause.start, frame.clause.end))
        if meeting is not None and there:
            for person in frame.clause.mentions[:3]:
                if (
                    subjects.mentions[person].type == "PERSON"
                    and subjects.mentions[person].start > subjects.mentions[meeting].start
                ):
                    yield claim(person, "participatesIn", meeting, frame.clause, 0.6)
                    break


def _meeting(subjects: Subjects) -> int | None:
    """Return the meeting that an article tells of: an event, or an open session of a programme, that is held in its text."""
    text = subjects.article.text
    for at, mention in enumerate(subjects.mentions):
        if mention.type == "EVENT" and (
            _HELD.match(text, mention.end) or _HOLDS.search(text, max(0, mention.start - 30), mention.start)
        ):
            return at
        if mention.type == "PROGRAMME" and re.match(
            r"[”’]?[\u4e00-\u9fff]{0,10}?(?:会|仪式)[^，。；]{0,20}?(?:开讲|举行|召开)",
            text[mention.end : mention.end + 48],
        ):
            return at
    return None


def _members(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield who belongs to a team or was sent to a meeting: 蹲点工作组组长某某, 某大会代表某某, 组长某某."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    sentence = clause.sentence
    for whole in [at for at in clause.mentions if mentions[at].type in ACTIONS]:
        role = _MEMBER.match(text, mentions[whole].end)
        behind = [
            at
            for at in sentence.mentions
            if mentions[at].type == "PERSON" and role and mentions[at].start >= role.end()
        ]
        if role and role["delegate"]:
            yield from (claim(at, "participatesIn", whole, clause, 0.7) for at in behind)
        elif role and behind and mentions[behind[0]].start - role.end() <= 1:
            yield claim(behind[0], "participatesIn", whole, clause, 0.75)
    for person in [at for at in clause.mentions if mentions[at].type == "PERSON"]:
        before = text[clause.start : mentions[person].start]
        found = re.search(rf"(?:{_ROLE.pattern})$", before)
        if found is None:
            continue
        kind = _TEAM if found["team"] else _COURSE
        ahead = [
            at
            for at, one in enumerate(mentions)
            if one.type == "PROGRAMME" and kind.search(subjects.names[at]) and at < person
        ]
        if ahead:
            yield claim(person, "participatesIn", ahead[-1], clause, 0.6)


def _joining(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield the actor of a clause whose verb brings it into a programme or meeting, or that speaks at one."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    for thing in [at for at in clause.mentions if mentions[at].type in ACTIONS]:
        before = text[clause.start : mentions[thing].start]
        verbs = list(VERB.finditer(before))
        joins = list(JOIN.finditer(before))
        joined = bool(joins) and (not verbs or joins[-1].start() >= verbs[-1].start())
        speaks = _ON.search(before) and _THERE.match(text, mentions[thing].end)
        if not joined and not speaks and not _carried_out(subjects, frame, thing):
            continue
        at = clause.start + (joins[-1].start() if joined else len(before))
        actor = _actor(subjects, frame, at, thing)
        if actor is not None:
            how = modality(text, subjects.mentions, clause, at)
            yield claim(actor, "participatesIn", thing, clause, 0.65, how=how)


def _carried_out(subjects: Subjects, frame: Frame, thing: int) -> bool:
    """Whether a clause says that its subject carries out what is another's: 落实全总“强基年”部署."""
    text, mentions = subjects.article.text, subjects.mentions
    verb = _CARRIES_OUT.search(text, frame.clause.start, mentions[thing].start)
    if verb is None:
        return False
    return any(
        mentions[at].type in ("UNION", "ORG") and verb.end() <= mentions[at].start < mentions[thing].start
        for at in frame.clause.mentions
    )


def _actor(subjects: Subjects, frame: Frame, verb: int, thing: int) -> int | None:
    """Return who does it: the person right before the verb with or without titles, else the subject of the clause."""
    mentions, text = subjects.mentions, subjects.article.text
    near = [at for at in frame.clause.mentions if mentions[at].end <= verb and mentions[at].type in (*BODIES, "PERSON")]
    if near and mentions[near[-1]].type == "PERSON" and not re.search("[、，]", text[mentions[near[-1]].end : verb]):
        return near[-1]
    at = subjects.named(frame.clause, verb)
    if at is None and not frame.at_large and not subjects.at_large(frame.clause, verb):
        at = frame.subject if frame.grounded else subjects.body
    if at is None or at == thing or mentions[at].type not in (*BODIES, "PERSON") or mentions[at].start >= verb + 40:
        return None
    return at


def _visited(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield the body to which a programme goes: “劳模来了”活动走进某厂."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    for left, right in zip(clause.mentions, clause.mentions[1:], strict=False):
        between = text[mentions[left].end : mentions[right].start]
        if (
            mentions[left].type == "PROGRAMME"
            and mentions[right].type in ("ORG", "UNION")
            and _GOES_TO.fullmatch(between)
        ):
            yield claim(right, "participatesIn", left, clause, 0.6)
