"""What the two databases spell differently: numbering rows ahead, adding to a count, keeping the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from store.bulk import fetched, insert_rows

Insert = postgresql.Insert | sqlite.Insert


def insert(connection: Connection, table: Table) -> Any:
    """The INSERT of this database, with its ON CONFLICT."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def next_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Numbers for that many new rows, never given before and ours alone inside this transaction."""
    if connection.dialect.name == "sqlite":
        # The transaction already holds the only write lock.
        rows = fetched(connection, _LAST, (table.name,))
        last = rows[0][0] if rows else 0
        return range(last + 1, last + count + 1)
    return [row[0] for row in fetched(connection, _NEXT, (f"{table.name}_id_seq", count))]


_LAST = "SELECT seq FROM sqlite_sequence WHERE name = ?"
_NEXT = "SELECT nextval(CAST(? AS regclass)) FROM generate_series(1, ?)"


def add(connection: Connection, table: Table, amounts: Mapping[tuple[Any, ...], tuple[int, ...]]) -> None:
    """Add to the counts of a roll-up: key columns to what is added to its other columns."""
    columns, then = _adding(table)
    # Sorted, so that two writers of a served database take row locks in one order.
    insert_rows(
        connection, table.name, columns, [key + amount for key, amount in sorted(amounts.items())], then
    )


@cache
def _adding(table: Table) -> tuple[tuple[str, ...], str]:
    keys = tuple(column.name for column in table.primary_key)
    sums = tuple(column.name for column in table.c if column.name not in keys)
    more = ", ".join(f"{name} = {table.name}.{name} + excluded.{name}" for name in sums)
    return keys + sums, f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {more}"
