"""What tables on the shelf have of each page: pages are asked for in their order, a block of them is in memory at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from kg.shelf import Row, Shelf

_PAGES = 256


class Blocks:
    """``columns`` of the rows of ``table``, which has ``page``, found by document."""

    def __init__(self, shelf: Shelf, columns: str, table: str) -> None:
        self._shelf = shelf
        self._query = f"SELECT document, {columns} FROM {table} JOIN pages USING (page) WHERE page >= ? AND page < ?"
        self._starts = [
            row[0] for row in shelf.all(f"SELECT document FROM pages WHERE page % {_PAGES} = 0 ORDER BY page")
        ]
        self._block = -1
        self._rows: dict[str, list[Row]] = {}

    def of(self, document: str) -> list[Row]:
        """Return the rows of a page, in no order."""
        block = bisect_right(self._starts, document) - 1
        if block != self._block:
            found: dict[str, list[Row]] = defaultdict(list)
            for of_page, *row in self._shelf.all(self._query, (block * _PAGES, (block + 1) * _PAGES)):
                found[of_page].append(tuple(row))
            self._block, self._rows = block, dict(found)
        return self._rows.get(document, [])
