"""Many rows into one table: few statements of many rows, so the driver is entered seldom and works long."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection

_SIZES = (256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1)
"""Rows of one statement. A few sizes serve every number, and the database keeps the statements prepared."""
_VALUES = 8_000
"""Values of one statement; SQLite takes 32,766, PostgreSQL 65,535."""


def fetched(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> Sequence[Any]:
    """The rows of a plain statement with `?` for each value: for what is asked with every batch."""
    if connection.dialect.paramstyle != "qmark":
        statement = statement.replace("?", "%s")
    return connection.exec_driver_sql(statement, values).fetchall()


def insert_rows(
    connection: Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    then: str = "",
) -> list[Any]:
    """Insert rows whose values stand in the columns' order; what a RETURNING in `then` gives comes back."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    at = 0
    returned: list[Any] = []
    while at < len(rows):
        size = next(n for n in _SIZES if n <= len(rows) - at and (n == 1 or n * len(columns) <= _VALUES))
        values = tuple(chain.from_iterable(rows[at : at + size]))
        done = connection.exec_driver_sql(_statement(table, columns, mark, size, then), values)
        if done.returns_rows:
            returned += done.fetchall()
        at += size
    return returned


@lru_cache(maxsize=256)
def _statement(table: str, columns: tuple[str, ...], mark: str, size: int, then: str) -> str:
    row = f"({', '.join([mark] * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * size)} {then}"  # noqa: S608
