"""The grammar of names: what a name's own form, or what stands beside it, says without any training."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.names import divisions as divisions_of
from kg.names import matcher
from kg.names.divisions import PROVINCE, chain
from kg.names.words import surnames, words
from kg.ner.candidates import ARTICLE_BREAK, Candidate, candidates
from kg.ner.compounds import compounds
from kg.ner.stations import stations
from kg.ner.words import text_of, word_starts

Rule = Callable[[str, frozenset[int]], Iterator[Candidate]]

_HAN = "\u4e00-\u9fff"
_NAME = rf"(?!记者|通讯员|本报|新华社)[{_HAN}]{{2,4}}|[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}})+"
_WORK = re.compile(r"《([^《》\n]{2,80})》")
_PAPER = re.compile(r"(?:日报|晚报|工人报|时报|早报|周报)$")
_BYLINE = re.compile(
    rf"(?:(?<=记者)|(?<=通讯员)|(?<=◎))[ ：:]?(?P<names>(?:{_NAME})(?:[ 、](?:{_NAME}))*)(?=[ ）)\n]|$|摄|报道|通讯员)"
)
_OPENING = re.compile(rf"(?:^|\n)本报讯（(?P<names>(?:{_NAME})(?: (?:{_NAME}))*)）")
_DATELINE = re.compile(
    rf"(?:新华社|中新社|[{_HAN}]{{0,4}}[日晚]报|本报)(?P<place>(?!记者|讯|电)[{_HAN}]{{2,8}}?)(?=\d{{1,2}}月\d{{1,2}}日[电讯])"
)
_CLOSING = re.compile(rf"（(?P<names>(?:{_NAME})(?: (?:{_NAME}))*)）(?=\n|$)")
_CREDIT = re.compile(rf"(?:^|[ 。”）\n])(?P<names>(?:{_NAME})(?: (?:{_NAME}))*) 摄(?:影)?(?=[）\n]|$)")
_ROLE = {"记者", "通讯员", "本报", "摄影", "见习", "报道", "文图", "实习"}
_LEVEL = "自治区|省|市|区|县|州|盟|旗|镇|乡|街道|社区|园区|集团|公司|企业|厂|矿|校|院|行业"
# What may stand right before a name that begins with its level: nothing Chinese, or a word that belongs to no name.
_FREE = rf"(?:(?<![{_HAN}])|(?<=[从由向和与在对经被请到系据为是并及给使让年称将把若该本])|(?<=联系|来到|走进|记者|会同|联合|获悉))"
_NO_TOTAL = (
    "量|数|额|计|部|公司|经理|编|裁|监|书记|面积|人口|体|结|和|产值|投入|投资|长|共|的|是|会计|工程|动员|目标|成本|价"
)
_CONTEXTUAL = re.compile(
    rf"{_FREE}(?P<name>(?:{_LEVEL})(?:总工会|工会联合会|工会(?![会工干系员小之]|组(?!织[了“各开职]))|总(?![{_HAN}]?(?:{_NO_TOTAL}))))"
)
_ADMINISTRATION = re.compile(
    rf"{_FREE}(?P<name>(?:自治区|省|市|区|县|州|旗)(?:委(?:组织部|宣传部|政法委|统战部|办公室|社会工作部)?(?![员派托])|人民政府|政府|人大常委会|人大|政协|纪委监委|"
    rf"纪委|(?:中级人民|高级人民|人民)?法院|(?:人民)?检察院|[{_HAN}]{{1,10}}?(?:局|厅|委员会|联合会|妇联|团委)))"
)
_COMMITTEE = re.compile(r"(?<=[、，])(?P<name>居委会|村委会|党支部|党总支|党委)(?=(?:副?主任|副?书记|委员))")
_SENT_OUT = re.compile(r"(?:驻[\u4e00-\u9fff]{1,6})?蹲点工作[组队]")
_ADDRESS = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[对向请被和与喊叫是让跟找给]))(?P<name>(?P<surname>[{_HAN}]{{1,2}})(?:书记|主席|师傅|老师|护士长|大姐|奶奶|爷爷|阿姨|主任|厂长|女士|先生|老太太|大爷|大妈))(?!团|台|席)"
)
_UNION_HEAD = re.compile(
    rf"总工会|[{_HAN}]{{0,8}}(?:工会联合会|产业工会(?:委员会)?)|(?<=[省市区县州盟旗])总(?=[^{_HAN}]|[联积推开通组率结还定把在又与和今近以已将从由向对按为])"
)


def works(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Titles in 《》: a newspaper's is a body, any other a text."""
    for found in _WORK.finditer(text):
        kind = "ORG" if _PAPER.search(found[1]) else "WORK"
        yield Candidate(found.start(1), found.end(1), kind, "title-marks", 0.97)


