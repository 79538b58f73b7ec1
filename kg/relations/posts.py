"""holdsPost: who is what where, from titles between a body and a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Claim, Mention
from kg.names.words import words
from kg.relations.sentences import Sentence

_TITLE = "|".join(sorted(map(re.escape, words("titles.txt")), key=len, reverse=True))
# One title, or several on the same body: 党组书记、副主席; words before a title that are part of none.
_CHAIN = re.compile(
    rf"(?:的)?(?:原|时任|现任|前|新任)?(?P<titles>[\u4e00-\u9fff]{{0,6}}?(?:{_TITLE})(?:(?:、|兼|兼任|，)(?:[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE})))*)"
)
_BODIES = ("UNION", "ORG", "PLACE")
_SPLIT = re.compile(r"、|兼任|兼|，")


def posts(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield a claim for each title: 南阳市人大常委会一级巡视员、市总工会主席 makes one for each of two bodies."""
    text = article.text
    here = sentence.mentions
    for position, person in enumerate(here):
        if mentions[person].type != "PERSON":
            continue
        until = mentions[person].start
        for at in reversed(here[:position]):
            body = mentions[at]
            if body.type not in _BODIES:
                break
            between = text[body.end : until]
            found = _CHAIN.fullmatch(between.rstrip("、，：: "))
            if found is None:
                break
            for title in _SPLIT.split(found["titles"]):
                yield _claim(sentence, person, at, title)
            until = body.start
        if until == mentions[person].start:
            yield from _generic(article, mentions, sentence, person)
    yield from _behind(article, mentions, sentence)
    yield from _appointed(article, mentions, sentence)


_KIND = re.compile(
    rf"(?:该|本)?(?P<kind>公司|集团|企业|学院|大学|医院|学校|厂|社区|村)的?(?P<titles>[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE})(?:、[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE}))*)$"
)


def _generic(article: Article, mentions: Sequence[Mention], sentence: Sentence, person: int) -> Iterator[Claim]:
    """公司董事长肖某: the company named last before, in this article."""
    found = _KIND.search(article.text, sentence.start, mentions[person].start)
    if found is None:
        return
    kind = found["kind"]
    fits = re.compile(r"公司|集团|股份|重工|厂$" if kind in ("公司", "集团", "企业") else f"{kind}$")
    types = ("PLACE",) if kind in ("社区", "村") else ("ORG",)
    before = [at for at in range(person) if mentions[at].type in types and fits.search(mentions[at].text)]
    if before:
        for title in _SPLIT.split(found["titles"]):
            yield _claim(sentence, person, before[-1], title)


def _behind(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """吴建国是河源市总工会主席; 吴建国任…主席."""
    for person, at in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        if mentions[person].type != "PERSON" or mentions[at].type not in _BODIES:
            continue
        link = article.text[mentions[person].end : mentions[at].start]
        behind = re.match(
            rf"[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE})(?:、(?:[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE})))*",
            article.text[mentions[at].end : sentence.end],
        )
        if behind and re.fullmatch(r"(?:同志)?(?:，|系|是|为|任|现任|担任|当选为?|出任|（)(?:现任|任)?", link):
            for title in behind[0].split("、"):
                yield _claim(sentence, person, at, title)


_APPOINT = re.compile(rf"(?:任命|选举|推选)?(?:为|任|担任|当选为?|出任)(?P<title>[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE}))")


def _appointed(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """选举李某为市总工会主席 needs the body between; 由李某任主席 the body before."""
    for position, person in enumerate(sentence.mentions):
        if mentions[person].type != "PERSON":
            continue
        found = _APPOINT.match(article.text, mentions[person].end, sentence.end)
        before = [at for at in sentence.mentions[:position] if mentions[at].type in ("UNION", "ORG")]
        if found and before:
            yield _claim(sentence, person, before[-1], found["title"])


def _claim(sentence: Sentence, person: int, body: int, title: str) -> Claim:
    title = re.sub(r"^(?:的|原|时任|现任|前|新任)", "", title)
    return Claim(person, "holdsPost", body, title, sentence.start, sentence.end, "text", 0.9)
