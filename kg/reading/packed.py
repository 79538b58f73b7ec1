"""Files of lines, plain or packed with gzip or zstandard: unpacked as they are read, forward, and never held."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from kg.reading.decode import Undecodable

PACKED = (".gz", ".zst")
# A page of the greatest length that is read, every character of it escaped, has a tenth of this.
LONGEST_LINE = 16_000_000
DAMAGED = -1
# What is unpacked at once, and lost with damaged data: a page or two.
_BLOCK = 1 << 12
_DAMAGED = "is damaged from here on: restore the file; what stands before it is read"


def lines(path: Path) -> Iterator[tuple[int, int]]:
    """Yield number and offset (unpacked) of each line of a file that is not empty, without holding any.

    Where packed data is damaged, the line that it strikes is the last, and its offset is `DAMAGED`.
    """
    with opened(path) as file:
        at, number, begun, filled = 0, 1, 0, False
        try:
            while block := _block(file, path):
                start = 0
                while (end := block.find(b"\n", start)) >= 0:
                    if filled or block[start:end].strip():
                        yield number, begun
                    number, begun, filled, start = number + 1, at + end + 1, False, end + 1
                filled = filled or bool(block[start:].strip())
                at += len(block)
        except Undecodable:
            yield number, DAMAGED
            return
        if filled:
            yield number, begun


def _block(file: io.BufferedReader, path: Path) -> bytes:
    with _undamaged(path):
        return file.read1(_BLOCK)


def line(path: Path, at: int) -> bytes:
    """Return the line at an offset (unpacked), cut at `LONGEST_LINE`; raise `Undecodable` where packed data is damaged."""
    if at == DAMAGED:
        raise Undecodable(_DAMAGED)
    if path.suffix.lower() not in PACKED:
        with path.open("rb") as file:
            file.seek(at)
            return file.readline(LONGEST_LINE)
    stat = path.stat()
    with _undamaged(path):
        return _cursor(path, stat.st_mtime_ns, stat.st_size).line(at)


def opened(path: Path) -> io.BufferedReader:
    """Open a file for reading, unpacked."""
    kind = path.suffix.lower()
    if kind == ".gz":
        return io.BufferedReader(gzip.GzipFile(path), _BLOCK)
    if kind == ".zst":
        return io.BufferedReader(pa.input_stream(str(path), compression="zstd"), _BLOCK)
    return path.open("rb")


@contextmanager
def _undamaged(path: Path) -> Iterator[None]:
    """Turn what damaged data raises into `Undecodable`; an error of the disk, which has a number, stays what it is."""
    try:
        yield
    except (EOFError, zlib.error, pa.ArrowException) as error:
        raise Undecodable(_DAMAGED) from error
    except OSError as error:
        if error.errno is not None or path.suffix.lower() not in PACKED:
            raise
        _cursor.cache_clear()
        raise Undecodable(_DAMAGED) from error


@lru_cache(maxsize=1)
def _cursor(path: Path, changed: int, size: int) -> _Cursor:
    return _Cursor(path)


class _Cursor:
    """Reads the lines of one packed file forward; going back begins it again."""

    def __init__(self, path: Path) -> None:
        self._path, self._file, self._at = path, opened(path), 0
        self._last: tuple[int, bytes] | None = None

    def line(self, at: int) -> bytes:
        if self._last is None or self._last[0] != at:
            if at < self._at:
                self._file.close()
                self._file, self._at = opened(self._path), 0
            while self._at < at:
                skipped = len(self._file.read1(min(_BLOCK, at - self._at)))
                if not skipped:
                    raise EOFError
                self._at += skipped
            found = self._file.readline(LONGEST_LINE)
            self._last, self._at = (at, found), self._at + len(found)
        return self._last[1]
