"""Other names that the text itself gives: （以下简称市总）, 甲基地（乙基地）, 又名乙."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Article, Mention
from kg.names import divisions, forms

_SAYS = "又称|又名|亦称|也称|俗称|人称|原名|统称|简称|下称|也叫|又叫|即"
_ABBREVIATION = re.compile(
    rf"[，,]?[（(]?(?:以下)?(?:{_SAYS})(?:为)?[：:]?[“\"]?(?P<short>[^”\"）)，。、]{{2,16}})[”\"]?[)），。]"
)
_BETWEEN = re.compile(rf"[，,]?[（(]?(?:以下)?(?P<says>{_SAYS})?(?:为)?[：:]?[“\"]?")


def definitions(article: Article, mentions: Sequence[Mention]) -> dict[tuple[str, str], int]:
    """Return type and other name to the index of the mention that the text gives it to."""
    found: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(mentions):
        match = _ABBREVIATION.match(article.text, mention.end)
        if match:
            found.setdefault((mention.type, forms.plain(match["short"])), index)
        if index + 1 < len(mentions) and _says(article.text, mention, mentions[index + 1]):
            found.setdefault((mention.type, forms.plain(mentions[index + 1].text)), index)
    return found


def _says(text: str, mention: Mention, other: Mention) -> bool:
    """Whether the text between two mentions makes the second another name of the first."""
    between = _BETWEEN.fullmatch(text, mention.end, other.start) if other.start > mention.end else None
    if between is None or mention.type != other.type:
        return False
    if between["says"]:
        return True
    bracket = "（" in between[0] or "(" in between[0]
    closes = text[other.end : other.end + 2].lstrip('”"')[:1] in ("）", ")")
    if not bracket or not closes or mention.type == "PERSON" or divisions.chain(other.text)[1] == len(other.text):
        return False
    return forms.plain(mention.text)[-2:] == forms.plain(other.text)[-2:]
