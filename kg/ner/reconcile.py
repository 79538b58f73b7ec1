"""One component decides: of candidates that overlap the best set is kept, and a name found once is found everywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from math import sqrt

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.names.words import word_set, words
from kg.ner.candidates import Candidate, candidates

# Candidates below this are dropped: so sure must a rule or the tagger be.
_LEAST = 0.5
# The lengths of name that are not sought elsewhere in the article: shorter ones stand inside other words.
_SHORTEST = {"PERSON": 2, "UNION": 3, "ORG": 4, "PLACE": 3, "PROGRAMME": 4, "EVENT": 4, "WORK": 5, "HONOUR": 4}

for _name in ("method", "confidence"):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


_SHORT_FORM = re.compile(r"（(?:以下)?(?:统称|简称)(?:为)?[：]?“?(?P<short>[^”）]{2,12})”?）")
# A name found once is sought elsewhere where it stands at most so many times as often as it was found.
_PASSED_OVER = 4
_QUOTES = '“‘"'
# So sure must the tagger be of a programme that stands in no quotation marks: below this it guesses.
_UNQUOTED = 0.9
# So sure must a name be to be sought elsewhere.
_SURE = 0.6
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("‘", "’"))
_LEADING = re.compile(
    "(?:该|本)(?=[公集企医学院校厂])|[0-9：:，。、；]+ *|(?:"
    + "|".join(sorted(words("verbs.txt"), key=len, reverse=True))
    + ")(?:了|的|着)?"
)
# What stands behind a place and is no part of its name: a train, or a common noun after a division.
_TRAILING = re.compile(
    "(?<=[东西南北站]) ?(?:高铁|动车|[GDCZTK][0-9]*)$|(?<=[省市区县州旗镇乡道])(?:众多|各个?|多个|部分|大小)?(?:社区|小区|大山|山区|农村|乡村|境内|全境|各地)$"
)
# The character that makes a section of an office stands before the post: 城市组织股负责人.
_SECTION = re.compile("[股科处](?:负责人|工作人员|干部|副?[股科处]长)")
# How many of a kind there are is no part of a name: 全省148个蹲点工作组, 各工作队.
_COUNTED = re.compile(
    "(?:全[国省市区县州]|我[省市区县州])*(?:共?派出)?(?:各|第?[0-9一二两三四五六七八九十百千余多]+[个支家座所批]|[0-9一二两三四五六七八九十]+届|首[个支家座所批])"
)
_COMMON = re.compile(
    "(?P<which>.*?)(?:等|的|和)?(?:社区|小区|村|学校|学院|医院|公司|企业|中心|广场|园区|工业区|集聚区|车站|服务站|工作站|驿站|工会|街道|活动室|宣讲团|志愿服务队)"
)
# 中国 in 中国式, 中国特色, 中国梦 is no place of its own, nor is 我国 a name.
_NO_PLACE = re.compile("我国|中国(?=式|特色|梦|共产党|人民解放军)|中华(?=民族)|(?:中|美|外)(?=外|军)")
# 省、市、县总工会 are the unions of three levels, and none of them by name.
_LEVELS = re.compile("[省市区县州旗]、[省市区县州旗]")
# What a name cannot be, by type: a verb or a conjunction run into it, a generic body, a slogan.
_IMPOSSIBLE = {
    "UNION": re.compile(
        r"^(?!.*(?:[工エ劳职总]|分会))|总联合$|^(?:(?:各级|各|基层|所属|企业|基层企业)总?工会|全[市省区县国](?:各级)?工会|[省市区县]级(?:总)?工会)$|[把将贯穿了的为]"
    ),
    "PLACE": re.compile(
        r"^(?:我们|你们|他们|本|该|各|这|那|全|小|老|新)?(?:社区|小区|村|街道|广场|公园|市场|园区|车站|街|路)$|[，。：；！？“]"
    ),
    "ORG": re.compile(
        r"^(?:各|该|本|某|基层)?(?:公司|企业|学院|学校|医院|单位|部门|银行|工厂|车间|中心|集团|协会|法院)$|[，。：；！？]|^[”’]"
    ),
    "PERSON": re.compile(r"[，。：；！？“”0-9]"),
    "PROGRAMME": re.compile(r"[。！？；]|^[”’，、]"),
    # A meeting, contest, ceremony or feast says so with its last character.
    "EVENT": re.compile(r"[。！？；]|(?<![会赛节议坛日展武式周庆夕明秋松旦杯选超礼”])(?<![一二三四五六七八九十]大)$"),
}


def choose(found: Iterable[Candidate], text: str) -> list[Candidate]:
    """Return the candidates that do not overlap and weigh most together; agreement of methods adds weight."""
    merged: dict[tuple[int, int, str], Candidate] = {}
    for one in found:
        if _listed(text[one.start : one.end], one.type):
            continue
        one = _trimmed(one, text)
        if one.type in ("PLACE", "ORG", "UNION") and _generic(text[one.start : one.end]):
            continue
        if one.type == "PLACE" and _NO_PLACE.match(text, one.start):
            continue
        if one.type == "UNION" and _LEVELS.fullmatch(text, one.start - 2, one.start + 1):
            continue
        if any(text.count(left, one.start, one.end) != text.count(right, one.start, one.end) for left, right in _PAIRS):
            continue
        if one.type in _IMPOSSIBLE and _IMPOSSIBLE[one.type].search(text[one.start : one.end]):
            continue
        if one.type == "PROGRAMME" and one.method == "tagger" and not _vouched(one, text):
            continue
        key = (one.start, one.end, one.type)
        other = merged.get(key)
        if other is not None:
            sure = 1 - (1 - one.confidence) * (1 - other.confidence)
            method = "+".join(sorted({*one.method.split("+"), *other.method.split("+")}))
            one = Candidate(*key, method, sure)
        merged[key] = one
    # What title marks enclose is the title, however many names it is made of.
    whole = [one for one in merged.values() if "compound" in one.method or "title-marks" in one.method]
    for key in [key for key, one in merged.items() if any(_inside(one, other) for other in whole)]:
        del merged[key]
    ranked = sorted(
        (one for one in merged.values() if one.confidence >= _LEAST), key=lambda c: (c.end, c.start, c.type)
    )
    ends = [one.end for one in ranked]
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for at, one in enumerate(ranked):
        before = best[bisect_right(ends, one.start, 0, at)]
        taken = (before[0] + _weight(one), [*before[1], at])
        best.append(max(best[-1], taken, key=lambda state: state[0]))
    return [ranked[at] for at in best[-1][1]]


def _vouched(one: Candidate, text: str) -> bool:
    """Whether a programme of the tagger's own stands in quotation marks, or is as sure as an unquoted one must be."""
    return text[one.start - 1 : one.start] in _QUOTES or one.confidence >= _UNQUOTED


