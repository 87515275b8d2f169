"""How each database is opened: one connection that writes, several that only read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url

from store.tokens import has_phrase

BUSY_MS = 3_000
"""How long a statement waits for somebody else's lock before the database counts as locked."""

# FULL: a commit is on the disk when it returns. 16 KiB pages: bodies of a few kilobytes fill them well.
_WRITING = (
    "PRAGMA page_size=16384",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=1",
    "PRAGMA secure_delete=OFF",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)
_READING = (
    "PRAGMA query_only=1",
    "PRAGMA cache_size=-16384",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA busy_timeout={BUSY_MS}",
)


def database_url(text: str) -> URL:
    """The URL with the driver that is installed: psycopg 3 where only PostgreSQL is said."""
    url = make_url(text.replace("postgres://", "postgresql://", 1))
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def database_file(url: URL) -> Path | None:
    """The SQLite file behind the URL; none for a served database."""
    return Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None


def writing_engine(url: URL, busy_ms: int = BUSY_MS) -> Engine:
    """An engine whose transactions take the write lock as they begin, and wait so long for it."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=2, connect_args={"connect_timeout": 5})
    arguments = {"check_same_thread": False, "cached_statements": 256, "timeout": busy_ms / 1000}
    engine = create_engine(url, connect_args=arguments)
    event.listen(engine, "connect", _ready_to_write)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: URL) -> Engine:
    """An engine whose connections can not write."""
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_size=5,
            isolation_level="AUTOCOMMIT",
            connect_args={"connect_timeout": 5, "options": "-c default_transaction_read_only=on"},
        )
    file = database_file(url)
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(f"file:{_quoted(file)}?mode=ro", uri=True, check_same_thread=False),
        poolclass=QueuePool,
    )
    event.listen(engine, "connect", _ready_to_read)
    return engine


def _quoted(file: Path | None) -> str:
    # In a file: URI these three characters end the path.
    return str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _ready_to_write(connection: sqlite3.Connection, _: object) -> None:
    # The driver would begin transactions by itself, and only at the first change.
    connection.isolation_level = None
    connection.create_function("has_phrase", -1, has_phrase, deterministic=True)
    for pragma in _WRITING:
        connection.execute(pragma)


def _ready_to_read(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    connection.create_function("has_phrase", -1, has_phrase, deterministic=True)
    for pragma in _READING:
        connection.execute(pragma)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
