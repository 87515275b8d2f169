"""Arrivals are held up while reading lags behind a crowd, and only then."""

from __future__ import annotations

import asyncio

import pytest

from kartra import brake
from kartra.brake import Brake
from store import Store, connect
from store.moment import now_ms
from store.pending import oldest
from tests.store.made import arrival, keep


def held_up(store: Store) -> float:
    async def looked() -> float:
        one = Brake(store)
        await one.hold()
        while one._looking:
            await asyncio.sleep(0.001)
        return one.seconds

    return asyncio.run(looked())


def unread(store: Store, number: int, seconds_ago: float) -> None:
    at = now_ms() - int(seconds_ago * 1_000)
    for future in [store.write(arrival(n, rows=None, received_at=at)) for n in range(number)]:
        future.result()


def test_nothing_is_held_up_while_reading_keeps_up() -> None:
    store = connect()
    keep(store, *(arrival(n, received_at=1) for n in range(3)))
    assert held_up(store) == 0
    unread(store, brake.CROWD, 0.0)
    assert held_up(store) == 0


def test_a_crowd_that_waits_long_holds_up_the_more_the_longer() -> None:
    store = connect()
    unread(store, brake.CROWD, 0.7)
    some = held_up(store)
    assert some > 0
    unread(store, 1, 5.0)
    assert held_up(store) >= some
    with store.reading() as connection:
        assert oldest(connection) is not None


def test_one_body_that_takes_long_holds_nothing_up() -> None:
    store = connect()
    unread(store, brake.CROWD - 1, 5.0)
    assert held_up(store) == 0


def test_a_database_that_can_not_be_read_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    def unreadable(*_: object) -> int:
        raise OperationalError("", {}, Exception("gone"))

    monkeypatch.setattr(brake, "backlog", unreadable)
    assert held_up(connect()) == 0


def test_what_was_seen_of_a_crowd_holds_nobody_up_who_comes_long_after() -> None:
    one = Brake(connect())
    one.seconds = 3_600.0

    async def came_later() -> None:
        async with asyncio.timeout(60):
            await one.hold()
            await one._looking  # type: ignore[misc]

    asyncio.run(came_later())
    assert one.seconds == 0
