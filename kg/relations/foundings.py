"""establishedOn: since when a body stands, a programme runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim
from kg.names.matcher import heads
from kg.relations.claims import claim, modality
from kg.relations.runs import doing
from kg.relations.subjects import Frame, Subjects
from kg.values import dates

# Of a body or a place, a verb that has no object behind it: 总工会成立 is founded, 总工会成立工作室 founds.
_STANDS = re.compile(
    r"(?:成立|揭牌|挂牌|落成|投入使用|投用|启用|建成|开通|开工)(?=[，。；、：！）”]|$|于|后|以来|之|时|的|通车|运营|仪式|投用|投入)"
)
_FOUND = re.compile(
    r"成立|揭牌|启动|上线|投入使用|投用|挂牌|建成|开通|启用|开工|设立|创办|落成|推出|组建|开办|办起|上路|开讲|开课|开班|首创|创立|建立|建起|新增"
)
_LAUNCHED = re.compile(rf"(?:{_FOUND.pattern})了?(?:的)?(?P<between>[^，。；]{{0,16}}?)[“‘]?$")
_SET_UP = re.compile(
    r"(?:成立|组建|设立|建立|建起|创办|创立|开办|办起|建成)了?(?:的)?(?P<between>[^，。；]{0,16}?)[“‘]?$"
)
_NO_FOUNDING = re.compile(r"(?:截至|截止|到)$")
_SUBJECTS = ("UNION", "ORG", "PROGRAMME")


def foundings(subjects: Subjects) -> Iterator[Claim]:
    """Yield when a body or programme was founded, launched or opened, where the same sentence dates it."""
    text, mentions = subjects.article.text, subjects.mentions
    for frame in subjects.frames:
        for subject, verb in _founded(subjects, frame):
            date = _date(subjects, frame, verb)
            if date is not None and mentions[subject].type in (*_SUBJECTS, "PLACE"):
                how = modality(text, subjects.mentions, frame.clause, verb)
                yield claim(subject, "establishedOn", None, frame.clause, 0.7, value=date, how=how)


def _founded(subjects: Subjects, frame: Frame) -> Iterator[tuple[int, int]]:
    """Yield what a clause says was founded, and where its verb stands."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    told: set[int] = set()
    for at in clause.mentions:
        if mentions[at].type in _SUBJECTS:
            verb = _object_of(subjects, frame, at)
            if verb is not None:
                told.add(at)
                yield at, verb
        if mentions[at].type in (*_SUBJECTS, "PLACE") and at not in told:
            verb = _behind(subjects, frame, at)
            if verb is not None:
                told.add(at)
                yield from ((one, verb) for one in (at, *_together(subjects, frame, at)))
    if told or frame.subject is None or mentions[frame.subject].type not in _SUBJECTS:
        return
    if (
        frame.subject in clause.mentions
        or not frame.grounded
        or any(mentions[at].type in _SUBJECTS for at in clause.mentions)
    ):
        return
    intransitive = (_FOUND if mentions[frame.subject].type == "PROGRAMME" else _STANDS).search(
        text, clause.start, clause.end
    )
    if intransitive and re.fullmatch(r"时|后|于[^，。；]*|[^，。；]{0,1}", text[intransitive.end() : clause.end]):
        yield frame.subject, intransitive.start()


def _together(subjects: Subjects, frame: Frame, at: int) -> list[int]:
    """Return the names in quotation marks right before one: “甲课堂”“乙课堂”上线."""
    found: list[int] = []
    for other in reversed([one for one in frame.clause.mentions if one < at]):
        between = subjects.article.text[
            subjects.mentions[other].end : subjects.mentions[found[-1] if found else at].start
        ]
        if subjects.mentions[other].type != "PROGRAMME" or between not in ("”“", "、", "”、“", "和", "”和“"):
            break
        found.append(other)
    return found


def _behind(subjects: Subjects, frame: Frame, subject: int) -> int | None:
    """Return where the verb stands that says of ``subject``, before it, that it was founded."""
    text, mentions = subjects.article.text, subjects.mentions
    end = mentions[subject].end
    pattern = _FOUND if mentions[subject].type == "PROGRAMME" else _STANDS
    place = mentions[subject].type == "PLACE"
    verb = pattern.search(text, end, min(frame.clause.end, end + (16 if place else 36)))
    if verb is None:
        return None
    between = [
        at
        for at in frame.clause.mentions
        if end <= mentions[at].start < verb.start() and (place or mentions[at].type != "PLACE")
    ]
    if between and not re.match("[”’]?由", text[end : verb.start()]):
        return None
    # 市总热线呼叫中心启用: it is not the union that opened. 在医院挂牌 says where.
    further = re.split("[在于]", text[end : verb.start()])[0]
    if mentions[subject].type in ("UNION", "ORG") and next(heads().find(further), None):
        return None
    objects = [at for at in frame.clause.mentions if 0 <= mentions[at].start - verb.end() <= 8]
    return None if objects and mentions[subject].type == "PROGRAMME" else verb.start()


def _object_of(subjects: Subjects, frame: Frame, subject: int) -> int | None:
    """Return where the verb stands that has ``subject`` for its object: 启动“师带徒”计划, 成立某省首家服务站."""
    text, mentions = subjects.article.text, subjects.mentions
    start = max(frame.clause.start, mentions[subject].start - 24)
    launched = _LAUNCHED if mentions[subject].type == "PROGRAMME" else _SET_UP
    verb = launched.search(text[start : mentions[subject].start])
    if verb is None:
        if (
            mentions[subject].type == "PROGRAMME"
            and (at := doing(subjects, frame, subject)) is not None
            and _FOUND.match(text, at)
        ):
            return at
        return None
    at = start + verb.start()
    between = [one for one in frame.clause.mentions if at <= mentions[one].start < mentions[subject].start]
    if any(mentions[one].type != "PLACE" for one in between) or re.search(r"\d|[个项批名]|关于|更多", verb["between"]):
        return None
    return at


def _date(subjects: Subjects, frame: Frame, verb: int) -> str | None:
    """Return the date that a founding has: right behind its verb (成立于2016年), else the last one before it in the sentence."""
    text, article = subjects.article.text, subjects.article
    sentence, clause = frame.clause.sentence, frame.clause
    stretch = text[sentence.start : clause.end]
    at = verb - sentence.start
    behind = re.match(r"[\u4e00-\u9fff]{2,4}于", stretch[at:])
    before = None
    names = [subjects.mentions[one] for one in sentence.mentions]
    for one in dates(stretch, article.date):
        if any(name.start <= sentence.start + one.start < name.end for name in names):
            continue
        if behind and 0 <= one.start - at <= behind.end():
            return one.iso
        if one.end <= at and not _NO_FOUNDING.search(stretch[: one.start]):
            before = one.iso
    return before
