"""Frozen records in Parquet: columns and values follow from a dataclass's own annotations, whatever fields it has."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import accumulate, chain, pairwise, starmap
from pathlib import Path
from sys import intern
from types import GenericAlias, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
# Character offsets: a page has far fewer characters than this type can count.
_OFFSETS = Sequence[int]
# Texts up to this length are likely to come again.
_OFTEN = 32
Record = TypeVar("Record")


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401
    """Return the names and types of what a record, a pair or a dictionary's entry holds."""
    if _is_record(kind):
        known = get_type_hints(kind)
        return tuple((one.name, known[one.name]) for one in fields(kind))
    return tuple((f"f{at}", one) for at, one in enumerate(get_args(kind)))


def _is_record(kind: Any) -> bool:  # noqa: ANN401
    return is_dataclass(kind)


def _present(kind: Any) -> Any:  # noqa: ANN401
    """Return ``X`` for ``X | None``, and any other type as it is."""
    if get_origin(kind) in (Union, UnionType):
        (kind,) = (one for one in get_args(kind) if one is not type(None))
    return kind


def _item(kind: Any) -> Any:  # noqa: ANN401
    """Return the type of the items of ``tuple[X, ...]``, ``Sequence[X]`` or ``dict``; None where the type is no list."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is dict:
        return GenericAlias(tuple, inner)
    if (origin is tuple and inner[-1] is not Ellipsis) or origin is None:
        return None
    return inner[0]


def _packed(values: Sequence[Any], kind: Any) -> pa.Array:  # noqa: ANN401
    """Return values as a column, made a whole column at a time: rows are many, columns few."""
    kind = _present(kind)
    if kind in _PLAIN:
        return pa.array(values, _PLAIN[kind])
    item = _item(kind)
    missing = pa.array([one is None for one in values], pa.bool_())
    if item is None:
        parts = [
            _packed(
                [None if one is None else getattr(one, name) if _is_record(kind) else one[at] for one in values], of
            )
            for at, (name, of) in enumerate(_hints(kind))
        ]
        return pa.StructArray.from_arrays(parts, [name for name, _ in _hints(kind)], mask=missing)
    lists = [() if one is None else one.items() if isinstance(one, dict) else one for one in values]
    ends = pa.array([0, *accumulate(map(len, lists))], pa.int32())
    inner = chain.from_iterable(lists)
    if kind == _OFFSETS:
        return pa.ListArray.from_arrays(ends, pa.array(np.fromiter(inner, np.int32)), mask=missing)
    return pa.ListArray.from_arrays(ends, _packed(list(inner), item), mask=missing)


def _unpacked(values: pa.Array, kind: Any) -> list[Any]:  # noqa: ANN401
    """Return the values of a column, as `_packed` took them."""
    kind = _present(kind)
    if kind is str:
        # Types, rules and names come again and again: one string each, however many pages are read.
        return [intern(one) if one is not None and len(one) <= _OFTEN else one for one in values.to_pylist()]
    if kind in _PLAIN:
        return list(values.to_pylist())
    item = _item(kind)
    if item is None:
        columns = zip(values.flatten(), _hints(kind), strict=True)
        made = zip(*(_unpacked(one, of) for one, (_, of) in columns), strict=True)
        found: list[Any] = list(starmap(kind, made)) if _is_record(kind) else list(made)
    else:
        found = _listed(values, kind, item)
    if values.null_count:
        found = [one if valid else None for one, valid in zip(found, values.is_valid().to_pylist(), strict=True)]
    return found


def _listed(values: pa.Array, kind: Any, item: Any) -> list[Any]:  # noqa: ANN401
    lengths = pc.fill_null(pc.list_value_length(values), 0).to_pylist()
    ends = [0]
    for length in lengths:
        ends.append(ends[-1] + length)
    if kind == _OFFSETS:
        # Four bytes a character, where a tuple of numbers has thirty-six.
        numbers = values.flatten().to_numpy()
        return [array("i", numbers[start:end].tobytes()) for start, end in pairwise(ends)]
    inner = _unpacked(values.flatten(), item)
    make = {dict: dict, tuple: tuple}.get(get_origin(kind), list)
    return [make(inner[start:end]) for start, end in pairwise(ends)]


def write(records: Sequence[Any], kind: type, path: Path) -> None:
    """Write records to a Parquet file, a row each; the same records give the same bytes."""
    columns = {name: _packed([getattr(one, name) for one in records], of) for name, of in _hints(kind)}
    pq.write_table(pa.table(columns), path, compression="zstd")


def read(path: Path, kind: type[Record]) -> Iterator[Record]:
    """Yield the records that `write` wrote, as they were; offsets come as arrays. Raise ArrowException for a damaged file."""
    table = pq.read_table(path).combine_chunks()
    made: Callable[..., Record] = kind
    columns = [_unpacked(_whole(table[name]), of) for name, of in _hints(made)]
    return starmap(made, zip(*columns, strict=True))


def _whole(values: pa.ChunkedArray) -> pa.Array:
    return values.chunk(0) if values.num_chunks == 1 else pa.concat_arrays(values.chunks or [pa.array([], values.type)])
