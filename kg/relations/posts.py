"""holdsPost: who is what where, from titles between a body and a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Article, Claim, Mention
from kg.names.words import words
from kg.relations.sentences import Sentence
from kg.relations.unnamed import unnamed
from kg.values import dates

_TITLE = "|".join(sorted(map(re.escape, words("titles.txt")), key=len, reverse=True))
_ONE = rf"[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE})"
# One title, or several on the same body: 局长、党委书记; words before a title that are part of none.
_CHAIN = re.compile(
    rf"(?:的)?(?:一[名位])?(?P<then>原任?|时任|现任|前任?|新任|曾任)?(?P<titles>[\u4e00-\u9fff]{{0,6}}?(?:{_TITLE})(?:(?:、|兼|兼任|，){_ONE})*)"
)
_BODIES = ("UNION", "ORG", "PLACE")
_SPLIT = re.compile(r"、|兼任|兼|，")
# What ties a title to the next body or to the person behind it.
_JOINED = re.compile("(?:兼任?|[、，：: ])+$")
# What one does for a living is a post in a firm, and none in a union or a place.
_TRADES = ("骑手", "快递员", "司机", "员工", "职工", "工人")
_TEAM = re.compile(r"[组队]长$")
# The committee whose title stands behind that of another: 某村党总支书记、村委会主任.
_OTHER = re.compile(r"(?P<committee>居委会|村委会|工会)(?P<title>.+)")
_COMMITTEE = re.compile(r"(.+(?:社区|村))党")


def posts(
    article: Article, mentions: Sequence[Mention], sentence: Sentence, names: Sequence[str] = ()
) -> Iterator[Claim]:
    """Yield a claim for each title: 青溪市司法局副局长、市教育工会主席 makes one for each of two bodies."""
    for found in (
        *_before(article, mentions, sentence),
        *_behind(article, mentions, sentence),
        *_appointed(article, mentions, sentence),
    ):
        yield _settled(found, mentions, names)


def _before(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Titles that stand between a body and a name, honours left aside."""
    text, here = article.text, sentence.mentions
    for position, person in enumerate(here):
        if mentions[person].type != "PERSON":
            continue
        until = mentions[person].start
        found_any = False
        for at in reversed(here[:position]):
            body, between = mentions[at], text[mentions[at].end : until]
            if body.type == "HONOUR" and re.fullmatch("(?:称号)?(?:获得者|得主)?[、，]?", between):
                until = body.start
                continue
            found = _CHAIN.fullmatch(_JOINED.sub("", between)) if body.type in _BODIES else None
            if found is None:
                break
            for title in [one for one in _SPLIT.split(found["titles"]) if _employs(text, body, one)]:
                then = found["then"] or _then(text[sentence.start : body.start])
                yield _dated(article, _claim(sentence, person, at, title), then, body.start)
            until, found_any = body.start, True
        if not found_any:
            for at, title in unnamed(article, mentions, sentence, person):
                yield replace(_claim(sentence, person, at, title), confidence=0.7)


def _then(before: str) -> str | None:
    """Return the word before a body that makes a post one of the past."""
    found = re.search("时任|曾任|原任|原$", before[-4:])
    return found[0] if found else None


def _employs(text: str, body: Mention, title: str) -> bool:
    """Whether one can have such a post there: a rider is none of a union's, nor whoever comes from a place."""
    trade = title.endswith(_TRADES)
    if body.type == "PLACE":
        return not (trade or _TEAM.search(title) or text[: body.start].endswith(("来自", "驻")))
    return not (trade and body.type == "UNION")


