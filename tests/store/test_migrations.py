"""Every database ends in the same schema, whichever step it comes from, and keeps what it had."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, delete, text

from store import Store, connect, search_index
from store.engine import writing_engine
from store.inbox import of_lead, page, query_of
from store.migrations import STEPS, migrate
from store.questions.person import person
from store.tables import delivery, event, schema_version, txn
from tests.store.made import arrival, keep, sale

RELEASED = Path(__file__).with_name("schema_1.sql")
"""What step 1 made when it was released."""


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    engine = writing_engine(store.url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def schema(connection: Connection) -> dict[str, str]:
    """Everything that is in the database, as its definitions put it."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    else:
        rows = connection.execute(
            text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        )
    return {name: "".join(definition.split()) for name, definition in rows}


def as_released(store: Store) -> None:
    """Take the database back to step 1, with what it holds."""
    released = RELEASED.read_text().split(";")
    with writing(store) as connection:
        for table in (delivery, event, txn):
            for index in table.indexes:
                connection.execute(text(f"DROP INDEX IF EXISTS {index.name}"))
        for definition in released:
            if re.search("INDEX .* ON (delivery|event|txn) ", definition):
                connection.execute(text(definition))
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TABLE ft_terms"))
            search_index.drop(connection)
            connection.exec_driver_sql(next(one for one in released if "VIRTUAL" in one))
        connection.execute(delete(schema_version).where(schema_version.c.version > 1))


def test_each_way_ends_in_the_same_schema(kept: Store) -> None:
    with kept.reading() as connection:
        fresh = schema(connection)
    as_released(kept)
    with writing(kept) as connection:
        assert schema(connection) != fresh
        assert migrate(connection) == [number for number, _ in STEPS if number > 1]
        assert migrate(connection) == []
    with kept.reading() as connection:
        assert schema(connection) == fresh


def test_a_file_as_it_was_released_ends_in_today_s_schema(tmp_path: Path) -> None:
    file = tmp_path / "released.db"
    with sqlite3.connect(file) as connection:
        connection.executescript(RELEASED.read_text())
        connection.execute("INSERT INTO schema_version VALUES (1, 0)")
    with connect(f"sqlite:///{file}").reading() as old, connect().reading() as fresh:
        assert schema(old) == schema(fresh)


def test_people_are_found_after_the_step_and_so_are_those_whose_bodies_are_gone(kept: Store) -> None:
    keep(kept, *(arrival(number, rows=sale(number)) for number in range(1, 6)), arrival(9, rows=None))
    with writing(kept) as connection:
        connection.execute(delete(delivery).where(delivery.c.id == 2))
    as_released(kept)
    with writing(kept) as connection:
        migrate(connection)
    with kept.reading() as connection:
        assert [person(connection, [("id", str(number))]).events for number in (1, 2, 6)] == [1, 1, 0]
        assert [line.id for line in of_lead(connection, "person3@example.com", "")] == [3]
        assert [line.id for line in page(connection, query_of("action:buy* santos4")[0]).lines] == [4]
        assert page(connection, query_of("santos2")[0]).lines == ()
