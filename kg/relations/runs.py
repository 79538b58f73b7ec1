"""runs: who launches, organises, builds or carries out a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Claim
from kg.names.words import words
from kg.relations.claims import BODIES, claim, modality
from kg.relations.cooperation import companions
from kg.relations.sentences import Sentence, listed
from kg.relations.subjects import Frame, Subjects

# Verbs of the list that bring one into a programme instead.
_NOT_ITS_OWN = {"参加", "参与", "纳入", "申报", "入选"}
VERB = re.compile("|".join(sorted({*words("programme-verbs.txt")} - _NOT_ITS_OWN, key=len, reverse=True)))
JOIN = re.compile(r"参加|参与|加入|入驻|出席|报名|报读|依托|用好|搬上|接入|融入|纳入|申报|入选|走上")
# What makes a body the one that runs the programme behind it: nothing, 的, or a verb with 的 before the name.
_OWN = re.compile(rf"(?:[^，。；：“”]{{0,24}}?(?:{VERB.pattern})的)?的?(?:首[个家场]|自家)?[“‘]?")
_BY = re.compile(r"[”’]?(?:[\u4e00-\u9fffA-Z]{0,4})?(?:，)?(?:是|系)?由")
_HAS_DONE = re.compile(r"[”’]?[\u4e00-\u9fffA-Z]{0,6}?(?:是|系)(?P<who>[^，。；]{0,4})")


def runs(subjects: Subjects) -> Iterator[Claim]:
    """Yield a claim for each programme that its own phrase, or the verb of its clause, gives to an actor."""
    for frame in subjects.frames:
        for programme in frame.clause.mentions:
            if subjects.mentions[programme].type == "PROGRAMME":
                yield from _of(subjects, frame, programme)


def _of(subjects: Subjects, frame: Frame, programme: int) -> Iterator[Claim]:
    text, clause = subjects.article.text, frame.clause
    makers = list(_makers(subjects, clause.sentence, programme))
    if makers:
        for maker in makers:
            how = modality(text, clause, subjects.mentions[programme].start)
            yield claim(maker, "runs", programme, clause, 0.8, how=how)
        return
    verb = doing(subjects, frame, programme)
    if verb is None:
        return
    actor = acting(subjects, frame, verb)
    if actor is None or actor == programme:
        return
    how = modality(text, clause, verb)
    yield claim(actor, "runs", programme, clause, 0.7, how=how)
    for partner in companions(subjects, frame, actor):
        yield claim(partner, "runs", programme, clause, 0.6, how=how)


def doing(subjects: Subjects, frame: Frame, programme: int) -> int | None:
    """Return where the verb stands that has ``programme`` for its object; None where there is none, or one joins it."""
    text, start = subjects.article.text, frame.clause.start
    until = subjects.mentions[programme].start
    inside = [(subjects.mentions[at].start, subjects.mentions[at].end) for at in frame.clause.mentions]
    found = [one for one in VERB.finditer(text, start, until) if not any(s <= one.start() < e for s, e in inside)]
    joins = [one for one in JOIN.finditer(text, start, until) if not any(s <= one.start() < e for s, e in inside)]
    if not found or (joins and joins[-1].start() >= found[-1].start()):
        return None
    return found[-1].start()


def acting(subjects: Subjects, frame: Frame, verb: int) -> int | None:
    """Return who does what the verb at an offset says: the clause's subject, or the one that carries over to it."""
    at = subjects.named(frame.clause, verb)
    if at is None and not frame.at_large and not subjects.at_large(frame.clause, verb):
        at = frame.subject
        if at is not None and frame.own and subjects.mentions[at].start >= verb:
            return None
        if at is not None and not frame.grounded and subjects.mentions[at].type not in BODIES:
            at = subjects.body
    if at is None or subjects.mentions[at].type not in (*BODIES, "PERSON"):
        return None
    return at


def _makers(subjects: Subjects, sentence: Sentence, programme: int) -> Iterator[int]:
    """Yield the bodies that the programme's own phrase names: 省总工会推行的“…”, 衡阳市总工会“…”, “…”由…、…和…共建."""
    text, mentions = subjects.article.text, subjects.mentions
    bodies = sentence.of(mentions, *BODIES)
    start, end = mentions[programme].start, mentions[programme].end
    behind = _BY.match(text, end, sentence.end)
    first = next((at for at in bodies if behind and mentions[at].start == behind.end()), None)
    if first is None and _HAS_DONE.match(text, end, sentence.end):
        first = _relative(subjects, sentence, end)
    if first is not None:
        yield first
        yield from listed(text, mentions, [at for at in bodies if at > first], first)
        return
    before = [at for at in bodies if mentions[at].end <= start]
    if before and _OWN.fullmatch(text, mentions[before[-1]].end, start) and _leads(subjects, before[-1], start):
        yield before[-1]
        yield from listed(text, mentions, before[-2::-1], before[-1])


def _leads(subjects: Subjects, body: int, programme: int) -> bool:
    """Whether a body can be what the phrase behind it belongs to: no place where something is done (在某市“…”)."""
    mention, text = subjects.mentions[body], subjects.article.text
    if mention.type != "PLACE":
        return True
    return (
        bool(re.search(rf"(?:{VERB.pattern})的", text[mention.end : programme]))
        and text[mention.start - 1] not in "在于"
    )


def _relative(subjects: Subjects, sentence: Sentence, start: int) -> int | None:
    """Return the body that a programme is said to be the work of: 求学行动是全总推出的项目."""
    text = subjects.article.text
    for at in sentence.of(subjects.mentions, *BODIES):
        mention = subjects.mentions[at]
        if mention.start >= start and not re.search("[，。；]", text[start : mention.start]):
            behind = re.match(
                rf"[^，。；]{{0,16}}?(?:{VERB.pattern})[^，。；]{{0,4}}的", text[mention.end : sentence.end]
            )
            return at if behind and mention.start - start <= 12 else None
    return None


def people(subjects: Subjects, among: Sequence[int]) -> list[int]:
    """Return the persons among some mentions."""
    return [at for at in among if subjects.mentions[at].type == "PERSON"]
