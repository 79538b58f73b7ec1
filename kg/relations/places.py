"""locatedIn: where a sentence says that something is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Claim
from kg.names import divisions, forms
from kg.relations.claims import claim, modality
from kg.relations.subjects import Frame, Subjects

_SITED = ("UNION", "ORG", "PROGRAMME")
_SITUATED = re.compile(r"(?:位于|坐落于|坐落在|地处|落户|设在|建在|落地|选址|进驻|驻点|扎根)[^，。；]{0,4}$")
_GENITIVE = re.compile(r"(?:的|首[个家座所批]|第[一二三][个家座所批]|唯一(?:一[个家座所])?的?)?[“‘]?")
# 某驿站作为某市首个“…”: what stands behind is the same thing.
_FIRST = re.compile(r"[”’]?(?:作为|是|成为|系)$")
_ONE_OF = re.compile("首[个家座所批]|第[一二三][个家座所批]|唯一")
# Bodies that another one makes are where that one is.
_SET_UP = re.compile("成立|组建|设立|培育|组成|创办|开办")
# What takes place or comes to be where the clause says.
_TAKES_PLACE = re.compile(
    r"启动|举办|举行|揭牌|挂牌|开讲|开展|开办|召开|落地|成立|建立|建起|建成|设立|组建|开班|开课|开营|亮相|试点|开设|推出|开赛"
)
_TEAM = re.compile("工作[组队]$")
_INSIDE = re.compile(r"[”’]?(?:在|驻)$")
_WHOLE = re.compile(r"(?:在|面向)?全(?P<level>[省市区县州镇])(?:范围内?)?(?:[^，。；“]{0,6})[“‘]?$")
_OPENED = re.compile("揭牌|挂牌|成立|落成|开业")
_MANY = re.compile("国家|地区|各地|等地")
_AND = re.compile("和|与|、|及")
_COLON = re.compile("[：:]")


def places(subjects: Subjects) -> Iterator[Claim]:
    """Yield where a body or programme is: 位于, 在…揭牌, 某地的…, a clause that names only the place, a headline's 某地：."""
    for number, frame in enumerate(subjects.frames):
        yield from _beside(subjects, frame)
        yield from _happening(subjects, frame)
        yield from _opening(subjects, number)
        yield from _throughout(subjects, frame)
        yield from _set_up(subjects, frame)
    yield from _headline(subjects)


