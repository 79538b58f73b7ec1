"""receives and establishedOn: what was awarded to whom, and since when something stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Claim, Mention
from kg.relations.sentences import Sentence
from kg.values import dates

_AWARD = re.compile(r"荣获|获评|被授予|获得|获颁|被评为|入选|荣膺|当选|摘得|捧回|获|授予|评为|荣登|命名为")
_FOUND = re.compile(r"成立|揭牌|启动|上线|投入使用|投用|挂牌|建成|创建|开通|启用|开工|设立|创办|落成|推出")


def honours(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield a claim for each honour that a verb of award gives to the one named last before it, or that stands as a person's title."""
    text = article.text
    for honour in sentence.of(mentions, "HONOUR"):
        mention = mentions[honour]
        before = [at for at in sentence.of(mentions, "PERSON", "UNION", "ORG", "PLACE", "PROGRAMME") if mentions[at].end <= mention.start]
        behind = [at for at in sentence.of(mentions, "PERSON") if mentions[at].start >= mention.end]
        if before and _AWARD.search(text[mentions[before[-1]].end : mention.start]):
            yield _claim(before[-1], honour, text, sentence)
        elif behind and re.fullmatch(r"(?:获得者|称号获得者|得主|、|，|的)*", text[mention.end : mentions[behind[0]].start]):
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
        mention = mentions[subject]
        verb = _FOUND.search(text, mention.end, min(sentence.end, mention.end + 14))
        if verb is None or re.search(r"[，。；]", text[mention.end : verb.start()]) or _other(mentions, sentence, mention.end, verb.start()):
            continue
        near = [one for one in stated if one[1] <= verb.end() and verb.start() - one[1] <= 40 and (one[0] < mention.start or one[0] >= mention.end)]
        if near:
            yield Claim(subject, "establishedOn", None, near[-1][2], sentence.start, sentence.end, "text", 0.7)


def _other(mentions: Sequence[Mention], sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= mentions[at].start < end for at in sentence.mentions)
