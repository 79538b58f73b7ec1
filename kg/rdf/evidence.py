"""Where it says so: each sentence behind a statement or figure as a node, and the passage that it quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg import iri
from kg.rdf.block import Block
from kg.rdf.terms import node
from kg.tables import Tables

Row = dict[str, Any]
Passage = tuple[str, int, int]
# How much text around a quote `oa:prefix` and `oa:suffix` carry, enough to find it again on a page that has it twice.
_AROUND = 24


class Evidence:
    """The evidence of one build. A passage that bears several statements is written once and shared.

    ``brought`` are passages (document, start, end) that were written before.
    """

    def __init__(self, tables: Tables, base: str, brought: Iterable[Passage] = ()) -> None:
        self.base = base
        columns = [tables["articles"][name].to_pylist() for name in ("article", "text", "date")]
        self._texts = dict(zip(columns[0], columns[1], strict=True))
        self._dates = dict(zip(columns[0], columns[2], strict=True))
        self._written = set(brought)

    def best(self, pieces: Sequence[Row]) -> Row:
        """Return the piece that a statement quotes itself: one that asserts it before others, then the surest, of these the earliest."""
        return min(pieces, key=lambda piece: (piece.get("modality", "asserted") != "asserted", self._rank(piece)))

    def node(self, claim: str, piece: Row) -> NamedNode:
        """Return the node of one piece of evidence for the statement or figure ``claim``."""
        return node(iri.digest(self.base, "evidence", claim, piece["document"], piece["start"], piece["end"]))

    def cite(self, block: Block, piece: Row) -> None:
        """Add to ``block`` the sentence, where it stands, and when that was printed."""
        block.text("kg:quote", piece["quote"])
        block.text("kg:document", piece["document"])
        block.count("kg:start", piece["start"])
        block.count("kg:end", piece["end"])
        block.link("prov:wasDerivedFrom", piece["article"])
        block.date("schema:datePublished", self._dates.get(piece["article"]))

    def seen(self, block: Block, pieces: Sequence[Row]) -> None:
        """Add to ``block`` when the papers said so first and last; nothing where no article has a date."""
        days = sorted(day for piece in pieces if (day := self._dates.get(piece["article"])))
        if days:
            block.date("kg:firstSeen", days[0])
            block.date("kg:lastSeen", days[-1])

    def triples(self, claim: str, pieces: Sequence[Row]) -> Iterator[Triple]:
        """Yield the nodes of all evidence for ``claim``, and of the passages that no earlier claim has brought."""
        seen: set[NamedNode] = set()
        for piece in sorted(pieces, key=self._rank):
            name = self.node(claim, piece)
            if name in seen:
                continue
            seen.add(name)
            block = Block(name, "kg:Evidence")
            self.cite(block, piece)
            block.text("kg:basis", piece.get("basis"))
            block.text("kg:modality", piece.get("modality"))
            block.number("kg:confidence", piece.get("confidence"))
            passage: list[Triple] = []
            if piece["document"] is not None and piece["start"] is not None:
                block.link("oa:hasSource", iri.page(self.base, piece["document"]))
                passage = self._passage(block, piece)
            yield from block.triples
            yield from passage

    def _passage(self, block: Block, piece: Row) -> list[Triple]:
        """Point ``block`` at its passage, and return the passage's own triples the first time it is met."""
        where = (piece["document"], piece["start"], piece["end"])
        quote = Block(node(iri.digest(self.base, "quote", *where)), "oa:TextQuoteSelector")
        span = Block(node(iri.digest(self.base, "span", *where)), "oa:TextPositionSelector")
        block.put("oa:hasSelector", quote.subject)
        block.put("oa:hasSelector", span.subject)
        if where in self._written:
            return []
        self._written.add(where)
        before, after = self._around(piece)
        quote.text("oa:prefix", before)
        quote.text("oa:exact", piece["quote"])
        quote.text("oa:suffix", after)
        span.count("oa:start", piece["start"])
        span.count("oa:end", piece["end"])
        return [*quote.triples, *span.triples]

    def _around(self, piece: Row) -> tuple[str | None, str | None]:
        """Return what stands around a quote in its article; nothing where the article has it twice or not at all."""
        article, quote = self._texts.get(piece["article"]) or "", piece["quote"] or ""
        at = article.find(quote)
        if not quote or at < 0 or article.find(quote, at + 1) >= 0:
            return None, None
        end = at + len(quote)
        return article[max(0, at - _AROUND) : at] or None, article[end : end + _AROUND] or None

    def _rank(self, piece: Row) -> tuple[float, str, str, int, int, str]:
        return (
            -(piece.get("confidence") or 0.0),
            self._dates.get(piece["article"]) or "9999",
            piece["document"] or "",
            piece["start"] or 0,
            piece["end"] or 0,
            piece["quote"] or "",
        )
