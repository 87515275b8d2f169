"""Reading beside the receiver: few are read here, a crowd by an assistant, and nobody twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from kartra.projecting import Projector
from kartra.rows import rows_of
from store import Rows, Store, connect
from store.catching_up import catch_up
from store.pending import backlog, projection, waiting
from store.tables import delivery, event
from tests.store.made import arrival, count, eventually, keep

TAGGED = b'{"lead": {"id": "%d"}, "action": "assign_tag", "action_details": {"tag": {"tag_name": "A"}}}'


def unread(store: Store, number: int) -> None:
    futures = [store.write(arrival(n, body=TAGGED % n, rows=None)) for n in range(1, number + 1)]
    for future in futures:
        future.result()


def left(store: Store) -> int:
    with store.reading() as connection:
        return backlog(connection, 10_000)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = connect()
    yield opened
    opened.close()


def test_what_waits_is_read_when_it_is_told(store: Store) -> None:
    projector = Projector(store, rows_of)
    unread(store, 3)
    projector.wake()
    eventually(lambda: count(store, event) == 3)
    projector.close()


def test_a_crowd_is_read_by_an_assistant(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartra.projecting.CROWD", 5)
    unread(store, 60)

    def unwanted(*_: object) -> Rows:
        raise AssertionError("the assistant reads, with a reader of its own")

    projector = Projector(store, unwanted)
    eventually(lambda: count(store, event) == 60, seconds=30)
    process = projector._assistant._process
    projector.close()
    assert process
    assert process.returncode == 0


def test_without_an_assistant_the_crowd_is_read_here(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartra.projecting.CROWD", 5)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    unread(store, 20)
    projector = Projector(store, rows_of)
    eventually(lambda: count(store, event) == 20)
    projector.close()


def test_what_two_read_at_once_is_written_once(store: Store) -> None:
    unread(store, 1)
    with store.reading() as connection:
        (one,) = waiting(connection, 10)
    read = projection(one, rows_of(one.body))
    assert [store.write(read).result() for _ in range(2)] == [True, False]
    assert count(store, event) == 1


def test_a_reader_that_fails_leaves_the_delivery_and_goes_on(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    unread(store, 2)

    def failing(body: bytes, content_type: str, query: str) -> Rows:
        if b'"1"' in body:
            raise RuntimeError("our bug")
        return rows_of(body, content_type, query)

    assert catch_up(store, failing, 10) == 2
    assert (left(store), count(store, event), count(store, delivery)) == (0, 1, 2)
    (logged,) = caplog.text.splitlines()
    assert "Delivery 1 could not be read: RuntimeError: our bug" in logged


def test_arrivals_that_have_been_read_do_not_wait(store: Store) -> None:
    keep(store, arrival(1))
    assert left(store) == 0
