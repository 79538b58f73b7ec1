"""What linking costs: generated pages with a given number of mentions, of a fifth as many entities.

Names are made of real divisions and family names, the articles of a few people, unions, firms (in full and short),
programmes and neighbourhoods of one county. Every tenth page brings namesakes of people elsewhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from kg.joining import join
from kg.linking.linked import Linked
from kg.linking.within import link
from kg.model import Article, Claim, Mention, Page, Paragraph, Reading
from kg.names import divisions, forms
from kg.names.divisions import COUNTY, Division
from kg.names.words import surnames
from tests.benchmarks.speed import memory

SIZES = (10_000, 100_000, 1_000_000)
_GIVEN = "文博建国晓岚海燕志强秋菊子安雪晴永兴玉瑾德胜新祺淑芬彦辰俊伟鸿涛佳宁立楚楠春大鹏以"
_FIRM = "岭江原禾湖川峰泰恒瑞安源青皖临渭沿新顺通华锦"
_TRADES = ("重工", "电机", "食品", "快递", "纺织", "药业", "造船", "建材")
_LEGAL = ("有限公司", "股份有限公司", "集团有限公司")


@dataclass(frozen=True, slots=True)
class Cost:
    """What linking a corpus took: mentions, entities found, seconds of one core by stage, and the most memory held, in MB."""

    mentions: int
    entities: int
    within: float
    across: float
    memory: float


class _County:
    """The things of one county, which its pages name again and again."""

    def __init__(self, place: Division, chance: random.Random, size: int) -> None:
        single, _ = surnames()
        families = sorted(single)
        self.label = forms.label(place)
        self.union = f"{self.label}总工会"
        word = lambda letters, count: "".join(chance.choice(letters) for _ in range(count))  # noqa: E731
        self.people = [chance.choice(families) + word(_GIVEN, 2) for _ in range(size)]
        self.firms = [(word(_FIRM, 2) + chance.choice(_TRADES), chance.choice(_LEGAL)) for _ in range(size // 2)]
        self.places = [f"{word(_FIRM, 3)}社区" for _ in range(size // 4)]
        self.programmes = [f"{word(_FIRM, 4)}行动" for _ in range(size // 4)]


def pages(mentions: int, seed: int = 1) -> Iterator[Reading]:
    """Yield pages with ``mentions`` mentions in all, unlinked; two in three things recur."""
    chance = random.Random(seed)
    table = [one for one in divisions.table() if one.level == COUNTY and forms.label(one) == one.name]
    per_article = 20
    count = mentions // per_article
    places = chance.sample(table, min(len(table), max(4, count // 40)))
    counties = [_County(place, chance, max(4, mentions // 10 // len(places))) for place in places]
    for number in range(count):
        yield _page(number, counties[number % len(counties)], chance)


def _page(number: int, county: _County, chance: random.Random) -> Reading:
    text, marked = "", list[Mention]()

    def say(before: str, name: str, kind: str) -> int:
        nonlocal text
        text += before
        marked.append(Mention(len(text), len(text) + len(name), name, kind, "made", 1.0))
        text += name
        return len(marked) - 1

    claims = []
    union = say("", county.union, "UNION")
    for person in chance.sample(county.people, 4):
        at = say("主席", person, "PERSON")
        if chance.random() < 0.5:
            claims.append(Claim(at, "holdsPost", union, "主席", 0, len(text)))
    for core, legal in chance.sample(county.firms, min(2, len(county.firms))):
        say("，", county.label + core + legal, "ORG")
        say("的", core, "ORG")
    say("，", "市总工会", "UNION")
    for place in chance.choices(county.places, k=3):
        say("，", place, "PLACE")
    for programme in chance.choices(county.programmes, k=3):
        say("，", programme, "PROGRAMME")
    for person in chance.sample(county.people, 4):
        say("。", person, "PERSON")
    document = f"{number // 1000:03}/{number:06}.txt"
    date = f"{2000 + number % 25}-05-01"
    body = Paragraph(0, len(text), "body")
    article = Article(1, document, text, range(len(text)), (body,), ((0, len(text)),), date=date)
    return Reading(Page(document, text, "0" * 64, date), (article,), (tuple(marked),), (), (tuple(claims),), ((),))


def cost(mentions: int) -> Cost:
    """Link a generated corpus and return what it took."""
    made = list(pages(mentions))
    start = process_time()
    linked = [_linked(one) for one in made]
    between = process_time()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        joined = join(Linked(linked), linked, Path(folder, "rows"))
        within, across = between - start, process_time() - between
        return Cost(joined["mentions"].num_rows, joined["entities"].num_rows, within, across, memory())


def _linked(one: Reading) -> Reading:
    references = (link(one.articles[0], one.mentions[0]),)
    return Reading(one.page, one.articles, one.mentions, references, one.claims, one.amounts)
