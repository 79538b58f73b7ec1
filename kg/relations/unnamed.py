"""holdsPost where the sentence names no body: 公司董事长某某, 院长某某, 志愿者某某 belong to the one named last before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Mention
from kg.names.words import rows, words
from kg.relations.sentences import Sentence

_TITLE = "|".join(sorted(map(re.escape, words("titles.txt")), key=len, reverse=True))
_KIND = re.compile(
    rf"(?:该|本)?(?P<kind>公司|集团|企业|学院|大学|医院|学校|厂|社区|村)的?(?P<titles>[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE})(?:、[\u4e00-\u9fff]{{0,4}}?(?:{_TITLE}))*)$"
)
_FIRM = r"公司|集团|股份|重工|厂$"
# What a title alone says of the body: 院长 is of a college, a hospital or a court, 董事长 of a firm.
_OF: dict[str, tuple[str, str]] = {row[0]: (row[1], row[2]) for row in rows("bare-titles.tsv")}
# A Chinese paper's 国家主席 without a country is its own country's.
_STATE = re.compile("国家(?P<title>副?主席)$")
_BARE = re.compile(rf"(?:^|[，。；：“”、\n ])(?P<title>{'|'.join(sorted(_OF, key=len, reverse=True))})$")


def unnamed(
    article: Article, mentions: Sequence[Mention], sentence: Sentence, person: int
) -> Iterator[tuple[int, str]]:
    """Yield body and title of the posts that stand before a person without the name of a body."""
    before = article.text[sentence.start : mentions[person].start]
    found = _KIND.search(before)
    if found:
        kind = found["kind"]
        fits = _FIRM if kind in ("公司", "集团", "企业") else f"{kind}$"
        at = _last(mentions, person, "PLACE" if kind in ("社区", "村") else "ORG", fits)
        if at is not None:
            yield from ((at, title) for title in re.split("、|兼任?|，", found["titles"]))
        return
    if state := _STATE.search(before):
        here = [at for at, one in enumerate(mentions) if one.type == "PLACE" and one.text == "中国"]
        yield from ((at, state["title"]) for at in here[:1])
        return
    bare = _BARE.search(before)
    if bare:
        kind, fits = _OF[bare["title"]]
        at = _last(mentions, person, kind, fits)
        if at is not None:
            yield at, bare["title"]


def _last(mentions: Sequence[Mention], until: int, kind: str, fits: str) -> int | None:
    """Return the mention of a type named last before another whose text fits a pattern."""
    return next(
        (at for at in reversed(range(until)) if mentions[at].type == kind and re.search(fits, mentions[at].text)), None
    )