def _behind(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """吴建国是河源市总工会主席; 吴建国自2021年起任…主席; 他是某工会的一名干部."""
    for person, at in zip((-1, *sentence.mentions), sentence.mentions, strict=False):
        if mentions[at].type not in _BODIES:
            continue
        start = mentions[person].end if person >= 0 and mentions[person].type == "PERSON" else sentence.start
        who = person if person >= 0 and mentions[person].type == "PERSON" else _pronoun(article, mentions, sentence, at)
        link = article.text[start : mentions[at].start]
        titles = re.match(
            rf"的?(?:一[名位])?(?P<titles>{_ONE}(?:、(?:{_ONE}))*)(?![\u4e00-\u9fff]{{0,2}}的)",
            article.text[mentions[at].end : sentence.end],
        )
        found = _LINK.fullmatch(link.lstrip("“"))
        if who is not None and titles and found:
            for title in titles["titles"].split("、"):
                yield _dated(
                    article, _claim(sentence, who, at, title), found["then"] or found["now"], mentions[at].start, start
                )


_LINK = re.compile(
    r"(?:[他她])?(?:同志)?，?(?:(?:自|从|于)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|开始|以来)?，?)?"
    r"(?:(?:，|系|是|为|任|担任|出任|当选为?|（)(?P<then>现任|任|曾任|时任|原任)?|(?P<now>现任|曾任))了?"
)


def _pronoun(article: Article, mentions: Sequence[Mention], sentence: Sentence, at: int) -> int | None:
    """Return the person named last before a clause that begins with 他是 or 她是."""
    start = max(article.text.rfind(mark, 0, mentions[at].start) for mark in "，。；：\n") + 1
    if not re.match("[他她](?:是|任|担任|现任|曾任)", article.text[start : mentions[at].start]):
        return None
    return next((one for one in reversed(range(at)) if mentions[one].type == "PERSON"), None)


_APPOINT = re.compile(rf"(?:同志)?(?:任命|选举|推选)?(?:为|任|担任|当选为?|出任)(?P<title>{_ONE})")


def _appointed(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """选举李某为市总工会主席 needs the body between; 由李某任主席 the body before."""
    for position, person in enumerate(sentence.mentions):
        if mentions[person].type != "PERSON":
            continue
        found = _APPOINT.match(article.text, mentions[person].end, sentence.end)
        before = [at for at in sentence.mentions[:position] if mentions[at].type in ("UNION", "ORG")]
        if found and before:
            yield _claim(sentence, person, before[-1], found["title"])


def _settled(found: Claim, mentions: Sequence[Mention], names: Sequence[str]) -> Claim:
    """Return a post with its title on the body that it belongs to: 工会主席 of a union is 主席, 居委会主任 is of the 社区."""
    other = _OTHER.fullmatch(found.value or "")
    if other is None or found.object is None or not names:
        return found
    if other["committee"] == "工会" and mentions[found.object].type == "UNION":
        return replace(found, value=other["title"])
    committee = _COMMITTEE.match(names[found.object])
    place = next(
        (at for at, name in enumerate(names) if committee and name == committee[1] and mentions[at].type == "PLACE"),
        None,
    )
    return found if place is None else replace(found, object=place)


def _dated(article: Article, found: Claim, then: str | None, body: int, start: int | None = None) -> Claim:
    """Return a post with its own interval: 时任 in the year told, 原 up to the article, 自…起 and 任 from a date on."""
    text, sentence = article.text, (found.start, body)
    told = [one.iso for one in dates(text[sentence[0] : sentence[1]], article.date)]
    if then in ("时任", "曾任", "原任"):
        return replace(found, since=told[-1] if told else None, until=told[-1] if told else article.date)
    if then in ("原", "前", "前任"):
        return replace(found, until=article.date)
    if start is not None and told and re.search("[任选]|起", text[start:body]):
        return replace(found, since=told[-1])
    return found


def _claim(sentence: Sentence, person: int, body: int, title: str) -> Claim:
    title = re.sub(r"^(?:的|原任?|时任|现任|前任?|新任|曾任)", "", title)
    return Claim(person, "holdsPost", body, title, sentence.start, sentence.end, "text", 0.9)
