"""The corpus as linking sees it: what every mention of every page is, once the names of all pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg import iri
from kg.collecting import uncollected
from kg.linking.corrections import Correction
from kg.linking.evidence import ground
from kg.linking.identities import Identities, Identity
from kg.linking.issues import continuations
from kg.linking.judged import Judged
from kg.linking.scenes import Scenes
from kg.linking.straightening import straight
from kg.model import PAPER, Reading, Reference
from kg.names import forms


class Link(NamedTuple):
    """The entity of a mention, by IRI and full name, None where a correction drops it, and the corrections that made it so."""

    entity: str | None
    name: str
    corrections: tuple[Correction, ...]


class Linked:
    """What the mentions of a corpus refer to. Readings are given as an iterable that can be gone through again.

    ``corrections`` are judgements by hand; ``problems`` names those that do not apply, with the remedy. What linking keeps
    of the readings lies in ``folder``, which must outlive this, by default a temporary one.
    """

    def __init__(
        self,
        readings: Iterable[Reading],
        base: str = iri.BASE,
        corrections: Sequence[Correction] = (),
        folder: Path | None = None,
    ) -> None:
        self.base = base
        self._iri = lru_cache(maxsize=1 << 14)(partial(iri.entity, base))
        if folder is None:
            self._scratch = TemporaryDirectory(ignore_cleanup_errors=True)
            folder = Path(self._scratch.name)
        with uncollected():
            self._scenes = Scenes(readings, folder)
            self.shelf = self._scenes.shelf
            self.continuations = continuations(self._scenes.turning)
            self.identities = Identities(self._scenes, readings, partial(ground, base))
            self._judged = Judged(self._seen, corrections, base)
        self.problems = self._judged.problems

    def close(self) -> None:
        """Let go of what linking keeps; nothing can be asked of it afterwards."""
        self.shelf.close()

    def straight(self, reading: Reading) -> Reading:
        """Return a reading as the whole corpus reads it."""
        return straight(reading, self._scenes.counted)

    def entity(self, reading: Reading, article: int, mention: int) -> str | None:
        """Return the IRI of what a mention refers to, or of the page's newspaper for `PAPER`; None where a correction drops it."""
        return (
            self.paper(reading).entity
            if mention == PAPER
            else self.link(self.straight(reading), article, mention).entity
        )

    def link(self, reading: Reading, article: int, mention: int) -> Link:
        """Return what a mention of a straight reading refers to."""
        reference = reading.references[article][mention]
        document = reading.page.document
        identity = self.identities.of(document, reading.articles[article].number, reference)
        return self._corrected(identity, forms.plain(reading.mentions[article][mention].text), document)

    def paper(self, reading: Reading) -> Link:
        """Return what the masthead of a page names, which stands in no article."""
        masthead = reading.page.masthead
        if masthead is None:
            return Link(None, "", ())
        return self._corrected(Identity("ORG", masthead.name, masthead.name), masthead.name, reading.page.document)

    def type(self, entity: str) -> str:
        """Return the type of the entity that has an IRI of ours."""
        kind = entity.removeprefix(self.base).split("/", 1)[0]
        return next(name for name, segment in iri.KINDS.items() if segment == kind)

    def _corrected(self, identity: Identity, printed: str, document: str) -> Link:
        found, why = self._judged.of(identity, printed, document)
        return Link(None, "", why) if found is None else Link(self._iri(found.type, found.label), found.name, why)

    def _seen(self) -> Iterator[tuple[Identity, str, str]]:
        """Yield what every mention was taken for, its form and its page."""
        for document, number, printed, kind, name, rule in self._scenes.mentions():
            yield self.identities.of(document, number, Reference(kind, name, rule)), printed, document
