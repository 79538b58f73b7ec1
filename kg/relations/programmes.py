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
        by = _BY.match(text, mentions[programme].end, sentence.end)
        maker = next((at for at in sentence.of(mentions, *BODIES) if by and mentions[at].start == by.end()), None)
        if maker is not None:
            yield _claim(maker, "runs", programme, sentence, 0.8)
            continue
        if not verbs:
            continue
        actor = actors.before(sentence, sentence.start + verbs[-1].start())
        if actor is not None:
            yield _claim(actor, "runs", programme, sentence, 0.7)
            for partner in partners(article, mentions, sentence, actor):
                yield _claim(partner, "runs", programme, sentence, 0.6)


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
