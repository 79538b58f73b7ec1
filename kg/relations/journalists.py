"""holdsPost of those who write: 本报记者 and 本报通讯员 are the paper's that the page names in its masthead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import PAPER, Article, Claim, Mention
from kg.relations.sentences import Sentence

_OURS = re.compile(r"本报(?:讯|综合消息)?")
_ROLE = re.compile(r"[ 　（(、/:：]*(?:(?:首席|特约|见习|实习|摄影)?(?P<role>记者|通讯员))?[ 　:：]*")


def journalists(article: Article, mentions: Sequence[Mention], sentence: Sentence) -> Iterator[Claim]:
    """Yield a post for each person of a byline: 本报讯（记者 某某 通讯员 某某）. The object is `PAPER`."""
    text = article.text
    people = [at for at in sentence.mentions if mentions[at].type == "PERSON"]
    for ours in _OURS.finditer(text, sentence.start, sentence.end):
        reached, role = ours.end(), ""
        for at in people:
            if mentions[at].start < reached:
                continue
            between = _ROLE.fullmatch(text, reached, mentions[at].start)
            if between is None or not (between["role"] or role):
                break
            role, reached = between["role"] or role, mentions[at].end
            yield Claim(at, "holdsPost", PAPER, role, sentence.start, sentence.end, "text", 0.9)
