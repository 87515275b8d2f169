"""Whatever length a value has, both databases keep what it came with, and go on keeping."""

from __future__ import annotations

import secrets

import pytest
from sqlalchemy import insert, select

from store import CallFacts, EventRow, RecordedCall, Refusal, Rows, Store, TxnRow, VisitFacts
from store.attempts import Attempt, attempts
from store.bins import Bin, SavedBin
from store.catching_up import catch_up
from store.inbox import one, page, query_of
from store.marks import Marked
from store.rebuilding import Forgotten
from store.shortened import LONGEST, LONGEST_ALONE, shortened
from store.tables import call, delivery, event, setting, txn, visit
from tests.store.made import arrival, count, keep


def long(beginning: str = "", characters: int = 9_000) -> str:
    """No database packs it into less."""
    return beginning + secrets.token_hex(characters // 2)


def test_a_short_value_stays_and_long_ones_stay_different() -> None:
    assert shortened("a" * LONGEST) == "a" * LONGEST
    first, second = (shortened("a" * 5_000 + end) for end in "xy")
    assert len(first) == len(second) == LONGEST
    assert first != second
    assert len(shortened("\N{GRINNING FACE}" * 5_000, LONGEST_ALONE).encode()) < 2_700


def test_a_request_of_long_parts_is_kept_and_its_query_string_whole(kept: Store) -> None:
    query = long("order=")
    sent = arrival(1, query=query, path=long("/in/kartra/"), content_type=long("text/"), rows=None)
    first, again = keep(kept, *(sent, sent))
    assert again.dup_of == first.id
    assert catch_up(kept, lambda *_: Rows(), 10) == 2
    with kept.reading() as connection:
        assert [line.id for line in page(connection, query_of(f"query:{query[6:40]}")[0]).lines] == [2, 1]
        whole = one(connection, first.id)
    assert whole
    assert whole.line.query == query
    assert whole.line.path.startswith(sent.path[:500])


def test_a_long_key_still_tells_requests_apart(kept: Store) -> None:
    key, other = long("key"), long("key")
    sent = [arrival(n, idempotency_key=k, key_decides=True) for n, k in enumerate((key, other, key))]
    assert [one.dup_of for one in keep(kept, *sent)] == [None, None, 1]


def test_an_event_of_long_values_is_read_and_can_be_read_anew(kept: Store) -> None:
    names = long("buy"), long("7"), long("", 400) + "@example.com"
    row = TxnRow(long("T"), long("sale"), product_id=long(), affiliate_id=long(), tracking_1=long(), ts=1)
    words = " ".join(secrets.token_hex(3) for _ in range(150_000))
    rows = Rows((EventRow(names[0], lead_id=names[1], lead_email=names[2], words=words),), (row,))
    keep(kept, arrival(1, rows=rows))
    kept.write(Forgotten()).result()
    assert catch_up(kept, lambda *_: rows, 10) == 1
    assert (count(kept, event), count(kept, txn)) == (1, 1)
    with kept.reading() as connection:
        for asked in (f"action:{names[0]}", f"lead:{names[1]}", f"address:{names[2]}", f'lead:"{names[1]}"'):
            assert len(page(connection, query_of(asked)[0]).lines) == 1
        assert not page(connection, query_of(f"lead:{names[1]}x")[0]).lines
        found = page(connection, query_of(words[:6])[0]).lines
        assert [line.events[0].lead_id[:100] for line in found] == [names[1][:100]]


def test_a_call_of_long_values_is_kept(kept: Store) -> None:
    facts = VisitFacts(session_id=long(), aff_id=long(), order_id=long(), utm_source=long())
    kept.write(RecordedCall(long(), CallFacts(long("orders/"), 1), facts)).result()
    assert (count(kept, visit), count(kept, call)) == (1, 1)


def test_a_zero_character_is_kept_as_a_mark(kept: Store) -> None:
    sent = arrival(1, path="/in/kartra/\0", query="a=\0", content_type="\0", idempotency_key="a\0b")
    first, again = keep(kept, sent, arrival(2, idempotency_key="a\0b"))
    assert again.dup_of == first.id
    answered = Attempt("b", "replay", 1, "http://shop.example/", b"\0", answer="GIF\0", error="\0")
    changes = (
        Marked(first.id, note="x\0", tags=("y\0",)),
        SavedBin(Bin("shop", body="z\0")),
        RecordedCall("k\0", CallFacts("a\0", 1, page_type="\0", reason="\0"), VisitFacts(order_id="\0")),
        RecordedCall("k\0", CallFacts("a", 2)),
        answered,
    )
    for change in changes:
        kept.write(change).result()
    with kept.reading() as connection:
        whole = one(connection, first.id)
        assert attempts(connection)[0].answer == "GIF\ufffd"
    assert whole
    assert (whole.line.path, whole.line.note, whole.line.tags) == (
        "/in/kartra/\ufffd",
        "x\ufffd",
        ("y\ufffd",),
    )
    assert (count(kept, visit), count(kept, call)) == (1, 2)


class TooLong:
    """A change with a value that no index of PostgreSQL has room for."""

    @classmethod
    def write(cls, connection: object, changes: object) -> list[object]:
        connection.execute(insert(setting).values(name=long(), value=""))  # type: ignore[attr-defined]
        return [None]


@pytest.mark.postgres
@pytest.mark.parametrize("kept", ["postgresql"], indirect=True)
def test_what_is_too_long_all_the_same_is_refused_alone(kept: Store) -> None:
    with pytest.raises(Refusal, match="TooLong"):
        kept.write(TooLong()).result()
    assert not kept.trouble
    keep(kept, arrival(1))
    with kept.reading() as connection:
        assert connection.execute(select(delivery.c.id)).scalars().all() == [1]
