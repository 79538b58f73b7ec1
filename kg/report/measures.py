"""What the charts show, from a build's tables and the manifest of its shards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.shards.manifest import Entry
from kg.tables import Tables

# Newspapers beyond these share one column: more colours than this nobody tells apart.
_PAPERS = 7
_OTHERS = "…"

Series = dict[str, dict[str, float]]


def mentions(tables: Tables) -> dict[str, float]:
    """Return how many mentions the pages of each month have."""
    months = _months(tables)
    counts = Counter(months.get(one, "") for one in tables["mentions"]["document"].to_pylist())
    return {month: float(count) for month, count in counts.items() if month}


def new_entities(tables: Tables) -> dict[str, float]:
    """Return how many entities each month names for the first time, as far as pages have dates."""
    months = _months(tables)
    first: dict[str, str] = {}
    pairs = tables["mentions"].group_by(["entity", "document"]).aggregate([])
    for entity, document in zip(pairs["entity"].to_pylist(), pairs["document"].to_pylist(), strict=True):
        month = months.get(document, "")
        if month and month < first.get(entity, "~"):
            first[entity] = month
    return {month: float(count) for month, count in Counter(first.values()).items()}


def _months(tables: Tables) -> dict[str, str]:
    columns = (tables["pages"][name].to_pylist() for name in ("document", "date"))
    return {document: (date or "")[:7] for document, date in zip(*columns, strict=True)}


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
