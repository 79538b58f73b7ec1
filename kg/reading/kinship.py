"""What speaks for two pieces of a page being of one article, wherever they stand."""

from __future__ import annotations

import numpy as np

from kg.reading.regions import regions
from kg.reading.signs import Page, Signs

# Signs in the order of their columns; some are others by the size of the smaller piece.
NAMES = (
    "any", "alike", "more alike than most", "names", "one region",
    "alike by size", "more alike by size", "names by size", "size", "alike around", "more alike around",
    "one stretch", "one stretch by size", "one width", "one rare width", "two widths",
)  # fmt: skip


def kin(page: Page) -> Signs:
    """Return pieces × pieces × `NAMES`."""
    mean = (page.alike.sum(axis=1) - 1) / max(1, page.size - 1)
    more = page.alike - (mean[:, None] + mean[None, :]) / 2
    size = np.log1p(np.array(page.lengths, np.float32))
    least = np.minimum.outer(size, size)
    found = [np.ones_like(page.alike), page.alike, more, page.names, _regions(page)]
    found += [page.alike * least, more * least, page.names * least, least]
    mean = page.around.mean(axis=1)
    found += [page.around, page.around - (mean[:, None] + mean[None, :]) / 2]
    stretch = page.stretch()
    found += [stretch, stretch * least, *page.widths]
    return np.stack(found, axis=-1).astype(np.float32)


def _regions(page: Page) -> Signs:
    """Return how much any two pieces speak of the same provinces and countries.

    That they name others tells nothing: an article on the whole country, or on the world, names many.
    """
    said = [regions(piece.text) for piece in page.pieces]
    columns = {name: at for at, name in enumerate(dict.fromkeys(name for one in said for name in one))}
    table = np.zeros((page.size, max(1, len(columns))), np.float32)
    for row, one in enumerate(said):
        for name, count in one.items():
            table[row, columns[name]] = count**0.5
    length = np.sqrt((table * table).sum(axis=1))
    return np.asarray(table @ table.T / np.maximum(np.outer(length, length), 1e-6), np.float32)
