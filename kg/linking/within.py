"""Linking within an article: each mention gets the full name of what it refers to, and the rule that says why."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking import contextual, shortened
from kg.linking.linker import Linker
from kg.linking.teams import TEAM, team
from kg.model import Article, Mention, Reference
from kg.names import divisions, forms


def link(article: Article, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """Return what each mention of an article refers to, as far as the article tells; no guess without a reason."""
    return Linker(article, mentions).references(
        # Names that state themselves come first: they are what the others are read against.
        (_known, shortened.defined, contextual.station, shortened.neighbourhood, _self_contained),
        (_short_place,),
        (
            contextual.committee,
            contextual.contextual,
            contextual.league,
            contextual.body,
            contextual.of_neighbourhood,
            contextual.homed,
            shortened.form_of_address,
            shortened.abbreviated,
            shortened.part_of_name,
            team,
            shortened.with_head,
            shortened.part_of_body,
            _as_printed,
        ),
    )


def _known(linker: Linker, index: int) -> Reference | None:
    kind, text = linker.mentions[index].type, linker.texts[index]
    name = forms.known(kind, text)
    if name is None or TEAM.match(name):
        return None
    return Reference(kind, name, "known" if name != linker.mentions[index].text else "full-name")


def _self_contained(linker: Linker, index: int) -> Reference | None:
    """A name that opens with its division, or a person's full name."""
    mention, text = linker.mentions[index], linker.texts[index]
    if mention.type == "PERSON":
        if forms.surname_of(text) is None and len(text) > 2:
            return Reference("PERSON", text, "full-name")
        return None
    if mention.type in ("UNION", "ORG") and (forms.CONTEXTUAL.match(text) or _of_a_body(text)):
        return None
    if "station" in mention.method:
        name = f"{text.removesuffix('站')}站"
        return Reference("PLACE", name, "full-name" if name == text else "short-form")
    name = forms.full(mention.type, text)
    if name != text and not contextual.several(mention.type, text):
        return Reference(mention.type, name, "short-form")
    chain, length = divisions.chain(text) if mention.type in ("UNION", "ORG", "PLACE") else ((), 0)
    # 芜湖一院 may be short for a name that the article has in full; 芜湖市第一人民医院 is not.
    plain = mention.type == "PLACE" and not shortened.NEIGHBOURHOOD.search(text)
    whole = plain or (chain and text[:length].endswith(chain[-1].name))
    return Reference(mention.type, name, "full-name") if chain and whole else None


def _short_place(linker: Linker, index: int) -> Reference | None:
    """芜湖一院: short for a name that the article has in full, or else a name as it is (芜湖大学)."""
    kind, text = linker.mentions[index].type, linker.texts[index]
    if kind not in ("UNION", "ORG") or not divisions.chain(text)[0] or forms.CONTEXTUAL.match(text):
        return None
    return shortened.abbreviated(linker, index) or Reference(kind, text, "full-name")


def _as_printed(linker: Linker, index: int) -> Reference:
    """What nothing fixes stays itself; a name that other articles may use for something else is marked as unresolved."""
    mention, text = linker.mentions[index], linker.texts[index]
    if mention.type == "PLACE" and (shortened.NEIGHBOURHOOD.search(text) or contextual.several("PLACE", text)):
        county = linker.context.county(text, mention.start)
        if county is not None:
            ground = linker.context.named_by(county, mention.start)
            return Reference("PLACE", forms.label(county) + text, "home", ground)
    return Reference(mention.type, text, "unresolved" if depends(mention.type, text) else "as-printed")


def _of_a_body(name: str) -> bool:
    return bool(contextual.BODY.match(name) or contextual.COMMITTEE.match(name))


def depends(kind: str, name: str) -> bool:
    """Whether a name means something only within its article: 市总工会, 公司工会, 社区党委, 刘书记, 新村, 朝阳区."""
    if kind == "PERSON":
        return forms.surname_of(name) is not None or len(name) == 1
    if contextual.is_local(kind, name) or contextual.several(kind, name):
        return True
    if kind in ("UNION", "ORG"):
        return bool(forms.CONTEXTUAL.match(name)) or _of_a_body(name)
    return kind == "PLACE" and bool(shortened.NEIGHBOURHOOD.search(name))
