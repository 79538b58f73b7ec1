"""What an article says of where it plays: the divisions it names, in its order, and the one it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Article, Mention
from kg.names import divisions
from kg.names.divisions import CITY, COUNTY, PROVINCE, TOWN, Division

_LEVELS = {"省": PROVINCE, "自治区": PROVINCE, "市": CITY, "州": CITY, "自治州": CITY, "盟": CITY, "区": COUNTY, "县": COUNTY,
           "自治县": COUNTY, "旗": COUNTY, "镇": TOWN, "乡": TOWN, "街道": TOWN}  # fmt: skip

# Neighbourhoods bear names that begin as a county's short one does, wherever they lie: 安平家园 is not in 安平县.
_NEIGHBOURHOOD = re.compile(r"[\u4e00-\u9fff]{0,3}(?:社区|村|小区|家园|花园)")


@dataclass(frozen=True, slots=True)
class Context:
    """The divisions that an article names: where each stands, and ``home``, the one that most of them lie in or name."""

    named: tuple[tuple[int, Division], ...]
    home: Division | None
    # Which mention of the article each of ``named`` is.
    mentions: tuple[int, ...] = ()

    def named_by(self, division: Division, at: int) -> int | None:
        """Return the index of the mention that names ``division`` or what lies in it, the last before offset ``at`` if any."""
        found = [
            (start, index)
            for (start, one), index in zip(self.named, self.mentions, strict=True)
            if one == division or one.within(division)
        ]
        before = [index for start, index in found if start < at]
        return before[-1] if before else found[0][1] if found else None

    def division(self, level: str, at: int) -> Division | None:
        """Return the division that 市, 区, 省 … means at offset ``at``: the last one named of that level, else home's own."""
        before = [one for start, one in self.named if start < at for one in _up(one) if _fits(one, level)]
        if self.home is not None:
            own = [one for one in _up(self.home) if _fits(one, level)]
            if own and own[0] in (before or own):
                return own[0]
        if before:
            return before[-1]
        behind = [one for start, one in self.named for one in _up(one) if _fits(one, level)]
        return behind[0] if len(set(behind)) == 1 else None

    def county(self, place: str, at: int) -> Division | None:
        """Return the county that a 社区 or 村 named at offset ``at`` lies in: one that has the town its name opens with, else
        the last one named before it.
        """
        named = [one for start, one in self.named if start < at] or [one for _, one in self.named]
        counties = [above for one in named for above in _up(one) if above.level == COUNTY]
        towns = [one for one in divisions.starting(place) if one.level == TOWN and one.name[-1] in "镇乡道"]
        if towns:
            return next((one for one in reversed(counties) if any(town.within(one) for town in towns)), None)
        # Named in passing are counties elsewhere; where the article plays no county is named, none is meant.
        near = [one for one in counties if self.home is None or one.within(self.home) or self.home.within(one)]
        return near[-1] if near else None


def read(article: Article, mentions: Sequence[Mention]) -> Context:
    """Return the context of an article; divisions in its headline and first paragraph count more."""
    named: list[tuple[int, Division]] = []
    indices: list[int] = []
    weight: Counter[Division] = Counter()
    early = next((one.end for one in article.paragraphs if one.kind == "body"), 0)
    for index, mention in enumerate(mentions):
        if mention.type not in ("PLACE", "UNION", "ORG"):
            continue
        found, length = divisions.chain(mention.text)
        if not found:
            continue
        last = found[-1]
        if not mention.text[:length].endswith(last.name) and _NEIGHBOURHOOD.match(mention.text, length):
            continue
        if last.level == TOWN and len(found) == 1 and not any(one.within(last) for _, one in named):
            above = divisions.parent(last)
            if above is None or not any(one == above for _, one in named):
                continue
        named.append((mention.start, last))
        indices.append(index)
        for one in _up(last):
            weight[one] += (3 if mention.start < early else 1) * (2 if mention.type == "UNION" else 1)
    return Context(tuple(named), _home(weight), tuple(indices))


def _home(weight: Counter[Division]) -> Division | None:
    """Descend from the heaviest province as long as one division below holds most of the weight."""
    home: Division | None = None
    for level in (PROVINCE, CITY, COUNTY):
        below = [
            (count, one) for one, count in weight.items() if one.level == level and (home is None or one.within(home))
        ]
        if not below:
            continue
        count, best = max(below, key=lambda pair: (pair[0], pair[1].code))
        total = sum(weight[one] for one in weight if one.level == level)
        if count * 2 <= total or (home is not None and count * 3 < weight[home]):
            break
        home = best
    return home


def _up(division: Division) -> list[Division]:
    """Return a division and those above it, itself first."""
    line = [division]
    while (above := divisions.parent(line[-1])) is not None:
        line.append(above)
    return line


def _fits(division: Division, level: str) -> bool:
    if level == "区" and division.level == PROVINCE:
        return division.name.endswith("自治区")
    if level == "市" and division.name.endswith("市"):
        return division.level in (PROVINCE, CITY, COUNTY)
    return _LEVELS.get(level) == division.level and division.name.endswith(level)
