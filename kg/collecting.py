"""Making very many objects at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Yield things some at a time, in their order: as many as have the size ``most`` together, or one that is larger."""
    batch: list[T] = []
    held = 0
    for one in things:
        if batch and held + size(one) > most:
            yield batch
            batch, held = [], 0
        batch.append(one)
        held += size(one)
    if batch:
        yield batch


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for reference cycles inside the block: rows and triples have none, and looking takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
