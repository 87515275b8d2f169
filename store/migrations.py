"""Numbered steps from an empty database to today's; each runs once, in order, and none is ever changed."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, insert, inspect, select, text

from store import search_index, tables
from store.bins import first_bin
from store.documents import index_anew
from store.moment import now_ms


def _first(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    search_index.create(connection)
    first_bin(connection)


def _people_in_the_index(connection: Connection) -> None:
    """People and actions move into the index of words; each event paid for indexes of their own."""
    for name in ("event_lead", "event_email", "event_action", "event_day"):
        connection.execute(text(f"DROP INDEX IF EXISTS {name}"))
    _missing_indexes(connection)
    if connection.dialect.name == "sqlite":
        search_index.drop(connection)
        search_index.create(connection)
        index_anew(connection)


def _unusual_in_few_rows(connection: Connection) -> None:
    """Whatever a search can ask is found in an index, and the index of words tells its words."""
    changed = ("delivery_large", "delivery_method", "delivery_query", "event_findings", "txn_email")
    for name in (*changed, "txn_original", "txn_subscription"):
        connection.execute(text(f"DROP INDEX IF EXISTS {name}"))
    _missing_indexes(connection)
    search_index.create_terms(connection)


def _query_strings_of_any_length(connection: Connection) -> None:
    """An index of PostgreSQL refuses long texts, and with them the deliveries."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("DROP INDEX IF EXISTS delivery_query"))
        _missing_indexes(connection)


def _missing_indexes(connection: Connection) -> None:
    for table in (tables.delivery, tables.event, tables.txn):
        for index in table.indexes:
            index.create(connection, checkfirst=True)


STEPS: tuple[tuple[int, Callable[[Connection], None]], ...] = (
    (1, _first),
    (2, _people_in_the_index),
    (3, _unusual_in_few_rows),
    (4, _query_strings_of_any_length),
)


def version(connection: Connection) -> int:
    """The last step that this database has seen; 0 when it is empty."""
    if not inspect(connection).has_table(tables.schema_version.name):
        return 0
    return connection.execute(select(func.max(tables.schema_version.c.version))).scalar() or 0


def migrate(connection: Connection) -> list[int]:
    """Take the steps that are missing, in the caller's transaction; returns their numbers."""
    have = version(connection)
    taken = [number for number, _ in STEPS if number > have]
    for number, step in STEPS:
        if number > have:
            step(connection)
            connection.execute(insert(tables.schema_version).values(version=number, applied_at=now_ms()))
    return taken
