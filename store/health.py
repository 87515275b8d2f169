"""Whether the store is well, and how much it holds."""

from __future__ import annotations

import shutil

import msgspec
from sqlalchemy import Connection, func, select

from store.keeping import Store
from store.migrations import version
from store.tables import delivery, visit


class Health(msgspec.Struct, frozen=True):
    """The store's state at a moment."""

    ok: bool
    trouble: str
    """Why nothing can be kept; empty while all is well."""
    schema_version: int
    deliveries: int
    visits: int
    lost: int
    """Write-behind changes that this process could not keep."""
    lost_why: str
    """Why the latest of them could not be kept, where it is known."""
    bytes: int | None
    """Size of the database; none when it can not be told."""
    free_bytes: int | None
    """Left on the database's disk; none for a served database."""


def health(store: Store) -> Health:
    """How the store is."""
    with store.reading() as connection:
        return Health(
            ok=not store.trouble,
            trouble=store.trouble,
            schema_version=version(connection),
            deliveries=_count(connection, delivery.c.id),
            visits=_count(connection, visit.c.id),
            lost=store.lost,
            lost_why=store.lost_why,
            bytes=_size(store, connection),
            free_bytes=shutil.disk_usage(store.file.parent).free if store.file else None,
        )


def _count(connection: Connection, id_: object) -> int:
    return connection.execute(select(func.count(id_))).scalar() or 0  # type: ignore[arg-type]


def _size(store: Store, connection: Connection) -> int | None:
    if store.file is None:
        return connection.execute(select(func.pg_database_size(func.current_database()))).scalar()
    names = (store.file, store.file.with_name(store.file.name + "-wal"))
    return sum(name.stat().st_size for name in names if name.exists())
