"""receives: what was awarded to whom, and in which year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim
from kg.relations.claims import claim, modality
from kg.relations.subjects import Frame, Subjects
from kg.values import dates

_GIVEN = re.compile(
    r"荣获|获评|被授予|获得|获颁|被评为|入选|荣膺|当选|摘得|摘取|捧回|捧得|接过|斩获|夺得|拿下|领取|获|授予|评为|评选为|荣登|命名为|认定为|表彰为"
)
_BEARER = ("PERSON", "UNION", "ORG", "PLACE", "PROGRAMME")
_TITLED = re.compile(r"[”’]?(?:称号)?(?:获得者|得主|获奖者|荣誉)?[、，的]?(?:[^，。；：“”]{0,40})")
_FAMED = re.compile(r"[”’]?(?:的)?(?:美誉|之称|称号|荣誉|桂冠)?的")
_AS = re.compile(r"(?:作为|身为|有|享有|素有|原|这位|曾获)[“‘]?$")


def awards(subjects: Subjects) -> Iterator[Claim]:
    """Yield a claim for each honour that a verb of award gives to someone, or that stands as a title before a name."""
    text, mentions = subjects.article.text, subjects.mentions
    for frame in subjects.frames:
        for honour in [at for at in frame.clause.mentions if mentions[at].type == "HONOUR"]:
            verb = _verb(subjects, frame, honour)
            bearer = _awarded(subjects, frame, verb) if verb is not None else _titled(subjects, frame, honour)
            if bearer is not None:
                how = "asserted" if verb is None else modality(text, subjects.mentions, frame.clause, verb)
                yield claim(
                    bearer, "receives", honour, frame.clause, 0.75, value=_year(subjects, frame, honour), how=how
                )


def _verb(subjects: Subjects, frame: Frame, honour: int) -> int | None:
    """Return where the verb stands that awards an honour: in its clause, before it."""
    found = list(_GIVEN.finditer(subjects.article.text, frame.clause.start, subjects.mentions[honour].start))
    return found[-1].start() if found else None


def _awarded(subjects: Subjects, frame: Frame, verb: int) -> int | None:
    """Return who is awarded: the name right before the verb, else the subject that the clause leaves out."""
    mentions, text = subjects.mentions, subjects.article.text
    before = [at for at in frame.clause.mentions if mentions[at].end <= verb and mentions[at].type in _BEARER]
    if "所在" in text[frame.clause.start : verb]:
        return None
    if before:
        bearer = before[-1]
        return None if text[: mentions[bearer].start].endswith("由") else bearer
    subject = frame.subject if frame.grounded and not frame.at_large else None
    return (
        subject
        if subject is not None and mentions[subject].type in _BEARER and mentions[subject].start < verb
        else None
    )


def _titled(subjects: Subjects, frame: Frame, honour: int) -> int | None:
    """Return the person whose title an honour is, or the place that is famed for it."""
    mentions, text = subjects.mentions, subjects.article.text
    end = mentions[honour].end
    before = text[frame.clause.start : mentions[honour].start]
    famed = re.search("(?:有|享有|素有)[“‘]?$", before) and _FAMED.match(text, end, frame.clause.end)
    kinds = ("PLACE", "ORG", "UNION") if famed else ("PERSON",)
    behind = [at for at in frame.clause.mentions if mentions[at].start >= end and mentions[at].type in kinds]
    if not behind or not _TITLED.fullmatch(text, end, mentions[behind[0]].start):
        return None
    opening = subjects.start(frame.clause)
    alone = mentions[honour].start <= opening or _AS.search(before) or before.endswith(("、", "是", "，", "请", "，由"))
    return behind[0] if alone or mentions[behind[0]].start - end <= 8 else None


def _year(subjects: Subjects, frame: Frame, honour: int) -> str | None:
    """Return the year that the sentence states last before an honour, 今年 and 去年 counted from the article's date."""
    text, start = subjects.article.text, frame.clause.sentence.start
    told = dates(text[start : subjects.mentions[honour].end], subjects.article.date)
    return told[-1].iso[:4] if told else None
