"""Forgetting on purpose: bins keep so many deliveries for so long, and count what they let go.

Bodies go; the narrow rows of their events and the roll-ups stay, so figures of the past do not change.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Sequence
from typing import Self

import msgspec
from sqlalchemy import Connection, Select, delete, select, update

from store.bins import Bin, bins
from store.dialect import add
from store.documents import documents_of
from store.keeping import Store
from store.moment import DAY_MS, day_of, now_ms
from store.search_index import forget_words
from store.tables import bin_, delivery, mark, pending, roll

AT_ONCE = 200
"""Deliveries let go in one transaction beside those that came: arrivals wait for it."""
_EVERY_SECONDS = 1.0
_IDLE_SECONDS = 60.0
_PINNED = select(mark.c.delivery_id).where(mark.c.pinned == 1)


class Sweep(msgspec.Struct, frozen=True):
    """The oldest deliveries beyond their bins' bounds, let go."""

    at: int
    """UTC ms."""
    limit: int = AT_ONCE

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """How many each let go."""
        return [
            sum(_swept(connection, one, change) for one in bins(connection).values()) for change in changes
        ]


class Pruned(msgspec.Struct, frozen=True):
    """The oldest deliveries from before a moment, let go whatever their bins keep; pinned ones stay."""

    before: int
    """UTC ms."""
    limit: int = AT_ONCE

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """How many each let go."""
        return [one._let_go(connection) for one in changes]

    def _let_go(self, connection: Connection) -> int:
        old = select(delivery.c.id, delivery.c.bin).where(
            delivery.c.received_at < self.before, delivery.c.id.not_in(_PINNED)
        )
        found = connection.execute(old.order_by(delivery.c.id).limit(self.limit)).all()
        let_go(connection, [row.id for row in found])
        for name, n in Counter(row.bin for row in found).items():
            _count(connection, name, n, now_ms())
        return len(found)


def _count(connection: Connection, name: str, n: int, at: int) -> None:
    add(connection, roll, {(day_of(at), "evicted", name): (n,)})
    connection.execute(update(bin_).where(bin_.c.name == name).values(evicted=bin_.c.evicted + n))


def _swept(connection: Connection, one: Bin, sweep: Sweep) -> int:
    gone: list[int] = []
    for bound in _bounds(one, sweep.at):
        oldest = bound.where(delivery.c.bin == one.name, delivery.c.id.not_in(_PINNED))
        found = oldest.order_by(delivery.c.id).limit(sweep.limit - len(gone))
        going = connection.execute(found).scalars().all()
        let_go(connection, going)
        gone += going
    if gone:
        _count(connection, one.name, len(gone), sweep.at)
    return len(gone)


def _bounds(one: Bin, at: int) -> list[Select[int]]:
    found = []
    if one.keep_count is not None:
        newest = select(delivery.c.id).where(delivery.c.bin == one.name).order_by(delivery.c.id.desc())
        beyond = newest.offset(one.keep_count).limit(1).scalar_subquery()
        found.append(select(delivery.c.id).where(delivery.c.id <= beyond))
    if one.keep_days is not None:
        found.append(select(delivery.c.id).where(delivery.c.received_at < at - one.keep_days * DAY_MS))
    return found


def let_go(connection: Connection, ids: Sequence[int]) -> None:
    """Remove deliveries with their bodies, search words and marks."""
    if not ids:
        return
    forget_words(connection, documents_of(connection, ids))
    connection.execute(delete(delivery).where(delivery.c.id.in_(ids)))
    for table in (pending, mark):
        connection.execute(delete(table).where(table.c.delivery_id.in_(ids)))


class Sweeper:
    """Sweeps while deliveries come, and each minute while none do."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._came = 0
        self._swept_at = time.monotonic()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)
        self._thread.start()

    def noticed(self) -> None:
        """Count a delivery that came."""
        self._came += 1
        if time.monotonic() - self._swept_at > _EVERY_SECONDS:
            self._sweep()

    def close(self) -> None:
        """Stop."""
        self._ending.set()
        self._thread.join()

    def _sweep(self) -> None:
        self._swept_at = time.monotonic()
        self._store.later(Sweep(now_ms(), self._came + AT_ONCE))
        self._came = 0

    def _run(self) -> None:
        while not self._ending.wait(_IDLE_SECONDS):
            self._sweep()
