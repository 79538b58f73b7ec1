"""More sentences from those we wrote: other people, other divisions in the same constructions."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from kg.names import divisions
from kg.names.words import surnames, words
from kg.ner.training.corpora import Sentence

# The share of people who are renamed: more teach the tagger to trust a family name wherever it stands.
_PEOPLE = 0.3
_TITLED = ("书记", "主席", "主任", "师傅", "老师", "女士", "先生", "大姐", "奶奶", "经理", "某")


def variants(sentences: Iterable[Sentence], times: int, seed: int = 7) -> Iterator[Sentence]:
    """Yield each sentence, and ``times`` copies of it with other names of people and other divisions; the same at each call."""
    chance = random.Random(seed)
    for sentence in sentences:
        yield sentence
        for _ in range(times):
            other = _changed(sentence, chance)
            if other != sentence:
                yield other


def _changed(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return ``sentence`` with its people and divisions replaced, the same name by the same other name."""
    told: dict[str, str] = {}
    text, spans, at = "", [], 0
    for start, end, kind in sentence.spans:
        name = sentence.text[start:end]
        if name not in told:
            told[name] = _person(name, chance) if kind == "PERSON" else _moved(name, chance)
        text += sentence.text[at:start]
        spans.append((len(text), len(text) + len(told[name]), kind))
        text += told[name]
        at = end
    return Sentence(text + sentence.text[at:], tuple(spans), sentence.corpus)


@cache
def _given() -> str:
    return "".join(words("given-names.txt"))


def _person(name: str, chance: random.Random) -> str:
    """Return another name of the same make: a form of address keeps its title, a foreign name stays."""
    if not 2 <= len(name) <= 4 or not all("\u4e00" <= char <= "\u9fff" for char in name) or chance.random() > _PEOPLE:
        return name
    single, double = surnames()
    known = 2 if name[:2] in double else 1 if name[0] in single else 0
    if not known:
        return name
    surname = chance.choice(_common())
    if name.endswith(_TITLED):
        return surname + name[known:]
    return surname + "".join(chance.choice(_given()) for _ in name[known:])


@cache
def _common() -> str:
    """Return the commonest family names, those of whole peoples oftener; the rare ones are ordinary words too often."""
    line = words("surnames.txt")[0]
    return line[:20] * 3 + line[:100]


@cache
def _alike() -> dict[str, list[str]]:
    """Return the names and short forms of divisions by their last character and whether they are short."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in divisions.table():
        if one.level != divisions.TOWN:
            found[one.name[-1]].append(one.name)
            found["short"] += [short for short in one.short.split("/") if len(short) > 1]
    return found


def _moved(name: str, chance: random.Random) -> str:
    """Return a name with the division it opens with replaced by another of the same level."""
    for length in range(min(8, len(name)), 1, -1):
        head = name[:length]
        found = divisions.find(head)
        if found and found[0].level != divisions.TOWN:
            kind = head[-1] if found[0].name == head else "short"
            return chance.choice(_alike().get(kind) or [head]) + name[length:]
    return name
