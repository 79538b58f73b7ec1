"""Linking within an article: each mention gets the full name of what it refers to, and the rule that says why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from kg.linking import context
from kg.linking.context import Context
from kg.model import Article, Mention, Reference
from kg.names import divisions, forms

_ABBREVIATION = re.compile(r"[（(](?:以下)?(?:统称|简称)(?:为)?[：:]?[“\"]?(?P<short>[^”\")）]{2,16})[”\"]?[)）]")
_BRACKETED = re.compile(r"[（(][“]?(?P<other>[^”）)，。]{2,16})[”]?[)）]")
_NEIGHBOURHOOD = re.compile(r"(?:社区|村|小区|家园|花园)$")
# Bodies whose union an article calls by the kind of body alone (公司工会, 医院工会), and what else it calls so.
_BODY = re.compile(
    r"^(?:该|本)?(?P<kind>公司|集团|企业|医院|学院|学校|大学|中学|小学|银行|厂|矿|局|院|校)(?P<head>工会|工会委员会|党委|纪委|团委|党总支|党支部|[\u4e00-\u9fff]{2,6}中心)$"
)
_COMMITTEE = re.compile(r"^(?:居委会|村委会|党支部|党总支|党委|纪委|工会|公司|学院|医院|学校)$")
_OF_NEIGHBOURHOODS = frozenset(("居委会", "村委会", "党支部", "党总支"))
_TEAM = re.compile(r"^(?:各)?(?:驻点)?蹲点工作[组队]$")

Rule = Callable[["Linker", int], Reference | None]


class Linker:
    """Links the mentions of one article; `references` tries the rules in turn, the surest first."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.mentions = mentions
        self.context: Context = context.read(article, mentions)
        self.full: dict[int, str] = {}
        self.defined = self._definitions()

    def references(self) -> tuple[Reference, ...]:
        """Return one reference a mention, in the order of the mentions."""
        found: dict[int, Reference] = {}
        # Names that state themselves come first: they are what the others are read against.
        for rules in (
            (_known, _self_contained),
            (
                _defined,
                _contextual,
                _committee,
                _body,
                _form_of_address,
                _part_of_name,
                _abbreviated,
                _team,
                _as_printed,
            ),
        ):
            for index in range(len(self.mentions)):
                if index not in found:
                    reference = next((one for rule in rules if (one := rule(self, index)) is not None), None)
                    if reference is not None:
                        found[index] = reference
                        self.full[index] = reference.name
        return tuple(found[index] for index in range(len(self.mentions)))

    def others(self, index: int) -> list[tuple[int, str]]:
        """Return index and full name of the mentions of the same type that are linked, the nearest before ``index`` first."""
        kind = self.mentions[index].type
        same = [(at, name) for at, name in self.full.items() if at != index and self.mentions[at].type == kind]
        return sorted(same, key=lambda one: (one[0] > index, abs(one[0] - index)))

    def _definitions(self) -> dict[tuple[str, str], int]:
        """Return what abbreviations the text itself gives: type and short name to the index of the mention it follows."""
        found: dict[tuple[str, str], int] = {}
        for index, mention in enumerate(self.mentions):
            match = _ABBREVIATION.match(self.article.text, mention.end)
            if match:
                found[mention.type, forms.plain(match["short"])] = index
        return found


