"""Table rows as triples: one list of triples a thing, in the order in which the Turtle shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg import iri
from kg.rdf.block import Block
from kg.rdf.evidence import Evidence
from kg.rdf.terms import date, label, node, text
from kg.rdf.vocabulary import CLASSES, term
from kg.tables import Tables, asserted

Row = dict[str, Any]
Blocks = Iterator[list[Triple]]

# What orders the rows of each table in the Turtle.
ORDER = {
    "pages": ("document",),
    "articles": ("document", "article"),
    "entities": ("type", "entity"),
    "statements": ("subject", "predicate", "object", "value", "statement", "document", "start", "end"),
    "figures": ("subject", "metric", "from", "to", "figure", "document", "start", "end"),
}


def pages(tables: Tables, base: str) -> Blocks:
    """Yield each page."""
    for row in _rows(tables, "pages"):
        block = Block(node(iri.page(base, row["document"])), "kg:Page")
        block.text("kg:document", row["document"])
        block.date("schema:datePublished", row["date"])
        block.count("kg:characters", row["characters"])
        block.text("kg:sha256", row["sha256"])
        yield block.triples


def articles(tables: Tables, base: str) -> Blocks:
    """Yield each article, with the page it stands on and every entity that it mentions."""
    mentioned: dict[str, list[str]] = defaultdict(list)
    for row in tables["mentions"].group_by(["article", "entity"]).aggregate([]).to_pylist():
        if row["entity"] is not None:
            mentioned[row["article"]].append(row["entity"])
    for row in _rows(tables, "articles"):
        block = Block(node(row["article"]), "schema:NewsArticle")
        block.text("schema:headline", row["headline"] or "")
        for name in dict.fromkeys(row["byline"] or ()):
            block.text("kg:byline", name)
        block.date("schema:datePublished", row["date"])
        block.link("schema:contentLocation", row["place"])
        block.link("schema:isPartOf", iri.page(base, row["document"]))
        block.link("kg:continues", row["continues"])
        for entity in sorted(mentioned[row["article"]]):
            block.link("schema:mentions", entity)
        yield block.triples


def entities(tables: Tables) -> Blocks:
    """Yield each entity: its names, and what is stated about it as direct triples."""
    direct = _direct(tables)
    for row in _rows(tables, "entities"):
        block = Block(node(row["entity"]), CLASSES[row["type"]])
        block.label("skos:prefLabel", row["name"])
        for alias in dict.fromkeys(label(alias) for alias in sorted(row["aliases"] or ())):
            if alias != label(row["name"]):
                block.put("skos:altLabel", alias)
        for predicate, thing in direct.pop(row["entity"], ()):
            block.put(predicate, thing)
        block.count("kg:mentionCount", row["mentions"])
        block.count("kg:documentCount", row["documents"])
        block.text("kg:divisionCode", row["division"])
        block.number("schema:longitude", row["longitude"])
        block.number("schema:latitude", row["latitude"])
        yield block.triples
    for subject, facts in direct.items():
        # A subject that the entities lack: `kg check` names it, the Turtle leaves nothing out.
        yield [Triple(node(subject), term(predicate), thing) for predicate, thing in facts]


def namings(tables: Tables, base: str) -> Blocks:
    """Yield each surface form of an entity with each rule that took it for that, and why, where it stands first."""
    aliases = forms(tables)
    taken: dict[tuple[str, str, str], tuple[int, Row]] = {}
    for batch in tables["mentions"].to_batches(max_chunksize=8192):
        for row in batch.to_pylist():
            if row["entity"] is not None and row["rule"] is not None:
                key = (row["entity"], surface(row["text"], aliases.get(row["entity"], ())), row["rule"])
                count, first = taken.get(key, (0, row))
                taken[key] = count + 1, min(first, row, key=_standing)
    for (entity, form, rule), (count, first) in sorted(taken.items(), key=lambda item: item[0]):
        block = Block(node(iri.digest(base, "naming", entity, form, rule)), "kg:Naming")
        block.link("kg:names", entity)
        block.label("kg:alias", form)
        block.text("kg:rule", rule)
        block.count("kg:occurrences", count)
        block.link("prov:wasDerivedFrom", first["article"])
        _because(block, first)
        yield block.triples


def _standing(row: Row) -> tuple[str, int, int]:
    return row["article"] or "", row["start"] or 0, row["end"] or 0


def _because(block: Block, row: Row) -> None:
    """Add what took a mention for its entity: its sentence, each feature with its weight, and the passage that decided."""
    block.text("kg:sentence", row["quote"])
    for one in row["features"] or ():
        block.text("kg:reason", f"{one['feature']} {one['weight']:+g} {one['detail']}".strip())
    if row["features"]:
        block.number("kg:score", sum(one["weight"] for one in row["features"]))
    if row["ground"]:
        block.text("kg:ground", row["ground"]["quote"])
        block.link("kg:groundArticle", row["ground"]["article"])


def forms(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the surface forms that each entity goes by."""
    columns = (tables["entities"][name].to_pylist() for name in ("entity", "aliases"))
    return {entity: frozenset(aliases or ()) for entity, aliases in zip(*columns, strict=True)}


