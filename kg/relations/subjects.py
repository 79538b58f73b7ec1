"""What each clause is about: the name that stands as its subject, a noun or pronoun that takes one up, or the clause before's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, Mention
from kg.names.words import words
from kg.relations.clauses import Clause, clauses
from kg.relations.sentences import sentences
from kg.values import NUMBER

THINGS = ("UNION", "ORG", "PLACE", "PROGRAMME", "EVENT")
ACTIONS = ("PROGRAMME", "EVENT")
# Words that may stand before a subject: when, how often, and what ties a clause to the one before.
_OPENING = re.compile(
    r"(?:据了解|据悉|据统计|据介绍|截至[^，]{0,10}?(?:目前|[年月日底])"
    r"|今年|去年|前年|当年|当天|当日|近日|日前|近年来?|目前|如今|眼下|现在"
    r"|其中|同时|此外|另外|随后|此次|首次|先后|累计"
    r"|[\d〇一二三四五六七八九十]{1,4}[年月日]|[上下]半年|[一二三四]季度|年底|以来|来|底|初"
    r"|[每前][年月周天]|则|又|还|也|再|并|而|但|共|已|均|都|就|仍|更|“|‘|▶|——|[ 　])*"
)
_PREPOSITION = re.compile(
    r"(?:在|于|从|向|对|与|和|同|给|为|把|被|将|赴|由|到|至|跟|让|使|按|据|经|以|及|等|位于|来自|走进|来到|通过|依托|借助|围绕|根据|按照|针对|联合|会同|携手|邀请|带着|带领|加强|完善|健全|深化|强化|优化|规范|发挥|依靠|指导|引导|帮助|支持|慰问|走访|看望|培育|吸引|感谢|服务)了?[“‘]?$"
)
# 在全县“师徒帮”活动中: where something is done, not who does it.
_WITHIN = re.compile("在[^，。；]*$")
_CLOSING = re.compile("[”’]?[\u4e00-\u9fff]{0,6}?(?:中|里|内|上|期间)")
_VERB = re.compile(
    "|".join(
        sorted({*words("programme-verbs.txt"), *words("count-verbs.txt")} - {"服务", "组织"}, key=len, reverse=True)
    )
)
# What is left of a verb where a page has lost the row before: 善“…”机制 for 完善“…”机制. The others are words of their own.
_TORN = {verb[at:] for verb in words("programme-verbs.txt") for at in range(1, len(verb))} - {*"新全好实与"}
# What is said of a subject behind a relative clause or a genitive: 总工会打造的“暖心驿家”, 省总工会“云课堂”.
_HEAD = re.compile(r"(?:[^，。；：、“”]{1,20}的)?[“‘《]?")
# What is someone's does something, not that person: 某某同志的论断阐明….
_OF_SOMEONE = re.compile("(?:总?书记|主席|同志|老师|师傅|先生|女士)?的(?![是确话])")
_LOCATIVE = tuple("的内里上中举召")
# Who is no entity: what is counted of them belongs to nobody in the graph.
AT_LARGE = re.compile(
    r"我国|各级(?:地方)?工会|各级党|基层工会|基层以上工会|地方工会|各地工会|工会系统|工会组织|工会机关|全国工会|工会干部们?|已建工会|工会企|企事业单位所|省（区、市）|省区市"
    r"|全国(?![总五工劳文人政道先优模职])|各地|许多|多名|不少|网友|人们|旅客"
)
# Those who are brought to do something are not who does it: 带动各级工会.
_MOVED = re.compile(r"(?:带动|推动|引导|指导|动员|组织|号召|激励)全?[省市区县国州]?$")
_TAKES_UP = re.compile(
    r"(?P<that>该|这[个一家座支项所场次批]|此|本)?(?P<noun>[村区市县镇厂院校](?=里)|[\u4e00-\u9fff]{1,5})"
)
# Nouns that take up a name ending in them without a pointing word.
_NOUNS = words("taken-up.txt")
_FIRM = re.compile(r"公司|集团|重工|股份|厂$")
# A feast is when something is done, and does nothing itself.
_FEAST = re.compile("节$|^(?:元旦|五一|七一|八一|十一|国庆|中秋|端午|重阳|除夕|腊八)+$")
# What an article is about is named in its headline or within so many characters of its text, with at least this weight.
_OPENING_LENGTH, _OFTEN = 150, 2
_WEIGHTS = {"UNION": 1.5, "ORG": 1.0, "PROGRAMME": 1.2, "EVENT": 1.0, "PLACE": 0.6}
# Nouns that can take up whatever is of a kind: 会议 an event of any name.
_OF_A_KIND = {
    "EVENT": ("大会", "会议", "活动", "比赛", "座谈会", "论坛"),
    "PROGRAMME": ("活动", "计划", "项目", "行动", "机制", "做法", "模式", "品牌", "制度"),
}


def torn(before: str) -> bool:
    """Whether what stands before a name in its clause is the rest of a verb that has the name for its object."""
    return before.strip("“‘") in _TORN


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause with its subject (an index into the mentions, None where it is nobody of the graph) and its theme.

    ``theme`` is the programme or event that the clause does something with. ``own`` says that the clause names its
    subject itself, ``at_large`` that this is no entity (各级工会), ``grounded`` that the subject stands in the paragraph and
    is not just what the article is about.
    """

    clause: Clause
    subject: int | None
    theme: int | None
    own: bool
    at_large: bool
    grounded: bool