def link(article: Article, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """Return what each mention of an article refers to, as far as the article tells; no guess without a reason."""
    return Linker(article, mentions).references()


def _known(linker: Linker, index: int) -> Reference | None:
    mention = linker.mentions[index]
    name = forms.known(mention.type, forms.plain(mention.text))
    if name is None or _TEAM.match(name):
        return None
    return Reference(mention.type, name, "known" if name != mention.text else "full-name")


def _self_contained(linker: Linker, index: int) -> Reference | None:
    """A name that opens with its division, or a person's full name."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    if mention.type == "PERSON":
        if forms.surname_of(text) is None and len(text) > 2:
            return Reference("PERSON", text, "full-name")
        return None
    if mention.type in ("UNION", "ORG") and forms.CONTEXTUAL.match(text):
        return None
    if "station" in mention.method:
        name = f"{text.removesuffix('站')}站"
        return Reference("PLACE", name, "full-name" if name == text else "short-form")
    name = forms.full(mention.type, text)
    if name != text:
        return Reference(mention.type, name, "short-form")
    chain = divisions.chain(text)[0] if mention.type in ("UNION", "ORG", "PLACE") else ()
    return Reference(mention.type, name, "full-name") if chain else None


def _defined(linker: Linker, index: int) -> Reference | None:
    mention = linker.mentions[index]
    at = linker.defined.get((mention.type, forms.plain(mention.text)))
    if at is None or at == index:
        return None
    return Reference(mention.type, linker.full.get(at, forms.plain(linker.mentions[at].text)), "abbreviation")


def _contextual(linker: Linker, index: int) -> Reference | None:
    """市总工会, 区委宣传部, 社区党委: the name before it that ends alike, else the article's division of that level."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    match = forms.CONTEXTUAL.match(text)
    if not match or mention.type not in ("UNION", "ORG"):
        return None
    tail = match["level"] + ("总工会" if match["head"] == "总" else match["head"])
    division = linker.context.division(match["level"], mention.start)
    alike = [name for _, name in linker.others(index) if name.endswith(tail) and len(name) > len(tail)]
    # 该市总工会 is the one just spoken of, wherever the article plays.
    if alike and (text.startswith("该") or linker.article.text[: mention.start].endswith("该")):
        return Reference(mention.type, alike[0], "contextual")
    if division is not None:
        named = forms.authority(mention.type, division, match["head"])
        if named in alike or not alike:
            return Reference(mention.type, named, "contextual")
    if alike:
        return Reference(mention.type, alike[0], "contextual")
    above = _neighbourhood(linker, match["level"], mention.start)
    return Reference(mention.type, above + match["head"], "contextual") if above else None


def _committee(linker: Linker, index: int) -> Reference | None:
    """居委会, 党支部: those of the 社区 or 村 named last before it, by itself or in the name of another body."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    if mention.type != "ORG" or text not in _OF_NEIGHBOURHOODS:
        return None
    for at in reversed(range(index)):
        one, name = linker.mentions[at], linker.full.get(at, "")
        found = re.match(r".*(?:社区|村)", name) if one.type in ("PLACE", "ORG") else None
        if found:
            return Reference("ORG", forms.full("ORG", found[0] + text), "contextual")
    return None


def _body(linker: Linker, index: int) -> Reference | None:
    """公司工会, 医院工会: the union of the company or hospital named last before it."""
    mention = linker.mentions[index]
    match = _BODY.match(forms.plain(mention.text))
    if not match or mention.type not in ("UNION", "ORG"):
        return None
    before = [
        linker.full.get(at, forms.plain(one.text))
        for at, one in enumerate(linker.mentions)
        if one.type == "ORG" and one.start < mention.start and _is_kind(linker.full.get(at, one.text), match["kind"])
    ]
    return Reference(mention.type, before[-1] + match["head"], "contextual") if before else None


def _is_kind(name: str, kind: str) -> bool:
    """Whether a body is what 公司 or 学院 can mean: its name ends so, or it is a firm by its legal form."""
    if kind in ("公司", "集团", "企业"):
        return bool(re.search(r"公司|集团|重工|股份|厂$", name))
    return name.endswith(kind)


def _abbreviated(linker: Linker, index: int) -> Reference | None:
    """湘南轻工学院 is the one body of the article whose full name holds its characters in order, to the same last word."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    if mention.type not in ("UNION", "ORG") or not 4 <= len(text) <= 12:
        return None
    long = {
        name
        for _, name in linker.others(index)
        if len(name) > len(text) + 1 and name[-2:] == text[-2:] and forms.within(text, name)
    }
    return Reference(mention.type, long.pop(), "abbreviated") if len(long) == 1 else None


def _neighbourhood(linker: Linker, level: str, at: int) -> str | None:
    """Return the full name of the 社区 or 村 named last before offset ``at``."""
    if level not in ("社区", "村", "镇", "街道"):
        return None
    before = [
        linker.full[index]
        for index, one in enumerate(linker.mentions)
        if one.type == "PLACE" and one.start < at and linker.full.get(index, "").endswith(level)
    ]
    return before[-1] if before else None


def _form_of_address(linker: Linker, index: int) -> Reference | None:
    """吴书记 is the last person of that family name before it, a given name alone the person who bears it."""
    mention = linker.mentions[index]
    if mention.type != "PERSON":
        return None
    text = forms.plain(mention.text)
    surname = forms.surname_of(text)
    people = [name for at, name in linker.others(index) if forms.surname_of(name) is None]
    if surname is not None:
        people = [name for name in people if name.startswith(surname) and len(name) > len(surname)]
        if people and len({*people}) <= 2:
            return Reference("PERSON", people[0], "form-of-address")
        return None
    given = [name for name in people if len(name) > len(text) and name.endswith(text)]
    return Reference("PERSON", given[0], "given-name") if len({*given}) == 1 else None


def _part_of_name(linker: Linker, index: int) -> Reference | None:
    """A shortened name is the one longer name of the article that holds it."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    if mention.type not in ("UNION", "ORG", "PLACE") or len(text) < 3:
        return None
    holds = {
        name
        for _, name in linker.others(index)
        if text in name and name != text and _shortens(mention.type, text, name)
    }
    return Reference(mention.type, holds.pop(), "part-of-name") if len(holds) == 1 else None


def _shortens(kind: str, text: str, name: str) -> bool:
    """Whether ``text`` can stand for ``name``: it closes it, or names a company without place and legal form."""
    if kind == "PLACE":
        return name.endswith(text) and bool(_NEIGHBOURHOOD.search(name))
    if name.endswith(text):
        return True
    return bool(re.search(r"(?:公司|集团|厂|学院|大学|医院)$", name)) and name.find(text) <= 6


def _team(linker: Linker, index: int) -> Reference | None:
    """A 蹲点工作组 is that of the union which the article is about."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    if mention.type != "PROGRAMME" or not text.endswith(("蹲点工作组", "蹲点工作队")):
        return None
    head = text[-5:]
    if text != head:
        named = Linker(linker.article, [_as_union(mention, len(head))]).references()[0].name
        match = forms.CONTEXTUAL.match(named)
        division = linker.context.division(match["level"], mention.start) if match else None
        if match and division is not None:
            named = forms.authority("UNION", division, match["head"])
        return Reference("PROGRAMME", named + head, "contextual")
    sender = _sender(linker, mention)
    return Reference("PROGRAMME", sender + head, "contextual") if sender else None


def _sender(linker: Linker, mention: Mention) -> str | None:
    """Return the union that sends out a team: the one whose sentence says so, else the one that the article names most.

    全总 sends out none that an article need not name with it.
    """
    unions = [
        (one, linker.full[at])
        for at, one in enumerate(linker.mentions)
        if one.type == "UNION" and linker.full.get(at, "").endswith("总工会") and linker.full[at] != "中华全国总工会"
    ]
    for one, name in reversed(unions):
        between = linker.article.text[one.end : mention.start]
        if (
            one.end <= mention.start
            and len(between) < 30
            and re.search("派出|组建|成立|选派|组织", between)
            and "。" not in between
        ):
            return name
    counts = Counter(name for _, name in unions)
    return max(counts, key=lambda name: counts[name]) if counts else None


def _as_union(mention: Mention, head: int) -> Mention:
    return Mention(mention.start, mention.end - head, mention.text[:-head], "UNION", mention.method, mention.confidence)


def _as_printed(linker: Linker, index: int) -> Reference:
    """What nothing fixes stays itself; a name that other articles may use for something else is marked as unresolved."""
    mention = linker.mentions[index]
    text = forms.plain(mention.text)
    if mention.type == "PLACE" and _NEIGHBOURHOOD.search(text):
        county = linker.context.county(text, mention.start)
        if county is not None:
            return Reference("PLACE", forms.label(county) + text, "home")
    return Reference(mention.type, text, "unresolved" if _depends(mention.type, text) else "as-printed")


def _depends(kind: str, name: str) -> bool:
    """Whether a name means something only within its article: 市总工会, 公司工会, 社区党委, 刘书记, 新村."""
    if kind == "PERSON":
        return forms.surname_of(name) is not None or len(name) == 1
    if kind in ("UNION", "ORG"):
        return bool(forms.CONTEXTUAL.match(name) or _BODY.match(name) or _COMMITTEE.match(name))
    return kind == "PLACE" and bool(_NEIGHBOURHOOD.search(name))
