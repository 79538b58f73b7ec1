"""A guard against a hang: a test that runs into it has no end, and fails instead of stopping every test behind it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def no_hang(seconds: int = 60) -> Iterator[None]:
    """Fail the test where the block takes longer: far beyond what any machine needs, so that it measures nothing."""

    def stop(*_: object) -> None:
        pytest.fail(f"not done after {seconds} seconds: it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
