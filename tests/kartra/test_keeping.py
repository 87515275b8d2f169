"""Keeping: here while few wait, by a scribe while a crowd does, and never neither."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from kartra.keeping import CROWD, Keeping
from kartra.projecting import Projector
from kartra.rows import rows_of
from kartra.scribe import employer
from kartra.scribe.connection import Connection
from store import Arrival, Refusal, Store, connect
from store.pending import backlog
from store.tables import delivery, event
from tests.postgres import database
from tests.store.made import arrival, count

TAGGED = (
    b'{"lead": {"id": "%d", "email": "a@example.com"}, "action": "assign_tag", '
    b'"action_details": {"tag": {"tag_id": "1", "tag_name": "A"}}}'
)


def tagged(number: int, **changed: Any) -> Arrival:
    return arrival(number, **{"body": TAGGED % number, "rows": None} | changed)


def odd(number: int) -> Arrival:
    """What takes a closer look than there is time for at once."""
    return tagged(number, body=(TAGGED % number)[:-1] + b', "surprise": 1}')


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store on either database."""
    if request.param == "sqlite":
        yield connect()
        return
    with database() as url:
        yield connect(url)


async def until(holds: Any, seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


async def crowd(keeping: Keeping, arrivals: list[Arrival]) -> None:
    await asyncio.gather(*(keeping.keep(one) for one in arrivals))


async def with_scribe(keeping: Keeping) -> Connection:
    """A crowd comes, and a scribe with it."""
    await crowd(keeping, [tagged(n) for n in range(1, CROWD + 1)])
    await until(lambda: keeping._employer.scribe)
    assert keeping._employer.scribe
    return keeping._employer.scribe


def run(story: Callable[[Keeping], Coroutine[Any, Any, None]], store: Store) -> None:
    """Tell the story of one keeping from its beginning to the closing of its store."""

    async def told() -> None:
        keeping = Keeping(store, Projector(store, rows_of))
        store.before_closing.append(keeping._projector.close)
        try:
            await story(keeping)
        finally:
            await asyncio.to_thread(store.close)

    asyncio.run(told())


def bodies(store: Store) -> set[bytes]:
    with store.reading() as connection:
        return set(connection.execute(select(delivery.c.body)).scalars())


def waiting(store: Store) -> int:
    with store.reading() as connection:
        return backlog(connection, 1_000)


def test_few_are_kept_here() -> None:
    store = connect()

    async def story(keeping: Keeping) -> None:
        await crowd(keeping, [tagged(n) for n in range(1, CROWD)])
        assert keeping._employer._employing is None
        assert (count(store, delivery), count(store, event)) == (CROWD - 1, CROWD - 1)

    run(story, store)


def test_a_crowd_is_kept_by_a_scribe_and_read_all_the_same(store: Store) -> None:
    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        more = [odd(n) if n % 10 == 0 else tagged(n) for n in range(100, 400)]
        await crowd(keeping, more)
        assert bodies(store) >= {one.body for one in more}
        assert count(store, event) >= 270
        await until(lambda: waiting(store) == 0)
        assert count(store, event) == CROWD + 300

    run(story, store)


def test_the_same_content_is_known_to_whoever_kept_it_first(store: Store) -> None:
    async def story(keeping: Keeping) -> None:
        scribe = await with_scribe(keeping)
        await crowd(keeping, [tagged(1), tagged(500), tagged(500)])
        scribe.close()
        await scribe.ended
        await crowd(keeping, [tagged(500)])
        with store.reading() as connection:
            repeats = select(delivery.c.dup_of).where(delivery.c.dup_of.is_not(None))
            assert len(connection.execute(repeats).scalars().all()) == 3

    run(story, store)


def test_a_scribe_that_is_killed_loses_nothing(store: Store) -> None:
    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        process = keeping._employer._process
        assert process
        sent = [tagged(n) for n in range(100, 600)]
        keeping_all = asyncio.create_task(crowd(keeping, sent))
        await asyncio.sleep(0)
        process.kill()
        await keeping_all
        assert bodies(store) >= {one.body for one in sent}
        await until(lambda: keeping._employer._employing is None)
        # For a while the store's own writer does it alone.
        await crowd(keeping, [tagged(n) for n in range(700, 800)])
        assert keeping._employer._employing is None

    run(story, store)


def test_a_scribe_that_is_stuck_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(employer, "SILENT_SECONDS", 1.5)
    store = connect()

    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        process = keeping._employer._process
        assert process
        process.send_signal(signal.SIGSTOP)
        await crowd(keeping, [tagged(n) for n in range(100, 200)])
        assert bodies(store) >= {TAGGED % n for n in range(100, 200)}
        await until(lambda: process.poll() is not None)

    run(story, store)


def test_a_scribe_that_can_not_write_gives_way_and_the_reason_is_heard(monkeypatch: Any) -> None:
    store = connect()

    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        held = store._writing.connect()
        held.begin()
        monkeypatch.setattr("store.turn.BUSY_MS", 50)
        with pytest.raises(Refusal, match="locked"):
            await keeping.keep(tagged(900))
        held.close()
        await keeping.keep(tagged(901))
        assert TAGGED % 901 in bodies(store)
        assert TAGGED % 900 not in bodies(store)

    run(story, store)


def test_text_that_is_no_unicode_harms_nobody_else() -> None:
    store = connect()

    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        found = await asyncio.gather(
            keeping.keep(tagged(100)),
            keeping.keep(tagged(101, path="/in/kartra/\udcff")),
            keeping.keep(tagged(102)),
            return_exceptions=True,
        )
        assert [isinstance(one, Refusal) for one in found] == [False, True, False]
        assert {TAGGED % 100, TAGGED % 102} <= bodies(store)

    run(story, store)


def test_a_scribe_without_work_goes_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(employer, "IDLE_SECONDS", 0.2)
    monkeypatch.setattr(employer, "_LOOK_SECONDS", 0.1)
    store = connect()

    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        process = keeping._employer._process
        await until(lambda: keeping._employer._employing is None)
        assert process
        assert process.returncode == 0
        # And the next crowd has one again.
        await with_scribe(keeping)

    run(story, store)


def test_without_a_scribe_the_crowd_is_kept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    store = connect()

    async def story(keeping: Keeping) -> None:
        await crowd(keeping, [tagged(n) for n in range(1, 200)])
        await until(lambda: keeping._employer._employing is None)
        await crowd(keeping, [tagged(n) for n in range(200, 300)])
        assert count(store, delivery) == 299

    run(story, store)


def test_an_interrupt_of_the_group_leaves_the_scribe_its_last_work() -> None:
    store = connect()

    async def story(keeping: Keeping) -> None:
        await with_scribe(keeping)
        process = keeping._employer._process
        assert process
        os.kill(process.pid, signal.SIGINT)
        await crowd(keeping, [tagged(n) for n in range(100, 200)])
        assert process.poll() is None
        await asyncio.to_thread(keeping._employer.close)
        assert process.returncode == 0

    run(story, store)