class Subjects:
    """The frames of an article, clause by clause; a subject carries on to the clauses of its paragraph that have none."""

    def __init__(self, article: Article, mentions: Sequence[Mention], names: Sequence[str]) -> None:
        self.article, self.mentions, self.names = article, mentions, names
        # A meeting is spoken of for a paragraph, and counts nothing beyond it.
        self.topic = self._topic(tuple(kind for kind in THINGS if kind != "EVENT"))
        self.body = self._topic(("UNION", "ORG", "PLACE"))
        self.frames = list(self._frames())

    def at(self, offset: int) -> int:
        """Return the number of the frame that holds an offset of the article."""
        return next((i for i in reversed(range(len(self.frames))) if self.frames[i].clause.start <= offset), 0)

    def _frames(self) -> Iterator[Frame]:
        before: Frame | None = None
        for sentence in sentences(self.article, self.mentions):
            if before is not None and before.clause.sentence.paragraph != sentence.paragraph:
                before = None
            for clause in clauses(self.article, self.mentions, sentence):
                before = self._frame(clause, before)
                yield before

    def _frame(self, clause: Clause, before: Frame | None) -> Frame:
        own = self.named(clause, clause.end)
        theme = self._theme(clause, own)
        start = self.start(clause)
        if own is None:
            own = self._taken_up(clause, start, before)
        at_large = AT_LARGE.match(self.article.text, start, clause.end)
        if own is not None:
            return Frame(clause, own, theme, True, False, True)
        if at_large:
            return Frame(clause, None, theme, True, True, False)
        if before is None:
            return Frame(clause, self.topic, theme, False, False, False)
        return Frame(clause, before.subject, theme, False, before.at_large, before.grounded)

    def start(self, clause: Clause) -> int:
        """Return where a clause begins behind the words that say when, or tie it to the one before."""
        opening = _OPENING.match(self.article.text, clause.start, clause.end)
        return opening.end() if opening else clause.start

    def named(self, clause: Clause, until: int, kinds: Sequence[str] = (*THINGS, "PERSON")) -> int | None:
        """Return the name of one of ``kinds`` that stands as the subject of a clause before the offset ``until``."""
        here = [at for at in clause.mentions if self.mentions[at].end <= until]
        start = self.start(clause)
        led = True
        for position, at in enumerate(here):
            # Of names in a row the first decides: 来自甲、乙 has neither for its subject.
            row = position and self._between(here[position - 1], at) in ("、", "和", "与")
            led = led if row and not led else self._leads(at, start)
            if self.mentions[at].type in kinds and led and not _FEAST.search(self.mentions[at].text):
                return self._head(at, here[position + 1 :]) if "PROGRAMME" in kinds else at
        return None

    def _between(self, left: int, right: int) -> str:
        return self.article.text[self.mentions[left].end : self.mentions[right].start]

    def _leads(self, at: int, start: int) -> bool:
        """Whether nothing before a name in its clause makes it something else than the subject."""
        mention, text = self.mentions[at], self.article.text
        before = text[start : mention.start]
        if mention.start <= start:
            before = ""
        if torn(before) or _PREPOSITION.search(before) or (NUMBER.search(before) and not before.endswith("岁的")):
            return False
        if _WITHIN.search(before) and _CLOSING.match(text, mention.end):
            return False
        if mention.type == "PLACE" and text[mention.end : mention.end + 1] in _LOCATIVE:
            return False
        if mention.type == "PERSON" and _OF_SOMEONE.match(text, mention.end):
            return False
        return before.endswith(("的", "的“")) or not _VERB.search(before)

    def _head(self, at: int, behind: Sequence[int]) -> int:
        """Return what a name belongs to as a modifier: the programme behind it."""
        for other in behind:
            between = self.article.text[self.mentions[at].end : self.mentions[other].start]
            if self.mentions[other].type in ACTIONS and _HEAD.fullmatch(between):
                return other
        return at

    def _theme(self, clause: Clause, subject: int | None) -> int | None:
        """Return the programme or event that a clause names last, other than its subject."""
        named = [
            at
            for at in clause.mentions
            if self.mentions[at].type in ACTIONS and at != subject and not _FEAST.search(self.mentions[at].text)
        ]
        return named[-1] if named else None

    def _taken_up(self, clause: Clause, start: int, before: Frame | None) -> int | None:
        """Return what a noun at the beginning of a clause takes up: 该中心, 工坊, 大会."""
        if self.article.text.startswith("我国", start):
            return self._country()
        found = _TAKES_UP.match(self.article.text, start, clause.end)
        if not found:
            return None
        noun = found["noun"]
        tails = [noun[:size] for size in range(len(noun), 0, -1)]
        for tail in tails if found["that"] or len(noun) == 1 else [one for one in _NOUNS if noun.startswith(one)]:
            if (
                before is not None
                and before.subject is not None
                and before.grounded
                and self._ends(before.subject, tail)
            ):
                return before.subject
            at = self.ending(tail, clause.start)
            if at is not None:
                return at
        return None

    def ending(self, noun: str, until: int) -> int | None:
        """Return what a noun takes up: the name that ends so and stands last before an offset, else first behind it."""
        ends = [at for at in range(len(self.mentions)) if self._ends(at, noun)]
        ahead = [at for at in ends if self.mentions[at].end <= until]
        return ahead[-1] if ahead else next(iter(ends), None)

    def _ends(self, at: int, tail: str) -> bool:
        """Whether the noun ``tail`` can take up a name: it closes it, stands behind it, or is the word for its kind."""
        mention = self.mentions[at]
        if mention.type not in THINGS:
            return False
        if self.names[at].endswith(tail) or mention.text.endswith(tail):
            return True
        if self.article.text[mention.end : mention.end + 8].lstrip("”’").startswith(tail):
            return True
        if tail in ("公司", "企业", "集团"):
            return mention.type == "ORG" and bool(_FIRM.search(self.names[at]))
        return tail in _OF_A_KIND.get(mention.type, ())

    def _country(self) -> int | None:
        return next(
            (at for at, name in enumerate(self.names) if name == "中国" and self.mentions[at].type == "PLACE"), None
        )

    def at_large(self, clause: Clause, until: int) -> bool:
        """Whether what a clause names before an offset is no entity: 各级工会."""
        found = AT_LARGE.search(self.article.text, clause.start, until)
        return found is not None and not _MOVED.search(self.article.text[clause.start : found.start()])

    def _topic(self, kinds: Sequence[str]) -> int | None:
        """Return what the article is about: of what its headline or opening names, what it names most."""
        body = next((one.start for one in self.article.paragraphs if one.kind == "body"), 0)
        weights: dict[str, float] = {}
        first: dict[str, int] = {}
        for at, mention in enumerate(self.mentions):
            if mention.type in kinds and not _FEAST.search(mention.text):
                name = self.names[at]
                weights[name] = weights.get(name, 0.0) + _WEIGHTS[mention.type] * (3 if mention.end <= body else 1)
                if mention.start <= body + _OPENING_LENGTH:
                    first.setdefault(name, at)
        if not first:
            return None
        name = max(first, key=lambda one: (weights[one], -first[one]))
        return first[name] if weights[name] >= _OFTEN else None
