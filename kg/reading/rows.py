"""Files of many pages: the rows of JSON Lines and Parquet, found without being held, each read when its turn comes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.reading import packed
from kg.reading.decode import Undecodable, decode

TEXT = "text"
# So many rows of Parquet are held at a time.
_BATCH = 64
_NO_TEXT = f"has no text: give the page in a column named {TEXT!r}"


def json_line(path: Path, at: int) -> dict[str, Any]:
    """Return the record of the line at offset ``at``; raise `Undecodable` where it is none."""
    found = packed.line(path, at)
    if len(found) == packed.LONGEST_LINE and not found.endswith(b"\n"):
        raise Undecodable("is too long for a page: split it into its pages")
    try:
        record = json.loads(decode(found))
    except (ValueError, RecursionError) as error:
        raise Undecodable(f"is not JSON ({error}): write one object a line") from error
    if not isinstance(record, dict):
        raise Undecodable('is no object: write {"text": …} on each line')
    return record


def count(path: Path) -> int:
    """Return how many rows a Parquet file has; raise `Undecodable` where it is none, or has no text."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise Undecodable("is not a Parquet file: write it again, or leave it out") from error
    with file:
        if TEXT not in file.schema_arrow.names:
            raise Undecodable(_NO_TEXT)
        return int(file.metadata.num_rows)


def parquet_row(path: Path, number: int) -> dict[str, Any]:
    """Return row ``number`` of a Parquet file, counted from 1; raise `Undecodable` where it cannot be read."""
    stat = path.stat()
    try:
        return _cursor(path, stat.st_mtime_ns, stat.st_size).row(number - 1)
    except (pa.ArrowException, OSError, IndexError, StopIteration) as error:
        raise Undecodable("cannot be read, the file is damaged: write it again, or leave it out") from error


@lru_cache(maxsize=1)
def _cursor(path: Path, changed: int, size: int) -> _Cursor:
    return _Cursor(path)


class _Cursor:
    """Reads the rows of one Parquet file forward, a batch at a time; going back begins the row group again."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        groups = range(self._file.num_row_groups)
        self._ends = list(accumulate(self._file.metadata.row_group(at).num_rows for at in groups))
        self._columns = [
            name for name in (TEXT, "date", "source", "page", "place") if name in self._file.schema_arrow.names
        ]
        self._first, self._rows, self._group = 0, list[dict[str, Any]](), -1
        self._batches: Iterator[pa.RecordBatch] = iter(())

    def row(self, at: int) -> dict[str, Any]:
        group = next(number for number, end in enumerate(self._ends) if at < end)
        if group != self._group or at < self._first:
            self._batches = self._file.iter_batches(_BATCH, [group], self._columns)
            self._group, self._first, self._rows = group, self._ends[group - 1] if group else 0, []
        while at >= self._first + len(self._rows):
            self._first += len(self._rows)
            self._rows = next(self._batches).to_pylist()
        return self._rows[at - self._first]


def text_of(record: Mapping[str, Any]) -> str:
    """Return the text of a record; raise `Undecodable` where it has none."""
    text = record.get(TEXT)
    if not isinstance(text, str) or not text.strip():
        raise Undecodable(_NO_TEXT)
    return text
