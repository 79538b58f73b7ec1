"""One thread for the numbers: how many multiply decides on the last digits, and every machine and worker must find the same."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """Have matrices multiplied by one thread inside the block; for those of a page's size several cost more than they save."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1)
    return limited


@cache
def _libraries() -> ThreadpoolController:
    """Look for the libraries that multiply, once: it takes as long as tagging a sentence."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
