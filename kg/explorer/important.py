"""The most important part of a graph that is too large for one page."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.tables import Tables

# What tells the claims of a table apart; a claim has a row for each piece of evidence.
_KEYS = {"statements": "statement", "figures": "figure"}

# So many entities and rows of claims a browser holds with ease, and so many sentences behind each statement a reader reads.
ENTITIES, CLAIMS, PIECES = 20_000, 200_000, 3


def important(
    tables: Tables, entities: int = ENTITIES, pieces: int = PIECES, claims: int = CLAIMS
) -> tuple[Tables, bool]:
    """Return the part of ``tables`` that a page shows, and whether that is less than all.

    Up to ``entities``, and ``claims`` statements and figures, it is everything. Beyond, it is those entities that most
    mentions and statements name, the statements among them with their surest ``pieces`` of evidence, and the mentions in
    the articles of these; half as many entities as long as their claims are too many. Counts stay those of all.
    """
    if tables["entities"].num_rows <= entities and _claims(tables) <= claims:
        return tables, False
    ranked = _weightiest(tables, entities)
    among = _among(tables, ranked, pieces)
    count = len(ranked)
    while among[count - 1] > claims and count > 1:
        count //= 2
    return _part(tables, ranked.slice(0, count), pieces), True


def _claims(tables: Tables) -> int:
    return int(tables["statements"].num_rows + tables["figures"].num_rows)


def _among(tables: Tables, ranked: pa.Array, pieces: int) -> np.ndarray:
    """Return how many rows of claims a page has that shows the first entity alone, the first two, and so on."""
    rows = np.zeros(len(ranked), np.int64)
    for name, key in _KEYS.items():
        table = tables[name]
        last = _rank(table["subject"], ranked)
        if name == "statements":
            last = np.maximum(last, np.where(table["object"].is_null().to_numpy(), -1, _rank(table["object"], ranked)))
        claims = table[key].combine_chunks().dictionary_encode().indices.to_numpy()
        _, first, counts = np.unique(claims, return_index=True, return_counts=True)
        shown = last[first] < len(ranked)
        rows += np.bincount(last[first][shown], np.minimum(counts, pieces)[shown], len(ranked)).astype(np.int64)
    return np.cumsum(rows)


def _rank(names: pa.ChunkedArray, ranked: pa.Array) -> np.ndarray:
    """Return the rank of each name, that of one which has none behind all others."""
    return np.asarray(pc.fill_null(pc.index_in(names, value_set=ranked), len(ranked)).to_numpy())


def _part(tables: Tables, ranked: pa.Array, pieces: int) -> Tables:
    statements = tables["statements"]
    inside = pc.or_kleene(pc.is_null(statements["object"]), pc.is_in(statements["object"], value_set=ranked))
    mentions = tables["mentions"]
    chosen = {
        "entities": _of(tables["entities"], "entity", ranked),
        "statements": _surest(
            statements.filter(pc.and_(pc.is_in(statements["subject"], value_set=ranked), inside)), "statement", pieces
        ),
        "figures": _surest(_of(tables["figures"], "subject", ranked), "figure", pieces),
    }
    cited = pa.chunked_array(
        [*chosen["statements"]["article"].chunks, *chosen["figures"]["article"].chunks], pa.string()
    )
    articles = pc.unique(cited)
    chosen["articles"] = _of(tables["articles"], "article", articles)
    chosen["pages"] = _of(tables["pages"], "document", pc.unique(chosen["articles"]["document"]))
    here = pc.is_in(mentions["article"], value_set=articles)
    chosen["mentions"] = mentions.filter(pc.and_(here, pc.is_in(mentions["entity"], value_set=ranked)))
    return chosen


def _of(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    """Return the rows of a table that have one of some values in a column."""
    return table.filter(pc.is_in(table[column], value_set=values))


def _weightiest(tables: Tables, count: int) -> pa.Array:
    """Return the entities with the most mentions and statements together; equal ones in the order of their IRIs."""
    names = tables["entities"]["entity"].combine_chunks()
    weights = pc.fill_null(tables["entities"]["mentions"], 0).to_numpy().astype(np.int64)
    for column in ("subject", "object"):
        at = pc.drop_null(pc.index_in(tables["statements"][column].combine_chunks(), value_set=names))
        weights = weights + np.bincount(at.to_numpy(), minlength=len(names))
    ranked = pa.table({"entity": names, "weight": weights}).sort_by([("weight", "descending"), ("entity", "ascending")])
    return ranked["entity"].slice(0, count).combine_chunks()


def _surest(rows: pa.Table, key: str, count: int) -> pa.Table:
    """Return of the rows of each claim the first ``count`` by confidence, then by where they stand."""
    order = [(key, "ascending"), ("document", "ascending"), ("start", "ascending"), ("end", "ascending")]
    if "confidence" in rows.column_names:
        order.insert(1, ("confidence", "descending"))
    rows = rows.sort_by(order)
    claims = rows[key].combine_chunks().dictionary_encode().indices.to_numpy()
    first = np.flatnonzero(np.diff(claims, prepend=-1))
    rank = np.arange(len(claims)) - np.repeat(first, np.diff(first, append=len(claims)))
    return rows.filter(pa.array(rank < count))
