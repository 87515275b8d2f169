"""What the two databases spell differently: numbering rows ahead, adding to a count, keeping the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from store.bulk import fetched

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
    if not amounts:
        return
    keys = [column.name for column in table.primary_key]
    sums = [column.name for column in table.c if column.name not in keys]
    statement = insert(connection, table)
    statement = statement.on_conflict_do_update(
        index_elements=keys, set_={name: table.c[name] + statement.excluded[name] for name in sums}
    )
    # Sorted, so that two writers of a served database take row locks in one order.
    rows = [dict(zip(keys + sums, key + amount, strict=True)) for key, amount in sorted(amounts.items())]
    connection.execute(statement, rows)
