"""The corpus as linking sees it: what every mention of every page is, once the outlines of all pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg import iri
from kg.collecting import uncollected
from kg.linking.corrections import Correction
from kg.linking.identities import Identities, Identity
from kg.linking.issues import continuations
from kg.linking.judged import Judged
from kg.linking.outline import outline
from kg.linking.reasons import Row, ground
from kg.linking.scenes import Place, in_articles, straight
from kg.model import PAPER, Reading
from kg.names import forms


class Linked:
    """What the mentions of a corpus refer to. Readings are given as an iterable that can be gone through again.

    ``corrections`` are judgements by hand; ``problems`` names those that do not apply, with the remedy. Of the readings
    only outlines are kept, and the sentences that decided something on another page.
    """

    def __init__(
        self, readings: Iterable[Reading], base: str = iri.BASE, corrections: Sequence[Correction] = ()
    ) -> None:
        self.base = base
        self.names: dict[Identity, str] = {}
        with uncollected():
            outlines = sorted(map(outline, readings), key=lambda one: one.page.document)
            self._articles = in_articles(outlines)
            self._outlines = [straight(one, self._articles) for one in outlines]
            self.continuations = continuations(self._outlines)
            self._at = {reading.page.document: at for at, reading in enumerate(self._outlines)}
            self.identities = Identities(self._outlines)
            self._judged = Judged(self._seen() if corrections else (), corrections, base)
            self.grounds = dict(self._grounds(readings))
        self.problems = self._judged.problems

    def straight(self, reading: Reading) -> Reading:
        """Return a reading as the whole corpus reads it."""
        return straight(reading, self._articles)

    def entity(self, reading: Reading, article: int, mention: int) -> str | None:
        """Return the IRI of what a mention refers to, or of the page's newspaper for `PAPER`; None where a correction drops it."""
        if mention == PAPER:
            return self.paper(reading)[0]
        return self.link(self._outlines[self._at[reading.page.document]], article, mention)[0]

    def link(self, reading: Reading, article: int, mention: int) -> tuple[str | None, tuple[Correction, ...]]:
        """Return the IRI of what a mention of a straight reading refers to, and the corrections that made it so."""
        reference = reading.references[article][mention]
        document = reading.page.document
        identity = self.identities.of(document, reading.articles[article].number, reference)
        printed = forms.plain(reading.mentions[article][mention].text)
        return self._corrected(identity, printed, document)

    def paper(self, reading: Reading) -> tuple[str | None, tuple[Correction, ...]]:
        """Return what the masthead of a page names, which stands in no article."""
        masthead = reading.page.masthead
        if masthead is None:
            return None, ()
        return self._corrected(Identity("ORG", masthead.name, masthead.name), masthead.name, reading.page.document)

    def type(self, entity: str) -> str:
        """Return the type of the entity that has an IRI of ours."""
        kind = entity.removeprefix(self.base).split("/", 1)[0]
        return next(name for name, segment in iri.KINDS.items() if segment == kind)

    def _corrected(self, identity: Identity, printed: str, document: str) -> tuple[str | None, tuple[Correction, ...]]:
        found, why = self._judged.of(identity, printed, document)
        if found is None:
            return None, why
        name = self.names.get(found)
        if name is None:
            name = self.names[found] = iri.entity(self.base, found.type, found.label)
        return name, why

    def _seen(self) -> Iterable[tuple[Identity, str, str]]:
        for reading in self._outlines:
            for article, mentions, references in zip(
                reading.articles, reading.mentions, reading.references, strict=True
            ):
                for mention, reference in zip(mentions, references, strict=True):
                    identity = self.identities.of(article.document, article.number, reference)
                    yield identity, forms.plain(mention.text), article.document

    def _grounds(self, readings: Iterable[Reading]) -> Iterator[tuple[Place, Row]]:
        """Yield the passages on other pages that decided what some name is."""
        wanted: dict[str, set[Place]] = {}
        for place in self.identities.grounds():
            wanted.setdefault(self._outlines[place.reading].page.document, set()).add(place)
        for reading in readings if wanted else ():
            for place in wanted.get(reading.page.document, ()):
                yield place, ground(self.base, reading, place.article, place.mention)