def surface(text: str, known: Collection[str]) -> str:
    """Return the surface form that a mention has: its text, less the blanks of a broken line where no form has them."""
    return text if text in known else "".join(text.split())


def statements(tables: Tables, evidence: Evidence) -> Blocks:
    """Yield each statement with the membership that a post is, and each piece of evidence."""
    for statement, group in groupby(_rows(tables, "statements"), key=lambda row: row["statement"]):
        pieces = list(group)
        best = evidence.best(pieces)
        post = best["predicate"] == "holdsPost"
        block = Block(node(statement), "kg:Statement")
        block.link("rdf:subject", best["subject"])
        block.put("rdf:predicate", term(f"kg:{best['predicate']}"))
        block.put("rdf:object", _object(best))
        if best["object"] is not None:
            block.text("kg:title" if post else "kg:detail", best["value"])
        block.text("kg:basis", best["basis"])
        block.text("kg:modality", best["modality"] or "asserted")
        block.date("kg:from", best["from"])
        block.date("kg:to", best["to"])
        block.number("kg:confidence", best["confidence"])
        _cite(block, statement, best, pieces, evidence)
        told = any((piece["modality"] or "asserted") == "asserted" for piece in pieces)
        membership = _membership(statement, best, evidence.base) if post and told else []
        yield [*block.triples, *membership, *evidence.triples(statement, pieces)]


def figures(tables: Tables, evidence: Evidence) -> Blocks:
    """Yield each figure with its evidence."""
    for figure, group in groupby(_rows(tables, "figures"), key=lambda row: row["figure"]):
        pieces = list(group)
        best = evidence.best(pieces)
        block = Block(node(figure), "kg:Figure")
        block.link("kg:about", best["subject"])
        block.text("kg:metric", best["metric"])
        block.number("kg:value", best["value"])
        block.text("kg:unit", best["unit"])
        block.date("kg:from", best["from"])
        block.date("kg:to", best["to"])
        _cite(block, figure, best, pieces, evidence)
        yield [*block.triples, *evidence.triples(figure, pieces)]


def _rows(tables: Tables, name: str) -> Iterator[Row]:
    """Yield the rows of a table in an order that its contents alone decide, a few thousand in memory at a time."""
    table = tables[name].sort_by([(column, "ascending") for column in ORDER[name]])
    for batch in table.to_batches(max_chunksize=4096):
        yield from batch.to_pylist()


def _cite(block: Block, claim: str, best: Row, pieces: list[Row], evidence: Evidence) -> None:
    evidence.cite(block, best)
    evidence.seen(block, pieces)
    for name in dict.fromkeys(evidence.node(claim, piece) for piece in pieces):
        block.put("kg:evidence", name)


def _direct(tables: Tables) -> dict[str, list[tuple[str, NamedNode | Literal]]]:
    """Return what is stated about each subject, each fact once, however many sentences and titles state it."""
    facts: dict[str, dict[tuple[str, NamedNode | Literal], None]] = defaultdict(dict)
    for row in _rows({**tables, "statements": asserted(tables)}, "statements"):
        thing = _object(row)
        if thing is not None:
            facts[row["subject"]][f"kg:{row['predicate']}", thing] = None
    return {subject: list(pairs) for subject, pairs in facts.items()}


def _object(row: Row) -> NamedNode | Literal | None:
    """Return the object of a statement: an entity, or the date on which something was founded."""
    if row["object"] is not None:
        return node(row["object"])
    if row["value"] is not None:
        return date(row["value"]) if row["predicate"] == "establishedOn" else text(row["value"])
    return None


def _membership(statement: str, row: Row, base: str) -> list[Triple]:
    """Return a post in the terms of the W3C Organization Ontology, which readers of other graphs know."""
    block = Block(node(iri.digest(base, "membership", statement)), "org:Membership")
    block.link("org:member", row["subject"])
    block.link("org:organization", row["object"])
    block.text("kg:title", row["value"])
    block.link("prov:wasDerivedFrom", statement)
    return block.triples
