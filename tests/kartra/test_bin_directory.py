"""The copy of the bins is never old, and stays in force while the database can not be read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from kartra import bin_directory
from kartra.bin_directory import FRESH_SECONDS, BinDirectory
from store import Store, connect
from store.bins import FIRST, Bin, Changes, RemovedBin, SavedBin, bins


@pytest.fixture
def store() -> Iterator[Store]:
    opened = connect()
    yield opened
    opened.close()


@pytest.fixture
def directory(store: Store) -> BinDirectory:
    return BinDirectory(store)


def age(directory: BinDirectory, seconds: float) -> None:
    """Let the copy be that much older."""
    directory._read_at -= seconds


def save_elsewhere(store: Store, one: Bin) -> None:
    """As another process does, of whose change nothing is known here."""
    before = Changes.latest
    store.write(SavedBin(one)).result()
    Changes.latest = before


@pytest.mark.parametrize("seconds", [0.0, 6.0])
def test_a_change_of_this_process_holds_for_the_next_request(
    store: Store, directory: BinDirectory, seconds: float
) -> None:
    async def told() -> None:
        for one in (Bin("shop"), Bin("shop", secret="hush"), Bin("shop", paused=True)):
            await store.written(SavedBin(one))
            age(directory, seconds)
            found = await directory.named("shop")
            assert found and (found.secret, found.paused) == (one.secret, one.paused)
        await store.written(RemovedBin("shop"))
        assert await directory.named("shop") is None

    asyncio.run(told())


def test_a_change_while_the_copy_is_being_renewed_is_not_missed(
    store: Store, directory: BinDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = iter([SavedBin(Bin(FIRST, status=500))])

    def overtaken(connection: Connection) -> dict[str, Bin]:
        known = bins(connection)
        for change in changes:
            store.write(change).result()
        return known

    monkeypatch.setattr(bin_directory, "bins", overtaken)
    found = asyncio.run(directory.named(FIRST))
    assert found and found.status == 500


def test_another_process_s_change_holds_once_the_copy_is_a_second_old(
    store: Store, directory: BinDirectory
) -> None:
    async def told() -> list[int]:
        statuses = []
        for seconds in (0.0, 0.0, FRESH_SECONDS):
            age(directory, seconds)
            found = await directory.named(FIRST)
            statuses.append(found.status if found else 0)
            save_elsewhere(store, Bin(FIRST, status=500))
        return statuses

    assert asyncio.run(told())[::2] == [200, 500]


def test_under_steady_traffic_the_copy_is_renewed_before_anybody_waits(
    store: Store, directory: BinDirectory
) -> None:
    async def renewed() -> None:
        await directory.named(FIRST)
        save_elsewhere(store, Bin(FIRST, status=500))
        age(directory, FRESH_SECONDS * 0.6)
        found = await directory.named(FIRST)
        assert found and found.status == 200 and directory._renewing
        await directory._renewing
        found = await directory.named(FIRST)
        assert found and found.status == 500

    asyncio.run(renewed())


def test_what_is_known_stays_while_the_database_can_not_be_read(
    store: Store, directory: BinDirectory
) -> None:
    store.write(SavedBin(Bin("shop", secret="hush"))).result()
    asyncio.run(directory.named("shop"))
    assert store.file
    hidden = store.file.with_suffix(".away")
    store._reading.dispose()
    store.file.rename(hidden)
    age(directory, 60)
    found = asyncio.run(directory.named("shop"))
    hidden.rename(store.file)
    assert found and found.secret == "hush"
