"""runs: who launches, organises, builds or carries out a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim
from kg.names.words import words
from kg.relations.claims import BODIES, claim, modality
from kg.relations.cooperation import companions
from kg.relations.sentences import Sentence, listed
from kg.relations.subjects import Frame, Subjects, torn

# Verbs of the list that bring one into a programme instead.
_NOT_ITS_OWN = {"参加", "参与", "纳入", "申报", "入选"}
VERB = re.compile("|".join(sorted({*words("programme-verbs.txt")} - _NOT_ITS_OWN, key=len, reverse=True)))
JOIN = re.compile(r"参加|参与|加入|入驻|出席|报名|报读|依托|用好|搬上|接入|融入|纳入|申报|入选|走上")
# What makes a body the one that runs the programme behind it: nothing, 的, or a verb with 的 before the name.
_OWN = re.compile(rf"(?:[^，。；：“”]{{0,24}}?(?:{VERB.pattern})的)?的?(?:首[个家场]|自家)?[“‘]?")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[个家所项](?:海外|国内)?[“‘]?$")
_THANKS = re.compile(r"(?:得益于|随着)[^，。；]*的[^，。；]{0,6}(?:推动|推进|实施|推行|开展|落地|深化|运行)")
_THIS = re.compile(
    rf"(?P<verb>{VERB.pattern}|推开)[^，。；]{{0,4}}?这[一个项](?:做法|机制|模式|活动|计划|行动|制度|品牌|平台|经验)"
)
_BY = re.compile(r"[”’]?(?:[\u4e00-\u9fffA-Z]{0,4})?(?:，)?(?:是|系)?由")
_OWNER = re.compile(r"(?P<noun>公司|企业|集团|学院|医院|学校|社区|街道|厂)的?[“‘]$")
_HAS_DONE = re.compile(r"[”’]?[\u4e00-\u9fffA-Z]{0,6}?(?:是|系)(?P<who>[^，。；]{0,4})")


def runs(subjects: Subjects) -> Iterator[Claim]:
    """Yield a claim for each programme that its own phrase, or the verb of its clause, gives to an actor."""
    for number, frame in enumerate(subjects.frames):
        for programme in frame.clause.mentions:
            if subjects.mentions[programme].type == "PROGRAMME":
                yield from _of(subjects, frame, programme)
        yield from _passive(subjects, frame)
        yield from _thanks_to(subjects, number)
        yield from _spread(subjects, frame)


def _of(subjects: Subjects, frame: Frame, programme: int) -> Iterator[Claim]:
    text, clause = subjects.article.text, frame.clause
    if _ORDINAL.search(text[clause.start : subjects.mentions[programme].start]):
        return  # The second of its kind is no programme of that name.
    makers = [*_makers(subjects, clause.sentence, programme), *_after(subjects, frame, programme)]
    if makers:
        for maker in makers:
            how = modality(text, subjects.mentions, clause, subjects.mentions[programme].start)
            yield claim(maker, "runs", programme, clause, 0.8, how=how)
        return
    verb = doing(subjects, frame, programme)
    if verb is None:
        return
    actor = acting(subjects, frame, verb)
    if actor is None or actor == programme:
        return
    how = modality(text, subjects.mentions, clause, verb)
    yield claim(actor, "runs", programme, clause, 0.7, how=how)
    for partner in companions(subjects, frame, actor):
        yield claim(partner, "runs", programme, clause, 0.6, how=how)


def _after(subjects: Subjects, frame: Frame, programme: int) -> Iterator[int]:
    """Yield who runs a programme that another one followed: 是某学院继“甲工坊”之后承建的."""
    text, mention = subjects.article.text, subjects.mentions[programme]
    if text[: mention.start].endswith("继") and re.match(
        rf"[”’]?之后[^，。；]{{0,6}}?(?:{VERB.pattern})", text[mention.end : frame.clause.end]
    ):
        bodies = [at for at in frame.clause.mentions if subjects.mentions[at].type in BODIES and at < programme]
        yield from bodies[-1:]


def _thanks_to(subjects: Subjects, number: int) -> Iterator[Claim]:
    """Yield who has got on by a programme: 得益于“双查”制度的推动，市总工会…."""
    frames, text = subjects.frames, subjects.article.text
    clause = frames[number].clause
    if number + 1 >= len(frames) or not _THANKS.match(text, clause.start, clause.end):
        return
    behind = frames[number + 1]
    actor = behind.subject if behind.own and behind.clause.sentence == clause.sentence else None
    if actor is not None and subjects.mentions[actor].type in BODIES:
        for at in clause.mentions:
            if subjects.mentions[at].type == "PROGRAMME":
                yield claim(actor, "runs", at, clause, 0.6)


def _passive(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield who runs the programme that a clause leaves out: 由区总工会与区司法局共同管理; 是某学院…承建的."""
    text, clause, mentions = subjects.article.text, frame.clause, subjects.mentions
    what = frame.subject
    if what is None or mentions[what].type != "PROGRAMME" or what in clause.mentions:
        return
    opening = re.match(r"(?:均|都|也|则|是|这是)?(?P<by>由)?", text[subjects.start(clause) : clause.end])
    bodies = [at for at in clause.mentions if mentions[at].type in BODIES]
    if (
        opening is None
        or not opening[0]
        or not bodies
        or mentions[bodies[0]].start != subjects.start(clause) + opening.end()
    ):
        return
    row = [bodies[0], *listed(text, mentions, bodies[1:], bodies[0])]
    done = re.compile(rf"[^，。；]{{0,24}}?(?:{VERB.pattern}|管理|负责|主管)" + ("" if opening["by"] else "的"))
    if done.match(text, mentions[row[-1]].end, clause.end):
        yield from (claim(at, "runs", what, clause, 0.65) for at in row)


