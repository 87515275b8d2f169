"""The one writer: batches, isolation, refusals, recovery."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec
import pytest
from sqlalchemy import Connection, select, text

from store import Refusal, Store, close_all, connect
from store.tables import delivery
from tests.store.made import arrival, count, eventually, keep


class Bad(msgspec.Struct, frozen=True):
    """A change that can not be written."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        raise ValueError("never")


class Slow(msgspec.Struct, frozen=True):
    """A change that keeps the writer busy until it is let go."""

    go: threading.Event

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        for one in changes:
            one.go.wait(10)
        return [None] * len(changes)


def test_what_waits_together_is_committed_together(kept: Store) -> None:
    go = threading.Event()
    slow = kept.write(Slow(go))
    waiting = [kept.write(arrival(n)) for n in range(100)]
    go.set()
    assert [future.result().id for future in waiting] == list(range(1, 101))  # type: ignore[attr-defined]
    assert slow.done()


def test_a_change_that_can_not_be_written_harms_no_other(kept: Store) -> None:
    go = threading.Event()
    kept.write(Slow(go))
    good, bad, better = kept.write(arrival(1)), kept.write(Bad()), kept.write(arrival(2))
    go.set()
    assert good.result()
    assert better.result()
    with pytest.raises(Refusal, match="Bad"):
        bad.result()
    assert count(kept, delivery) == 2
    assert not kept.trouble


def test_a_loop_hears_of_its_changes(kept: Store) -> None:
    async def several() -> list[object]:
        return list(await asyncio.gather(*(kept.written(arrival(n)) for n in range(50))))

    assert len(asyncio.run(several())) == 50
    assert count(kept, delivery) == 50


def test_closing_writes_what_was_left_for_later() -> None:
    store = connect()
    for n in range(1_200):
        store.later(arrival(n))
    close_all()
    with connect().reading() as connection:
        assert connection.execute(select(delivery.c.id).order_by(delivery.c.id.desc())).scalar() == 1_200


def test_later_is_within_a_second(kept: Store) -> None:
    kept.later(arrival(1))
    eventually(lambda: count(kept, delivery) == 1, seconds=1)


def test_two_that_come_for_later_at_once_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2)

    class Met(deque[object]):
        """Nobody looks at it between the two that are added, unless one waits for the other."""

        def append(self, one: object) -> None:
            super().append(one)
            with suppress(threading.BrokenBarrierError):
                both.wait(0.1)

    store = connect()
    monkeypatch.setattr(store._writer, "_behind", Met())
    threads = [threading.Thread(target=store.later, args=(arrival(n),)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    eventually(lambda: count(store, delivery) == 2)


def test_a_closed_store_refuses_and_counts_what_it_can_not_keep() -> None:
    store = connect()
    store.close()
    with pytest.raises(Refusal):
        store.write(arrival()).result()
    store.later(arrival())
    assert (store.lost, store.lost_why) == (1, "The store is closed.")


def test_more_than_may_wait_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.writer.WAITING", 5)
    store, go = connect(), threading.Event()
    store.write(Slow(go))
    futures = [store.write(arrival(n)) for n in range(20)]
    refused = [future for future in futures if future.done() and future.exception()]
    go.set()
    kept_ones = [future for future in futures if future not in refused]
    assert len(refused) >= 14
    assert all(future.result() for future in kept_ones)
    assert count(store, delivery) == len(kept_ones)


def test_a_locked_database_refuses_and_recovers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.engine._WRITING", ("PRAGMA journal_mode=WAL", "PRAGMA busy_timeout=50"))
    store = connect()
    from store.engine import writing_engine

    other = writing_engine(store.url)
    with other.begin() as holding:
        holding.execute(text("INSERT INTO setting VALUES ('held', '1')"))
        with pytest.raises(Refusal, match="locked"):
            store.write(arrival(1)).result()
        assert "locked" in store.trouble
    keep(store, arrival(2))
    assert (store.trouble, count(store, delivery)) == ("", 1)


def test_a_full_disk_refuses_and_recovers() -> None:
    store = connect()
    keep(store, arrival(0))
    with store._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
    big = arrival(1, body=random.Random(1).randbytes(900_000))
    with pytest.raises(Refusal, match="full"):
        store.write(big).result()
    assert "full" in store.trouble
    # The connection is opened anew after trouble, and with it the disk has room again.
    keep(store, big)
    assert (store.trouble, count(store, delivery)) == ("", 2)


def test_a_database_that_can_not_be_made_refuses_until_it_can(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("a file where a folder should be")
    store = connect(f"sqlite:///{blocked / 'x.db'}")
    with pytest.raises(Refusal):
        store.write(arrival(1)).result()
    assert store.trouble
    blocked.unlink()
    blocked.mkdir()
    keep(store, arrival(2))
    assert (store.trouble, count(store, delivery)) == ("", 1)


def test_write_behind_survives_trouble(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("")
    store = connect(f"sqlite:///{blocked / 'x.db'}")
    store.later(arrival(1))
    eventually(lambda: store.trouble and store._writer._behind)
    blocked.unlink()
    blocked.mkdir()
    eventually(lambda: store.trouble == "" and count(store, delivery) == 1)


def test_readers_can_not_write(kept: Store) -> None:
    from sqlalchemy.exc import DBAPIError

    with kept.reading() as connection, pytest.raises(DBAPIError):
        connection.execute(text("DELETE FROM delivery"))
