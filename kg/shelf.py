"""Rows too many for memory: they lie in a DuckDB database in a folder, go in as they come, and are asked for in SQL."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from kg.errors import Refused

# What the database may hold in memory, and the threads that share it; what is more it writes to its folder.
_MEMORY, _THREADS = "256MB", 2
# Rows held until they are handed to the database, and rows taken from it at a time.
_BATCH = 16_384
Row = tuple[Any, ...]
_OF_THE_DISK = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)


class Shelf:
    """Tables in an empty ``folder``, which must outlive them: `make` makes them, `add` adds rows, `run` changes them, and
    the others ask for them.

    Raise OSError where the disk takes no more, `Refused` where the memory does not do.
    """

    def __init__(self, folder: Path, schemas: Mapping[str, pa.Schema]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with _saying():
            self._base = duckdb.connect(
                folder / "rows.duckdb",
                config={
                    "memory_limit": _MEMORY,
                    "temp_directory": str(folder / "spilled"),
                    "preserve_insertion_order": False,
                    "threads": min(_THREADS, os.cpu_count() or 1),
                },
            )
        self._schemas: dict[str, pa.Schema] = {}
        self._waiting: dict[str, list[Row]] = {}
        self.make(schemas)

    def make(self, schemas: Mapping[str, pa.Schema]) -> None:
        """Make further tables."""
        for name, schema in schemas.items():
            with _saying():
                self._base.register("_added", schema.empty_table())
                self._base.execute(f"CREATE TABLE {name} AS SELECT * FROM _added")
                self._base.unregister("_added")
            self._schemas[name], self._waiting[name] = schema, []

    def add(self, name: str, rows: Iterable[Row], at_once: int | None = None) -> None:
        """Add rows to a table, their values in the order of its columns; ``at_once`` are held until they are written."""
        waiting = self._waiting[name]
        for row in rows:
            waiting.append(row)
            if len(waiting) >= (at_once or _BATCH):
                self._flush(name)

    def run(self, statements: str) -> None:
        """Run statements that yield no rows."""
        with _saying():
            self._asking({}).execute(statements)

    def all(self, query: str, values: Iterable[object] = (), **given: pa.Table) -> list[Row]:
        """Return the rows of a query; ``given`` are tables that it may name beside those of the shelf."""
        with _saying():
            found: list[Row] = self._asking(given).execute(query, list(values)).fetchall()
        return found

    def each(self, query: str, at_once: int | None = None, **given: pa.Table) -> Iterator[Row]:
        """Yield the rows of a query, ``at_once`` in memory at a time; other queries may be asked in between."""
        with _saying():
            asked = self._asking(given).execute(query)
        while True:
            with _saying():
                rows = asked.fetchmany(at_once or _BATCH)
            if not rows:
                return
            yield from rows

    def batches(self, query: str, **given: pa.Table) -> pa.RecordBatchReader:
        """Return what yields the rows of a query as they come."""
        with _saying():
            return self._asking(given).sql(query).to_arrow_reader(_BATCH)

    def _asking(self, given: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
        """Return a connection that sees all rows, and the given tables by their names."""
        for name in self._schemas:
            self._flush(name)
        asking = self._base.cursor()
        for name, table in given.items():
            asking.register(name, table)
        return asking

    def close(self) -> None:
        """Let go of the memory that the tables take; they cannot be asked for afterwards."""
        self._base.close()

    def _flush(self, name: str) -> None:
        rows, schema = self._waiting[name], self._schemas[name]
        if rows:
            columns = [pa.array(column, one.type) for column, one in zip(zip(*rows, strict=True), schema, strict=True)]
            with _saying():
                self._base.register("_added", pa.table(columns, schema=schema))
                self._base.execute(f"INSERT INTO {name} SELECT * FROM _added")
                self._base.unregister("_added")
            rows.clear()


@contextmanager
def _saying() -> Iterator[None]:
    """Turn what the database says of the disk, of memory and of an interrupt into what the program says of them."""
    try:
        yield
    except _OF_THE_DISK as error:
        raise OSError(_first_line(error)) from error
    except duckdb.OutOfMemoryException as error:
        raise Refused(
            f"Memory or room for temporary files ran out while linking ({_first_line(error)}): make room, and build again."
        ) from error
    except RuntimeError as error:
        if "interrupted" in str(error):
            raise KeyboardInterrupt from error
        raise


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
