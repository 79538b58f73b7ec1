"""What the rules of an article look at: its mentions, the full names found so far, and the divisions it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.linking import context, misread, told
from kg.linking.context import Context
from kg.model import Article, Mention, Reference
from kg.names import forms

Rule = Callable[["Linker", int], Reference | None]


class Linker:
    """Links the mentions of one article; `references` tries the rules in turn, the surest first."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.mentions = mentions
        self.texts = [forms.plain(one.text) for one in mentions]
        self.context: Context = context.read(article, mentions)
        self.full: dict[int, str] = {}
        self.defined = told.definitions(article, mentions)
        self.misread = misread.misreadings(article, mentions, self.texts)

    def references(self, *rounds: tuple[Rule, ...]) -> tuple[Reference, ...]:
        """Return one reference a mention: each round of rules over all of them, what is misread last."""
        found: dict[int, Reference] = {}
        for rules in rounds:
            for index in range(len(self.mentions)):
                if index not in found and index not in self.misread:
                    reference = next((one for rule in rules if (one := rule(self, index)) is not None), None)
                    if reference is not None:
                        found[index] = reference
                        self.full[index] = reference.name
        for index, (right, features) in self.misread.items():
            found[index] = Reference(self.mentions[index].type, found[right].name, "misread", right, features)
        return tuple(found[index] for index in range(len(self.mentions)))

    def others(self, index: int) -> list[tuple[int, str]]:
        """Return index and full name of the mentions of the same type that are linked, the nearest before ``index`` first."""
        kind = self.mentions[index].type
        same = [(at, name) for at, name in self.full.items() if at != index and self.mentions[at].type == kind]
        return sorted(same, key=lambda one: (one[0] > index, abs(one[0] - index)))

    def before(self, index: int, *kinds: str) -> list[tuple[int, str]]:
        """Return index and full name (or what is printed) of the mentions of ``kinds`` before ``index``, the last first."""
        return [
            (at, self.full.get(at, self.texts[at])) for at in reversed(range(index)) if self.mentions[at].type in kinds
        ]
