"""cooperatesWith: who does something together with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Claim
from kg.relations.claims import claim, modality
from kg.relations.sentences import listed
from kg.relations.subjects import Frame, Subjects

_WITH = re.compile(
    r"(?:已|还|也|又|曾|将|再|再次|日前|近日|随后|主动|积极|专门|定期)*(?:联合|会同|携手|联手|协同|牵手)"
)
_AND = re.compile(r"(?:已|还|也|又|曾|将|再|再次|日前|近日|随后|主动|积极)*(?:与|和|同|跟)|、")
_TOGETHER = re.compile(
    r"[^，。；]{0,10}?(?:联合|会同|携手|联手|协同|共同|合作|共建|共办|签署|签订|签约|一道|一起|会商|结对|对接|协商|联席|联动|联办|合办)"
)
_BOTH = re.compile(r"双方|两家(?:单位|工会|机构|企业)?")
_AGREED = re.compile(r"签订|签署|签约|联合|共同|合作|共建|结对|携手")


def cooperation(subjects: Subjects) -> Iterator[Claim]:
    """Yield a claim for each body that another does something together with; the one named first is the subject."""
    for number, frame in enumerate(subjects.frames):
        text = subjects.article.text
        for actor, partners, link in _pairs(subjects, frame):
            for partner in partners:
                yield claim(
                    actor,
                    "cooperatesWith",
                    partner,
                    frame.clause,
                    0.75,
                    how=modality(text, subjects.mentions, frame.clause, link),
                )
        yield from _both(subjects, number)


def companions(subjects: Subjects, frame: Frame, actor: int) -> list[int]:
    """Return the bodies with which ``actor`` does what a clause says."""
    return [one for who, partners, _ in _pairs(subjects, frame) if who == actor for one in partners]


def _pairs(subjects: Subjects, frame: Frame) -> Iterator[tuple[int, Sequence[int], int]]:
    """Yield an actor, the bodies it works with, and where the word stands that joins them."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    bodies = [at for at in clause.mentions if mentions[at].type in ("UNION", "ORG")]
    done: set[int] = set()
    for position, at in enumerate(bodies):
        if at in done:
            continue
        before = text[clause.start : mentions[at].start]
        found = re.search(rf"(?:{_WITH.pattern}|与|同|和)$", before)
        first = position == 0 and found and frame.subject is not None and frame.subject != at
        if first and found and len(before) - len(found[0]) <= 12 and not frame.at_large:
            row = [at, *listed(text, mentions, bodies[1:], at)]
            together = _WITH.search(found[0]) or _TOGETHER.match(text, mentions[row[-1]].end, clause.end)
            actor = frame.subject
            if together and actor is not None and mentions[actor].type in ("UNION", "ORG"):
                done.update(row)
                yield actor, row, mentions[at].start
            continue
        row = _row(subjects, bodies[position:], clause.end)
        if row:
            done.update((at, *row))
            yield at, row, mentions[row[0]].start


def _row(subjects: Subjects, bodies: Sequence[int], end: int) -> list[int]:
    """Return the bodies that stand in a row with the first, which 联合 opens or 共同 closes."""
    text, mentions = subjects.article.text, subjects.mentions
    if len(bodies) < 2:
        return []
    link = text[mentions[bodies[0]].end : mentions[bodies[1]].start]
    if not (_WITH.fullmatch(link) or _AND.fullmatch(link)):
        return []
    row = [bodies[1], *listed(text, mentions, bodies[2:], bodies[1])]
    if _WITH.fullmatch(link) or _TOGETHER.match(text, mentions[row[-1]].end, end + 12):
        return row
    return []


def _both(subjects: Subjects, number: int) -> Iterator[Claim]:
    """Yield the two bodies named last, of which 双方 or 两家工会 says that they agree on something."""
    frame = subjects.frames[number]
    text = subjects.article.text
    word = _BOTH.search(text, frame.clause.start, frame.clause.end)
    if word is None or not _AGREED.search(text, word.end(), frame.clause.end):
        return
    bodies: list[int] = []
    for at in reversed([i for i, one in enumerate(subjects.mentions) if one.end <= word.start()]):
        if subjects.mentions[at].type in (("UNION",) if "工会" in word[0] else ("UNION", "ORG")) and subjects.names[
            at
        ] not in [subjects.names[i] for i in bodies]:
            bodies.append(at)
        if len(bodies) == 2:
            yield claim(
                bodies[1],
                "cooperatesWith",
                bodies[0],
                frame.clause,
                0.6,
                how=modality(text, subjects.mentions, frame.clause, word.end()),
            )
            return