def bylines(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Names behind 记者 and 通讯员, before 摄, and in the brackets that open or close an article."""
    for pattern in (_BYLINE, _OPENING, _CLOSING, _CREDIT):
        for found in pattern.finditer(text):
            for name in re.finditer(_NAME, found["names"]):
                if name[0] not in _ROLE:
                    start = found.start("names") + name.start()
                    yield Candidate(start, start + len(name[0]), "PERSON", "byline", 0.93)


def datelines(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Where a report was written: 新华社长沙3月5日电."""
    for found in _DATELINE.finditer(text):
        yield Candidate(*found.span("place"), "PLACE", "dateline", 0.9)


def contextual(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Unions and authorities named by their level alone (市总, 区总工会, 县委组织部), and the committees of a 社区."""
    for found in _CONTEXTUAL.finditer(text):
        yield Candidate(*found.span("name"), "UNION", "contextual", 0.85)
        if team := _SENT_OUT.match(text, found.end()):
            yield Candidate(found.start("name"), team.end(), "PROGRAMME", "compound", 0.97)
    for found in _ADMINISTRATION.finditer(text):
        yield Candidate(*found.span("name"), "ORG", "contextual", 0.6)
    for found in _COMMITTEE.finditer(text):
        yield Candidate(*found.span("name"), "ORG", "contextual", 0.8)


def addresses(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """A family name with a form of address: 吴书记, 欧阳师傅."""
    single, double = surnames()
    for found in _ADDRESS.finditer(text):
        if found["surname"] in single | double:
            yield Candidate(*found.span("name"), "PERSON", "address", 0.8)


def divisions(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Divisions in full, chains of them as one; what an institution's name opens with is weighed against that name."""
    until = 0
    for start, end, label in matcher.places_in(text):
        if start < until or (label != "division" and not (label == "division-short" and start in cuts)):
            continue
        found, length = chain(text[start : start + 40])
        until = max(end, start + length)
        if found and found[-1].name == text[until - len(found[-1].name) : until] and (start in cuts and until in cuts):
            yield Candidate(start, until, "PLACE", "division", 0.6)


def provinces(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Provinces by their short form, which says little alone and bears out what the tagger doubts: 由浙江承建."""
    for start, end, label in matcher.places_in(text):
        if label != "division-short" or text[start:end] not in _provinces():
            continue
        # 湖北宜昌 is one place.
        if start in cuts and end in cuts and chain(text[start : start + 40])[1] == end - start:
            yield Candidate(start, end, "PLACE", "province", 0.3)


@cache
def _provinces() -> frozenset[str]:
    return frozenset(form for one in divisions_of.table() if one.level == PROVINCE for form in divisions_of.forms(one))


def named_again(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """The short form of a division that the article names in full: 为宜昌添彩, where 宜昌市总工会 stands elsewhere."""
    at = 0
    for article in text.split(ARTICLE_BREAK):
        full = {article[start:end] for start, end, label in matcher.places_in(article) if label == "division"}
        short = {divisions_of.bare(name) for name in full}
        for start, end, label in matcher.places_in(article) if short else ():
            name = article[start:end]
            alone = at + start in cuts and at + end in cuts
            if label == "division-short" and name in short and alone:
                yield Candidate(at + start, at + end, "PLACE", "named-again", 0.6)
        at += len(article) + len(ARTICLE_BREAK)


def unions(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """A division followed by 总工会 or 总: 湖北宜昌市总工会, 衡阳市总."""
    for start, end, label in matcher.places_in(text):
        if not label.startswith("division"):
            continue
        _, length = chain(text[start : start + 40])
        end = start + max(length, end - start)
        head = _UNION_HEAD.match(text, end)
        if head:
            yield Candidate(start, head.end(), "UNION", "division+head", 0.9 if len(head[0]) > 1 else 0.75)
            if team := _SENT_OUT.match(text, head.end()):
                yield Candidate(start, team.end(), "PROGRAMME", "compound", 0.97)


def lexicon(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """Names known throughout the country."""
    for start, end, kind in matcher.known().find(text):
        # 劳动法 in 劳动|法律 is no law: the name must end where a word does. A quoted name is a unit of its own.
        if end in cuts and (start in cuts or text[start - 1 : start] == "“"):
            yield Candidate(start, end, kind, "lexicon", 0.8 if end - start > 2 else 0.6)


def programmes(text: str, cuts: frozenset[int]) -> Iterator[Candidate]:
    """What stands in quotation marks before a head noun of programmes, behind a verb that runs them."""
    for found in _QUOTED.finditer(text):
        sure = 0.7 if found["verb"] and found["head"] else 0.5
        yield Candidate(found.start("name"), found.end("name"), "PROGRAMME", "quotation", sure)


def _alternatives(name: str) -> str:
    return "|".join(sorted(map(re.escape, words(name)), key=len, reverse=True))


_QUOTED = re.compile(
    rf"(?P<verb>{_alternatives('programme-verbs.txt')})?(?:了|“[^“”\n]{{1,24}}”)*“(?P<name>[^“”\n]{{2,24}})”"
    rf"(?:[{_HAN}]{{0,6}}?)(?P<head>{_alternatives('programme-heads.txt')})"
)
RULES: tuple[Rule, ...] = (
    works, bylines, datelines, contextual, addresses, divisions, provinces, named_again, unions, compounds, stations, lexicon, programmes
)  # fmt: skip


@Language.factory("kg_grammar")
def make_grammar(nlp: Language, name: str) -> Grammar:
    """Make the component that proposes what the rules find."""
    return Grammar()


class Grammar:
    """Applies every rule of `RULES` to a document: a rule is given the text and the offsets at which words begin."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the rules' candidates to ``doc``."""
        found, cuts, text = candidates(doc), word_starts(doc), text_of(doc)
        for rule in RULES:
            found.extend(rule(text, cuts))
        return doc