def _inside(one: Candidate, other: Candidate) -> bool:
    """Whether a candidate is part of another one's name."""
    return other.start <= one.start and one.end <= other.end and one is not other


def _trimmed(one: Candidate, text: str) -> Candidate:
    """Return a candidate without the words before it that belong to no name: 该公司工会, 激活西城区, 7:47 西安站."""
    start = one.start
    if (counted := _COUNTED.match(text, start, one.end)) and one.end - counted.end() > 3:
        start = counted.end()
    if one.type not in ("UNION", "ORG", "PLACE"):
        return replace(one, start=start)
    while found := _LEADING.match(text, start, one.end):
        if one.end - found.end() < 2:
            break
        start = found.end()
    if one.type == "ORG" and _SECTION.match(text, one.end):
        return replace(one, start=start, end=one.end + 1)
    behind = _TRAILING.search(text, start, one.end) if one.type == "PLACE" else None
    return replace(one, start=start, end=behind.start() if behind else one.end)


def _generic(name: str) -> bool:
    """Whether a name is a common noun: 城市社区, 党群服务中心, 社区."""
    found = _COMMON.fullmatch(name)
    return found is not None and (not found["which"] or found["which"] in word_set("generic.txt"))


def _listed(name: str, kind: str) -> bool:
    """Whether what looks like one name is two in a row: 石鼓区和祁东县."""
    parts = re.split("[和与、]", name, maxsplit=1)
    return kind == "PLACE" and len(parts) == 2 and all(len(part) > 1 for part in parts)


def _weight(one: Candidate) -> float:
    """Weigh a candidate: longer names win over the names inside them where both are as sure."""
    return (one.confidence - _LEAST / 2) * sqrt(one.end - one.start)


def people(text: str, chosen: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates with people's names cut to, or filled up to, the form in which the text has them elsewhere."""
    chosen = list(chosen)
    names = Counter(text[one.start : one.end] for one in chosen if one.type == "PERSON")
    result = []
    for one in chosen:
        name = text[one.start : one.end]
        if (
            one.type == "PERSON"
            and len(name) >= 3
            and names[name] == 1
            and names[name[:-1]] >= 1
            and text.count(name[:-1]) > 2 * text.count(name)
        ):
            one = replace(one, end=one.end - 1)
        elif one.type == "PERSON" and len(name) == 2 and names[text[one.start : one.end + 1]] > names[name]:
            one = replace(one, end=one.end + 1)
        result.append(one)
    return result


def repeat(text: str, chosen: list[Candidate]) -> list[Candidate]:
    """Return the further places in ``text`` of names that were chosen somewhere, where nothing else was.

    What was passed over more often than chosen is a common noun, and stays where it was; what the text itself introduces as
    a short form (以下简称…) counts as chosen.
    """
    names: dict[str, Candidate] = {}
    times = Counter(text[one.start : one.end] for one in chosen)
    for one in sorted(chosen, key=lambda c: c.confidence):
        name = text[one.start : one.end]
        if (
            len(name) >= _SHORTEST[one.type]
            and one.confidence >= _SURE
            and text.count(name) <= _PASSED_OVER * times[name]
        ):
            names[name] = one
        if short := _SHORT_FORM.match(text, one.end):
            names[short["short"]] = one
    taken = [False] * (len(text) + 1)
    for one in chosen:
        taken[one.start : one.end] = [True] * (one.end - one.start)
    added = []
    if names:
        for found in re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text):
            if not any(taken[found.start() : found.end()]):
                one = names[found[0]]
                added.append(Candidate(*found.span(), one.type, "repeat", one.confidence * 0.9))
    return added


@Language.factory("kg_reconcile")
def make_reconcile(nlp: Language, name: str) -> Reconcile:
    """Make the component that turns candidates into the document's spans."""
    return Reconcile()


class Reconcile:
    """Sets ``doc.spans["kg"]`` and ``doc.ents``; each span has ``_.method`` and ``_.confidence``."""

    def __call__(self, doc: Doc) -> Doc:
        """Choose among the candidates of ``doc``."""
        text = doc.text
        chosen = people(text, choose(candidates(doc), text))
        chosen += repeat(text, chosen)
        chosen.sort(key=lambda one: one.start)
        candidates(doc)[:] = chosen
        spans = []
        for one in chosen:
            span = doc.char_span(one.start, one.end, label=one.type, alignment_mode="expand")
            if span is not None:
                span._.method, span._.confidence = one.method, one.confidence
                spans.append(span)
        doc.spans["kg"] = spans
        doc.ents = filter_spans(spans)
        return doc
