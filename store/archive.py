"""The tables as files: rows stream through, a file has its name only when it is whole."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, LargeBinary, Table, Text, select

from store.keeping import Store
from store.packing import Packed
from store.tables import attempt, call, delivery, event, mark, roll, roll_latency, roll_rev, txn, visit

TABLES: Sequence[Table] = (delivery, mark, event, txn, attempt, visit, call, roll, roll_rev, roll_latency)
"""Not the bins and settings: they hold secrets."""
_ROWS = 2_000
"""Rows held at once: some megabytes of bodies."""

Write = Callable[[Table, Iterator[list[tuple[Any, ...]]], Path], int]


def archived(store: Store, kind: str, folder: Path) -> Iterator[tuple[str, int]]:
    """Write every table; the name and number of rows of each as it is done. All of one moment."""
    with store.reading() as connection, _moment(connection):
        for table in TABLES:
            path = folder / f"{table.name}.{kind}"
            unfinished = path.with_name(path.name + ".part")
            rows = FORMATS[kind](table, _batches(connection, table), unfinished)
            unfinished.replace(path)
            yield table.name, rows


@contextmanager
def _moment(connection: Connection) -> Iterator[None]:
    """The tables as they stand at one moment, whatever arrives meanwhile."""
    if connection.dialect.name != "sqlite":
        # Outside of a transaction PostgreSQL would have to send a whole table at once.
        connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield
        return
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK")


def _batches(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    ordered = select(table).order_by(*table.primary_key).execution_options(yield_per=_ROWS)
    for part in connection.execute(ordered).partitions():
        yield [tuple(row) for row in part]


def _json_lines(table: Table, batches: Iterator[list[tuple[Any, ...]]], path: Path) -> int:
    names = [column.name for column in table.c]
    total = 0
    with path.open("wb") as file:
        for rows in batches:
            total += len(rows)
            for row in rows:
                file.write(msgspec.json.encode(dict(zip(names, map(_plain, row), strict=True))) + b"\n")
    return total


def _plain(value: Any) -> Any:
    """Bytes as text where they are text, otherwise as base64 that says so."""
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode()}


def _parquet(table: Table, batches: Iterator[list[tuple[Any, ...]]], path: Path) -> int:
    schema = pa.schema([(column.name, _arrow(column.type)) for column in table.c])
    total = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in batches:
            total += len(rows)
            columns = zip(*rows, strict=True)
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return total


def _arrow(kind: object) -> pa.DataType:
    if isinstance(kind, LargeBinary | Packed):
        return pa.binary()
    return pa.string() if isinstance(kind, Text) else pa.int64()


FORMATS: Mapping[str, Write] = {"jsonl": _json_lines, "parquet": _parquet}
