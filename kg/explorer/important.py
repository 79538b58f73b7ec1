"""The most important part of a graph that is too large for one page."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.explorer import part
from kg.tables import Tables

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
    chosen = _part(tables, ranked, pieces)
    while _claims(chosen) > claims and len(ranked) > 1:
        ranked = ranked[: len(ranked) // 2]
        chosen = _part(tables, ranked, pieces)
    return chosen, True


def _claims(tables: Tables) -> int:
    return int(tables["statements"].num_rows + tables["figures"].num_rows)


def _part(tables: Tables, entities: list[str], pieces: int) -> Tables:
    chosen = part.of(tables, entities)
    found = {
        name: _surest(chosen[name], key, pieces) for name, key in (("statements", "statement"), ("figures", "figure"))
    }
    cited = pa.chunked_array([*found["statements"]["article"].chunks, *found["figures"]["article"].chunks], pa.string())
    articles = pc.unique(cited)
    chosen |= found
    for name in ("mentions", "articles"):
        chosen[name] = chosen[name].filter(pc.is_in(chosen[name]["article"], value_set=articles))
    documents = pc.unique(chosen["articles"]["document"])
    chosen["pages"] = chosen["pages"].filter(pc.is_in(chosen["pages"]["document"], value_set=documents))
    return chosen


def _weightiest(tables: Tables, count: int) -> list[str]:
    """Return the entities with the most mentions and statements together; equal ones in the order of their IRIs."""
    names = tables["entities"]["entity"].combine_chunks()
    weights = pc.fill_null(tables["entities"]["mentions"], 0).to_numpy().astype(np.int64)
    for column in ("subject", "object"):
        at = pc.drop_null(pc.index_in(tables["statements"][column].combine_chunks(), value_set=names))
        weights = weights + np.bincount(at.to_numpy(), minlength=len(names))
    ranked = pa.table({"entity": names, "weight": weights}).sort_by([("weight", "descending"), ("entity", "ascending")])
    return list(ranked["entity"].slice(0, count).to_pylist())


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
