"""Attempts are kept in order and found again, on either engine."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import select

from store import Store, connect
from store.attempts import Attempt, attempt_whole, attempts
from store.tables import roll
from tests.postgres import database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "sqlite":
        yield connect()
        return
    with database() as url:
        store = connect(url)
        try:
            yield store
        finally:
            store.close()


def test_attempts_are_listed_newest_first_by_page_batch_and_delivery(kept: Store) -> None:
    made = [Attempt(f"b{n % 2}", "t", n, "http://x/", b"", delivery_id=n % 3 or None) for n in range(5)]
    ids = [future.result() for future in [kept.write(one) for one in made]]
    assert ids == sorted(ids)
    with kept.reading() as connection:
        assert [one.sent_at for one in attempts(connection, limit=2)] == [4, 3]
        assert [one.sent_at for one in attempts(connection, below=ids[3])] == [2, 1, 0]
        assert [one.sent_at for one in attempts(connection, batch="b1")] == [3, 1]
        assert [one.sent_at for one in attempts(connection, delivery_id=1)] == [4, 1]
        assert attempt_whole(connection, 99) is None


def test_an_attempt_comes_back_whole(kept: Store) -> None:
    sent = Attempt("b", "replay", 7, "http://x/", b"\x00\xff", "PUT", '[["a","b"]]', 5, 4)
    answered = {"status": 201, "answer_headers": '[["c","d"]]', "answer": "ok", "elapsed_us": 1_500}
    id_ = kept.write(msgspec.structs.replace(sent, **answered)).result()
    with kept.reading() as connection:
        whole = attempt_whole(connection, id_)
    assert whole is not None
    assert (whole.body, whole.headers, whole.answer_headers) == (b"\x00\xff", (("a", "b"),), (("c", "d"),))
    line = whole.line
    assert (line.delivery_id, line.parent_id, line.status) == (5, 4, 201)
    assert (line.elapsed_us, line.answer, line.error) == (1_500, "ok", "")


def test_the_oldest_are_forgotten_and_counted(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.attempts.MOST", 3)
    for n in range(5):
        kept.write(Attempt("b", "t", n, "http://x/", b"")).result()
    with kept.reading() as connection:
        assert [one.sent_at for one in attempts(connection)] == [4, 3, 2]
        counted = connection.execute(select(roll.c.n).where(roll.c.kind == "evicted_attempt"))
        assert counted.scalar() == 2
