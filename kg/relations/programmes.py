"""runs, participatesIn and cooperatesWith: who carries out a programme, who takes part, who works together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Claim, Mention
from kg.names.words import words
from kg.relations.actors import BODIES, Actors
from kg.relations.sentences import Sentence

_JOIN = re.compile(r"参加|参与|加入|入驻|出席|报名")
_VERB = re.compile(
    "|".join(sorted((word for word in words("programme-verbs.txt") if not _JOIN.search(word)), key=len, reverse=True))
)
_MEMBER = re.compile(r"(?P<delegate>代表)|(?:副?组长|组员|成员|队员|学员|志愿者|教师|负责人)")
# What makes a body the one that runs the programme behind it: nothing, 的, or a verb with 的 before the name.
_OWN = re.compile(rf"(?:[^，。；：“”]{{0,24}}?(?:{_VERB.pattern})的)?的?[“‘]?")
_BY = re.compile(r"[”’]?(?:[\u4e00-\u9fffA-Z]{0,4})?(?:，)?(?:是|系)?由")
_TOGETHER = re.compile(r"联合|会同|携手|联手|协同|共同|合作|共建|签署|签订|一道")


def programmes(article: Article, mentions: Sequence[Mention], sentence: Sentence, actors: Actors) -> Iterator[Claim]:
    """Yield a claim for each programme of a sentence that a verb connects with an actor."""
    text = article.text
    for programme in sentence.of(mentions, "PROGRAMME"):
        start = mentions[programme].start
        before = text[sentence.start : start]
        verbs = list(_VERB.finditer(before))
        joins = list(_JOIN.finditer(before))
        if joins and (not verbs or joins[-1].start() > verbs[-1].start()):
            actor = _participant(mentions, sentence, sentence.start + joins[-1].start())
            if actor is not None:
                yield _claim(actor, "participatesIn", programme, sentence, 0.6)
            continue
        makers = list(_makers(text, mentions, sentence, programme))
        if makers:
            for maker in makers:
                yield _claim(maker, "runs", programme, sentence, 0.8)
            continue
        if not verbs:
            continue
        at = sentence.start + verbs[-1].start()
        actor = _leader(text, mentions, sentence, at) or actors.before(sentence, at)
        if actor is not None:
            yield _claim(actor, "runs", programme, sentence, 0.7)
            for partner in partners(article, mentions, sentence, actor):
                yield _claim(partner, "runs", programme, sentence, 0.6)


def _makers(text: str, mentions: Sequence[Mention], sentence: Sentence, programme: int) -> Iterator[int]:
    """Yield the bodies that the programme's own phrase names: 省总工会推行的“…”, 衡阳市总工会“…”, “…”由…、…和…共建."""
    bodies = sentence.of(mentions, "UNION", "ORG")
    start, end = mentions[programme].start, mentions[programme].end
    behind = _BY.match(text, end, sentence.end)
    first = next((at for at in bodies if behind and mentions[at].start == behind.end()), None)
    if first is not None:
        yield first
        yield from _listed(text, mentions, [at for at in bodies if at > first], first, 1)
        return
    before = [at for at in bodies if mentions[at].end <= start]
    if before and _OWN.fullmatch(text, mentions[before[-1]].end, start):
        yield before[-1]
        yield from _listed(text, mentions, before[-2::-1], before[-1], -1)


def _listed(text: str, mentions: Sequence[Mention], others: Sequence[int], last: int, step: int) -> Iterator[int]:
    """Yield the bodies that stand in a row with ``last``, parted by 、 and 和 alone."""
    for at in others:
        left, right = (last, at) if step > 0 else (at, last)
        if not re.fullmatch("、|和|与|及|以及", text[mentions[left].end : mentions[right].start]):
            return
        yield at
        last = at


def _leader(text: str, mentions: Sequence[Mention], sentence: Sentence, at: int) -> int | None:
    """Return the person who acts where no body does: the sentence's first name, right before what is done."""
    before = [one for one in sentence.of(mentions, "PERSON", *BODIES) if mentions[one].end <= at]
    if not before or mentions[before[0]].type != "PERSON" or any(mentions[one].type != "PERSON" for one in before):
        return None
    between = text[mentions[before[-1]].end : at]
    return before[-1] if not re.search("[说道：。；“”]|表示|介绍|告诉", between) and len(between) < 60 else None


def members(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield who belongs to a team or was sent to a meeting: 蹲点工作组组长某某, 中国工会十八大代表某某."""
    for whole in sentence.of(mentions, "PROGRAMME", "EVENT"):
        role = _MEMBER.match(article.text, mentions[whole].end)
        behind = [at for at in sentence.of(mentions, "PERSON") if role and mentions[at].start >= role.end()]
        if role and role["delegate"]:
            yield from (_claim(at, "participatesIn", whole, sentence, 0.7) for at in behind)
        elif role and behind and mentions[behind[0]].start == role.end():
            yield _claim(behind[0], "participatesIn", whole, sentence, 0.75)


def teams(
    mentions: Sequence[Mention], names: Sequence[str], sentence: Sentence, bodies: dict[str, int]
) -> Iterator[Claim]:
    """Yield the union in the name of a team that it sends out: 漯河市总工会蹲点工作组."""
    for team in sentence.of(mentions, "PROGRAMME"):
        sender = next((at for name, at in bodies.items() if name in names[team] and names[team].startswith(name)), None)
        if sender is not None:
            yield Claim(sender, "runs", team, None, sentence.start, sentence.end, "name", 0.85)


def events(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield who takes part in a meeting or contest."""
    for event in sentence.of(mentions, "EVENT"):
        before = article.text[sentence.start : mentions[event].start]
        joins = list(_JOIN.finditer(before)) or list(re.finditer(r"在$", before))
        actor = _participant(mentions, sentence, sentence.start + joins[-1].start()) if joins else None
        if actor is not None:
            yield _claim(actor, "participatesIn", event, sentence, 0.6)


def cooperation(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield a claim for each body that another does something together with."""
    for actor in sentence.of(mentions, "UNION", "ORG"):
        for partner in partners(article, mentions, sentence, actor):
            yield _claim(actor, "cooperatesWith", partner, sentence, 0.75)


def partners(article: Article, mentions: Sequence[Mention], sentence: Sentence, actor: int) -> Iterator[int]:
    """Yield the bodies that stand right behind ``actor``, parted by 联合, 会同, 与 … and, further on, by 、和."""
    bodies = sentence.of(mentions, "UNION", "ORG")
    behind = [at for at in bodies if at > actor]
    last, joined = actor, False
    for at in behind:
        link = article.text[mentions[last].end : mentions[at].start]
        if not joined and re.search(r"联合|会同|携手|联手|协同", link) and len(link) <= 6:
            joined = True
        elif not joined and re.fullmatch(r"与|和|同|、", link):
            joined = bool(_TOGETHER.search(article.text[mentions[at].end : mentions[at].end + 12]))
            if not joined:
                return
        elif not (joined and re.fullmatch(r"、|和|与|及|以及", link)):
            return
        yield at
        last = at


def _participant(mentions: Sequence[Mention], sentence: Sentence, at: int) -> int | None:
    before = [one for one in sentence.of(mentions, "PERSON", *BODIES) if mentions[one].end <= at]
    return before[-1] if before else None


def _claim(subject: int, predicate: str, thing: int, sentence: Sentence, sure: float) -> Claim:
    return Claim(subject, predicate, thing, None, sentence.start, sentence.end, "text", sure)