def _beside(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    for left, right in pairwise(clause.mentions):
        between = text[mentions[left].end : mentions[right].start]
        kinds = mentions[left].type, mentions[right].type
        site = _SITUATED.search(between) or (_TEAM.search(subjects.names[left]) and _INSIDE.fullmatch(between))
        if kinds[1] == "PLACE" and kinds[0] in _SITED and site:
            how = modality(text, mentions, clause, mentions[left].end + site.start())
            yield claim(left, "locatedIn", right, clause, 0.8, how=how)
            yield from _also(subjects, frame, left, right, how)
        if kinds[0] == "PLACE" and kinds[1] in _SITED and between and _GENITIVE.fullmatch(between):
            how = modality(text, mentions, clause, mentions[left].start)
            yield claim(right, "locatedIn", left, clause, 0.6, how=how)
        first = _FIRST.fullmatch(between) and _ONE_OF.match(text, mentions[right].end)
        if kinds[0] in _SITED and kinds[1] == "PLACE" and first:
            how = modality(text, mentions, clause, mentions[right].start)
            yield claim(left, "locatedIn", right, clause, 0.6, how=how)
    yield from _settled(subjects, frame)


def _settled(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield the place in which what the clause leaves out has settled: 首批已进驻某区和某县."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    for at in clause.mentions:
        before = text[clause.start : mentions[at].start]
        if mentions[at].type != "PLACE" or not _SITUATED.search(before) or mentions[clause.mentions[0]].type in _SITED:
            continue
        thing = frame.subject if frame.subject is not None and mentions[frame.subject].type == "PROGRAMME" else None
        teams = [one for one in clause.sentence.of(mentions, "PROGRAMME") if mentions[one].end <= clause.start]
        thing = teams[-1] if teams else thing
        if thing is not None:
            how = modality(text, mentions, clause, mentions[at].start)
            yield claim(thing, "locatedIn", at, clause, 0.65, how=how)
            yield from _also(subjects, frame, thing, at, how)
        return


def _also(subjects: Subjects, frame: Frame, thing: int, place: int, how: str) -> Iterator[Claim]:
    """Yield the second of two places that 和 joins, of which is said what is said of the first."""
    mentions = subjects.mentions
    behind = next((at for at in frame.clause.mentions if at == place + 1 and mentions[at].type == "PLACE"), None)
    if behind is not None and _AND.fullmatch(subjects.article.text[mentions[place].end : mentions[behind].start]):
        yield claim(thing, "locatedIn", behind, frame.clause, 0.65, how=how)


def _happening(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield the place of what is launched or held there: 在某市启动“暖流行动”, 某工坊在某市揭牌."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    for place in clause.mentions:
        if mentions[place].type != "PLACE" or not text[clause.start : mentions[place].start].endswith(
            ("在", "于", "在位于")
        ):
            continue
        verb = _TAKES_PLACE.search(text, mentions[place].end, min(clause.end, mentions[place].end + 12))
        if verb is None or _MANY.match(text, mentions[place].end):
            continue
        behind = [
            at
            for at in clause.mentions
            if mentions[at].start >= verb.end() and mentions[at].type in ("PROGRAMME", "ORG")
        ]
        ahead = [
            at
            for at in clause.mentions
            if mentions[at].end <= mentions[place].start and mentions[at].type in ("PROGRAMME", "ORG")
        ]
        for thing in [*behind[:1], *([] if behind else ahead[-1:])]:
            if mentions[thing].type == "PROGRAMME" or (not behind and _OPENED.match(text, verb.start())):
                yield claim(
                    thing, "locatedIn", place, clause, 0.7, how=modality(text, subjects.mentions, clause, verb.start())
                )


def _opening(subjects: Subjects, number: int) -> Iterator[Claim]:
    """Yield the place that a clause consists of, for the body with which the next one begins: 某国首都某市，某学院内…."""
    text, mentions, frame = subjects.article.text, subjects.mentions, subjects.frames[number]
    clause = frame.clause
    if number + 1 >= len(subjects.frames) or not clause.mentions or mentions[clause.mentions[-1]].type != "PLACE":
        return
    rest = text[mentions[clause.mentions[-1]].end : clause.end]
    before = text[subjects.start(clause) : mentions[clause.mentions[0]].start]
    following = subjects.frames[number + 1].clause
    if rest or len(before) > 1 or before not in ("", "在") or following.sentence != clause.sentence:
        return
    first = next(
        (at for at in following.mentions if mentions[at].type in ("ORG", "PROGRAMME", "PERSON", "UNION")), None
    )
    leads = first is not None and mentions[first].start <= subjects.start(following)
    if first is not None and mentions[first].type == "ORG" and (leads or not before):
        how = modality(text, mentions, following, mentions[first].start)
        yield claim(first, "locatedIn", clause.mentions[-1], clause, 0.6, how=how)


def _set_up(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield where the bodies are that another one makes: in its place, where their own names open with none."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    verb = _SET_UP.search(text, clause.start, clause.end)
    made = [at for at in clause.mentions if verb and mentions[at].type == "ORG" and mentions[at].start >= verb.end()]
    place = _place_of(subjects, frame) if made else None
    for at in made:
        if verb and place is not None and not divisions.chain(subjects.names[at])[0]:
            how = modality(text, subjects.mentions, clause, verb.start())
            yield claim(at, "locatedIn", place, clause, 0.6, how=how)


def _place_of(subjects: Subjects, frame: Frame) -> int | None:
    """Return the mention of the place that a clause's subject is, or that the subject's name opens with."""
    actor = frame.subject
    if actor is None or subjects.mentions[actor].type not in ("UNION", "ORG", "PLACE"):
        return None
    if subjects.mentions[actor].type == "PLACE":
        return actor
    found, _ = divisions.chain(subjects.names[actor])
    label = forms.label(found[-1]) if found else None
    return next(
        (at for at, name in enumerate(subjects.names) if name == label and subjects.mentions[at].type == "PLACE"), None
    )


def _throughout(subjects: Subjects, frame: Frame) -> Iterator[Claim]:
    """Yield the division that 全市 means, for the programme carried out there: that of the acting body's name."""
    text, mentions, clause = subjects.article.text, subjects.mentions, frame.clause
    for thing in [at for at in clause.mentions if mentions[at].type == "PROGRAMME"]:
        found = _WHOLE.search(text[clause.start : mentions[thing].start])
        actor = frame.subject
        if found is None or actor is None:
            continue
        level = found["level"]
        for at, name in enumerate(subjects.names):
            if mentions[at].type == "PLACE" and name.endswith(level) and subjects.names[actor].startswith(name):
                how = modality(text, mentions, clause, mentions[thing].start)
                yield claim(thing, "locatedIn", at, clause, 0.6, how=how)
                break


def _headline(subjects: Subjects) -> Iterator[Claim]:
    """Yield the place with which a headline opens, for the programme that it names: 某省某市：法律援助“一窗办”."""
    for frame in subjects.frames:
        clause, mentions = frame.clause, subjects.mentions
        kind = subjects.article.paragraphs[clause.sentence.paragraph].kind
        if (
            kind not in ("headline", "subheading")
            or not clause.mentions
            or not _COLON.match(subjects.article.text, clause.end)
        ):
            continue
        place = clause.mentions[-1]
        named = [at for at in clause.sentence.of(mentions, "PROGRAMME") if mentions[at].start > clause.end]
        if mentions[place].type == "PLACE" and mentions[place].end == clause.end:
            for at in named[:1]:
                there = next(one.clause for one in subjects.frames if at in one.clause.mentions)
                how = modality(subjects.article.text, mentions, there, mentions[at].start)
                yield claim(at, "locatedIn", place, clause, 0.65, how=how)
