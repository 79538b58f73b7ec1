"""receives and establishedOn: what was awarded to whom, and since when something stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Claim, Mention
from kg.relations.sentences import Sentence
from kg.values import dates

_AWARD = re.compile(r"荣获|获评|被授予|获得|获颁|被评为|入选|荣膺|当选|摘得|捧回|获|授予|评为|荣登|命名为")
# Of a body or a place, a verb that has no object behind it: 总工会成立 is founded, 总工会成立工作室 founds.
_STANDS = re.compile(
    r"(?:成立|揭牌|挂牌|落成|投入使用|投用|启用|建成|开通|开工)(?=[，。；、：！）”]|$|于|后|以来|之|时|的|通车|运营|仪式|投用|投入)"
)
# So many characters may stand between a date and its verb.
_NEAR = 40
_FOUND = re.compile(r"成立|揭牌|启动|上线|投入使用|投用|挂牌|建成|开通|启用|开工|设立|创办|落成|推出|组建|开办|办起")


def honours(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield a claim for each honour that a verb of award gives to the one named last before it, or that stands as a person's title."""
    text = article.text
    for honour in sentence.of(mentions, "HONOUR"):
        mention = mentions[honour]
        before = [
            at
            for at in sentence.of(mentions, "PERSON", "UNION", "ORG", "PLACE", "PROGRAMME")
            if mentions[at].end <= mention.start
        ]
        behind = [at for at in sentence.of(mentions, "PERSON") if mentions[at].start >= mention.end]
        if before and _AWARD.search(text[mentions[before[-1]].end : mention.start]):
            yield _claim(before[-1], honour, text, sentence)
        elif behind and re.fullmatch(
            r"(?:获得者|称号获得者|得主|、|，|的)*", text[mention.end : mentions[behind[0]].start]
        ):
            yield _claim(behind[0], honour, text, sentence)


def _claim(subject: int, honour: int, text: str, sentence: Sentence) -> Claim:
    year = re.search(r"(?:19|20)\d\d(?=年)", text[sentence.start : sentence.end])
    return Claim(subject, "receives", honour, year[0] if year else None, sentence.start, sentence.end, "text", 0.75)


def foundings(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield when a body, place or programme was founded, launched or opened, where the same clause dates it."""
    text = article.text
    stated = [
        (sentence.start + one.start, sentence.start + one.end, one.iso)
        for one in dates(text[sentence.start : sentence.end], article.date)
    ]
    for subject in sentence.of(mentions, "UNION", "ORG", "PLACE", "PROGRAMME"):
        verb = _behind(text, mentions, sentence, subject) or _before(text, mentions[subject])
        if verb is None:
            continue
        near = [one for one in stated if one[1] <= max(verb, mentions[subject].start) and verb - one[1] <= _NEAR]
        if near:
            yield Claim(subject, "establishedOn", None, near[-1][2], sentence.start, sentence.end, "text", 0.7)


def _behind(text: str, mentions: Sequence[Mention], sentence: Sentence, subject: int) -> int | None:
    """Return where the verb stands that says of ``subject``, before it, that it was founded."""
    end = mentions[subject].end
    pattern = _FOUND if mentions[subject].type == "PROGRAMME" else _STANDS
    verb = pattern.search(text, end, min(sentence.end, end + 28))
    if verb is None or re.search(r"[，。；]", text[end : verb.start()]):
        return None
    if _other(mentions, sentence, end, verb.start()) and not re.match("[”’]?由", text[end : verb.start()]):
        return None
    return verb.start()


_LAUNCHED = re.compile(rf"(?:{_FOUND.pattern})了?(?:的|[\u4e00-\u9fff]{{0,4}}首[个家])?[“‘]?$")


def _before(text: str, mention: Mention) -> int | None:
    """Return where the verb stands that has ``mention`` for its object: 启动“师带徒”计划."""
    start = max(0, mention.start - 14)
    verb = _LAUNCHED.search(text[start : mention.start])
    return start + verb.start() if verb else None


def _other(mentions: Sequence[Mention], sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= mentions[at].start < end for at in sentence.mentions)
