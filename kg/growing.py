"""Tables that grow on disk: rows go in a few thousand at a time, and come back without being loaded into memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]
# Rows held until they are written.
_BATCH = 4096


class Growing:
    """Tables of ``schemas`` in files of ``folder``, which must outlive them. A table takes no more rows once it was read."""

    def __init__(self, folder: Path, schemas: Mapping[str, pa.Schema]) -> None:
        folder.mkdir(parents=True)
        self._folder, self._schemas = folder, dict(schemas)
        self._rows: dict[str, list[Row]] = {name: [] for name in schemas}
        self._files: dict[str, pa.ipc.RecordBatchFileWriter] = {}

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows to the table ``name``; what they have beyond its columns is dropped."""
        for row in rows:
            self._rows[name].append(row)
            if len(self._rows[name]) == _BATCH:
                self._flush(name)

    def read(self, name: str) -> pa.Table:
        """Return a table as it lies on disk: the system loads what is looked at, and lets it go when memory is short."""
        self._flush(name)
        self._files.pop(name).close()
        return _mapped(self._path(name))

    def put(self, name: str, batches: pa.RecordBatchReader) -> pa.Table:
        """Write rows to disk as they come, and return them from there."""
        return put(self._folder, name, batches)

    def _flush(self, name: str) -> None:
        if name not in self._files:
            self._files[name] = pa.ipc.new_file(str(self._path(name)), self._schemas[name])
        rows: Sequence[Any] = self._rows[name]
        if rows:
            self._files[name].write_batch(pa.RecordBatch.from_pylist(rows, schema=self._schemas[name]))
        self._rows[name] = []

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.arrow"


def put(folder: Path, name: str, rows: pa.Table | pa.RecordBatchReader) -> pa.Table:
    """Write a table, or rows as they come, into ``folder``, and return them from there."""
    batches = rows.to_reader(_BATCH) if isinstance(rows, pa.Table) else rows
    path = folder / f"{name}.arrow"
    with pa.ipc.new_file(str(path), batches.schema) as file:
        for batch in batches:
            file.write_batch(batch)
    return _mapped(path)


def kept(folder: Path) -> dict[str, pa.Table]:
    """Return the tables that were put into ``folder``, by name."""
    return {path.stem: _mapped(path) for path in folder.glob("*.arrow")}


def _mapped(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