def doing(subjects: Subjects, frame: Frame, programme: int) -> int | None:
    """Return where the verb stands that has ``programme`` for its object; None where there is none, or one joins it."""
    text, start = subjects.article.text, frame.clause.start
    until = subjects.mentions[programme].start
    inside = [(subjects.mentions[at].start, subjects.mentions[at].end) for at in frame.clause.mentions]
    found = [one for one in VERB.finditer(text, start, until) if not any(s <= one.start() < e for s, e in inside)]
    joins = [one for one in JOIN.finditer(text, start, until) if not any(s <= one.start() < e for s, e in inside)]
    if not found and not joins and torn(text[start:until]):
        return start
    if not found or (joins and joins[-1].start() >= found[-1].start()):
        return None
    return found[-1].start()


def acting(subjects: Subjects, frame: Frame, verb: int) -> int | None:
    """Return who does what the verb at an offset says: the clause's subject, or the one that carries over to it."""
    at = subjects.named(frame.clause, verb, (*BODIES, "PERSON"))
    if at is None and not frame.at_large and not subjects.at_large(frame.clause, verb):
        at = frame.subject
        if at in frame.clause.mentions and subjects.mentions[at].start >= verb:
            return None
        if at is not None and not (frame.own or subjects.mentions[at].type in (*BODIES, "PERSON")):
            at = _last_body(subjects, frame)
    if at is None or subjects.mentions[at].type not in (*BODIES, "PERSON"):
        return None
    return at


def _spread(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield who does what 这一做法 takes up, the programme named last before it."""
    text, clause = subjects.article.text, frame.clause
    found = _THIS.search(text, clause.start, clause.end)
    ahead = [
        at for at, one in enumerate(subjects.mentions) if one.type == "PROGRAMME" and found and one.end <= found.start()
    ]
    if found is None or not ahead:
        return
    actor = acting(subjects, frame, found.start())
    if actor is not None:
        yield claim(actor, "runs", ahead[-1], clause, 0.6, how=modality(text, subjects.mentions, clause, found.start()))


def _last_body(subjects: Subjects, frame: Frame) -> int | None:
    """Return the body that acted last before a clause in its paragraph, else the one that the article is about."""
    for one in reversed(subjects.frames):
        near = (
            one.clause.start < frame.clause.start and one.clause.sentence.paragraph == frame.clause.sentence.paragraph
        )
        if near and one.own and one.subject is not None and subjects.mentions[one.subject].type in BODIES:
            return one.subject
    return subjects.body


def _makers(subjects: Subjects, sentence: Sentence, programme: int) -> Iterator[int]:
    """Yield the bodies that the programme's own phrase names: 省总工会推行的“…”, 某市总工会“…”, “…”由…、…和…共建."""
    text, mentions = subjects.article.text, subjects.mentions
    bodies = sentence.of(mentions, *BODIES)
    start, end = mentions[programme].start, mentions[programme].end
    owner = _OWNER.search(text[max(sentence.start, start - 8) : start])
    if owner and not any(mentions[at].end == start - len(owner[0]) + len(owner["noun"]) for at in sentence.mentions):
        taken = subjects.ending(owner["noun"], start)
        if taken is not None:
            yield taken
            return
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
    return bool(re.search(rf"(?:{VERB.pattern})的", text[mention.end : programme])) and not text[
        : mention.start
    ].endswith(("在", "于"))


def _relative(subjects: Subjects, sentence: Sentence, start: int) -> int | None:
    """Return the body that a programme is said to be the work of: 暖流行动是某总工会推出的项目."""
    text = subjects.article.text
    for at in sentence.of(subjects.mentions, *BODIES):
        mention = subjects.mentions[at]
        if mention.start >= start and not re.search("[，。；]", text[start : mention.start]):
            behind = re.match(
                rf"[^，。；]{{0,16}}?(?:{VERB.pattern})[^，。；]{{0,4}}的", text[mention.end : sentence.end]
            )
            return at if behind and mention.start - start <= 12 else None
    return None
