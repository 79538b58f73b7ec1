"""Teams that unions send out: 蹲点工作组 is that of the union which the article is about."""

from __future__ import annotations

import re
from collections import Counter

from kg.linking.linker import Linker
from kg.model import Reference
from kg.names import forms

TEAM = re.compile(r"^(?:各)?(?:驻点)?蹲点工作[组队]$")
_SENDS = re.compile("派出|组建|成立|选派|组织")


def team(linker: Linker, index: int) -> Reference | None:
    """A 蹲点工作组 is that of the union in its name, or of the union which the article is about."""
    mention, text = linker.mentions[index], linker.texts[index]
    if mention.type != "PROGRAMME" or not text.endswith(("蹲点工作组", "蹲点工作队")):
        return None
    head = text[-5:]
    if text != head:
        named = forms.full("UNION", text[:-5])
        match = forms.CONTEXTUAL.match(named)
        division = linker.context.division(match["level"], mention.start) if match else None
        if match and division is not None:
            named = forms.authority("UNION", division, match["head"])
        return Reference("PROGRAMME", named + head, "contextual")
    named_in_full = {
        one.name: at
        for at, other in enumerate(linker.texts)
        if other.endswith(head) and other != head and (one := team(linker, at)) is not None
    }
    if len(named_in_full) == 1:
        ((name, at),) = named_in_full.items()
        return Reference("PROGRAMME", name, "part-of-name", at)
    sender = _sender(linker, index)
    return Reference("PROGRAMME", sender[1] + head, "contextual", sender[0]) if sender else None


def _sender(linker: Linker, index: int) -> tuple[int, str] | None:
    """Return the union that sends out a team: the one whose sentence says so, else the one that the article names most.

    全总 sends out none that an article need not name with it.
    """
    mention = linker.mentions[index]
    unions = [
        (at, name)
        for at, name in sorted(linker.full.items())
        if linker.mentions[at].type == "UNION" and name.endswith("总工会") and name != "中华全国总工会"
    ]
    for at, name in reversed(unions):
        between = linker.article.text[linker.mentions[at].end : mention.start]
        before = linker.mentions[at].end <= mention.start and len(between) < 30 and "。" not in between
        if before and _SENDS.search(between):
            return at, name
    counts = Counter(name for _, name in unions)
    most = max(counts, key=lambda name: counts[name], default=None)
    return next((one for one in unions if one[1] == most), None)
