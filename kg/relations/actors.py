"""Who acts in a sentence: the subject before a verb, or the article's own where the sentence leaves it out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Article, Mention
from kg.relations.sentences import Sentence

BODIES = ("UNION", "ORG", "PLACE")
_PREPOSITIONS = "在于从向对与和同给为把被将赴"
_VERBS_OF_MOTION = ("走进", "位于", "来到", "通过", "依托", "根据", "按照")


class Actors:
    """Finds the acting mention; the subject of one sentence carries over to the next of its paragraph."""

    def __init__(self, article: Article, mentions: Sequence[Mention], names: Sequence[str]) -> None:
        self.article, self.mentions, self.names = article, mentions, names
        self._last: tuple[int, int] | None = None
        self.main = self._main()

    def _main(self) -> int | None:
        """Return the mention of the body that the article is about: in the headline or named most often, a union before others."""
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        headline_end = next((p.end for p in self.article.paragraphs if p.kind == "body"), 0)
        for at, mention in enumerate(self.mentions):
            if mention.type in BODIES:
                weight = {"UNION": 3, "ORG": 2, "PLACE": 1}[mention.type]
                counts[self.names[at]] += weight * (2 if mention.end <= headline_end else 1)
                first.setdefault(self.names[at], at)
        if not counts:
            return None
        name, weight = max(counts.items(), key=lambda one: (one[1], -first[one[0]]))
        return first[name] if weight >= 3 else None

    def before(self, sentence: Sentence, at: int) -> int | None:
        """Return the mention that acts up to offset ``at`` of a sentence, None where nothing fixes it.

        It is the body right before the verb in its own clause, else the sentence's first, else the paragraph's last subject,
        else what the article is about.
        """
        text = self.article.text
        bodies = [one for one in sentence.of(self.mentions, *BODIES) if self.mentions[one].end <= at]
        if (
            bodies
            and self._acts(bodies[-1], sentence)
            and at - self.mentions[bodies[-1]].end <= 2
            and not re.search("[，。、；]", text[self.mentions[bodies[-1]].end : at])
        ):
            acting = [bodies[-1]]
        else:
            acting = [one for one in bodies if self._acts(one, sentence)]
        if acting:
            self._last = (sentence.paragraph, acting[0])
            return acting[0]
        if self._last and self._last[0] == sentence.paragraph:
            return self._last[1]
        return self.main

    def _acts(self, index: int, sentence: Sentence) -> bool:
        """Whether a mention can be the subject: no preposition before it, no part of a longer description behind it."""
        mention, text = self.mentions[index], self.article.text
        before = text[max(sentence.start, mention.start - 2) : mention.start]
        if (before[-1:] and before[-1] in _PREPOSITIONS) or before in _VERBS_OF_MOTION:
            return False
        return not (mention.type == "PLACE" and text[mention.end : mention.end + 1] in tuple("的内里上中举召"))
