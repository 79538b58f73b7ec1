"""What the charts show, from a build's tables and the manifest of its shards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from kg.shards.manifest import Entry
from kg.tables import Tables

# Newspapers beyond these share one column: more colours than this nobody tells apart.
_PAPERS = 7
_OTHERS = "…"

Series = dict[str, dict[str, float]]


def mentions(tables: Tables) -> dict[str, float]:
    """Return how many mentions the pages of each month have."""
    return _counted(_months(tables))


def new_entities(tables: Tables) -> dict[str, float]:
    """Return how many entities each month names for the first time, as far as pages have dates."""
    seen = pa.table({"entity": tables["mentions"]["entity"], "month": _months(tables)})
    dated = seen.filter(pc.is_valid(seen["month"]))
    return _counted(dated.group_by("entity").aggregate([("month", "min")])["month_min"])


def _months(tables: Tables) -> pa.ChunkedArray:
    """Return the month of each mention, null where its page has no date."""
    months = pc.utf8_slice_codeunits(tables["pages"]["date"], 0, 7)
    return months.take(pc.index_in(tables["mentions"]["document"], tables["pages"]["document"]))


def _counted(months: pa.ChunkedArray) -> dict[str, float]:
    counts = pc.value_counts(pc.drop_null(months)).to_pylist()
    return {one["values"]: float(one["counts"]) for one in counts}


def noise(entries: Iterable[Entry]) -> Series:
    """Return for each newspaper and month how many of a thousand characters are such as no newspaper prints."""
    sums: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    pages: Counter[str] = Counter()
    rows = [row for entry in entries for row in entry.noise]
    for paper, _, count, _, _ in rows:
        pages[paper] += count
    shown = {paper for paper, _ in pages.most_common(_PAPERS)}
    for paper, month, _, characters, odd in rows:
        if month:
            told = sums[paper if paper in shown else _OTHERS][month]
            told[0] += characters
            told[1] += odd
    return {
        paper: {month: 1000 * odd / characters for month, (characters, odd) in sorted(months.items()) if characters}
        for paper, months in sorted(sums.items())
    }
