"""Bins let go of their oldest, count it, and keep what is pinned."""

from __future__ import annotations

from sqlalchemy import select

from store import Store
from store.bins import Bin, SavedBin, bins
from store.inbox import page, query_of
from store.marks import Marked
from store.moment import DAY_MS
from store.questions.person import person
from store.rebuilding import Forgotten
from store.retention import Sweep
from store.tables import delivery, event
from tests.store.made import NOW, arrival, count, keep, sale


def ids(store: Store, text: str = "") -> list[int]:
    with store.reading() as connection:
        return [line.id for line in page(connection, query_of(text)[0]).lines]


def evicted(store: Store, name: str = "kartra") -> int:
    with store.reading() as connection:
        return bins(connection)[name].evicted


def test_only_so_many_stay(kept: Store) -> None:
    keep(kept, *(arrival(n, rows=sale(n)) for n in range(1, 8)), arrival(9, bin="other"))
    kept.write(SavedBin(Bin("kartra", keep_count=3))).result()
    assert kept.write(Sweep(NOW)).result() == 4
    assert ids(kept) == [8, 7, 6, 5]
    assert evicted(kept) == 4


def test_what_is_older_goes(kept: Store) -> None:
    keep(kept, arrival(1, received_at=NOW - 3 * DAY_MS), arrival(2, received_at=NOW - DAY_MS))
    kept.write(SavedBin(Bin("kartra", keep_days=2))).result()
    assert kept.write(Sweep(NOW)).result() == 1
    assert ids(kept) == [2]


def test_what_is_pinned_stays(kept: Store) -> None:
    keep(kept, *(arrival(n) for n in range(1, 5)))
    kept.write(Marked(1, pinned=True)).result()
    kept.write(SavedBin(Bin("kartra", keep_count=1))).result()
    kept.write(Sweep(NOW)).result()
    assert ids(kept) == [4, 1]


def test_a_sweep_is_small_and_the_next_goes_on(kept: Store) -> None:
    keep(kept, *(arrival(n) for n in range(1, 8)))
    kept.write(SavedBin(Bin("kartra", keep_count=1))).result()
    assert [kept.write(Sweep(NOW, limit=4)).result() for _ in range(3)] == [4, 2, 0]


def test_searches_forget_what_is_gone_and_events_stay(kept: Store) -> None:
    keep(kept, arrival(1, rows=sale(1)), arrival(2, rows=sale(2)))
    kept.write(SavedBin(Bin("kartra", keep_count=1))).result()
    kept.write(Sweep(NOW)).result()
    assert [ids(kept, text) for text in ("santos1", "santos2", "action:buy_product", "lead:1")] == [
        [],
        [2],
        [2],
        [],
    ]
    assert (count(kept, event), count(kept, delivery)) == (2, 1)


def test_numbers_are_not_given_again(kept: Store) -> None:
    keep(kept, arrival(1), arrival(2))
    kept.write(SavedBin(Bin("kartra", keep_days=1))).result()
    kept.write(Sweep(NOW + 9 * DAY_MS)).result()
    (one,) = keep(kept, arrival(3))
    assert one.id == 3
    with kept.reading() as connection:
        assert connection.execute(select(delivery.c.id)).scalars().all() == [3]


def test_people_are_found_when_their_bodies_are_gone(kept: Store) -> None:
    keep(kept, *(arrival(number, rows=sale(number % 2)) for number in range(1, 6)))
    kept.write(SavedBin(Bin("kartra", keep_count=2))).result()
    kept.write(Sweep(NOW)).result()
    for again in (False, True):
        if again:
            kept.write(Forgotten()).result()
        with kept.reading() as connection:
            events = [
                person(connection, [("email", f"person{number}@example.com")]).events for number in (0, 1)
            ]
        # What was forgotten to be read anew are the events of the two that are here.
        assert events == ([1, 2] if again else [2, 3])
        assert ids(kept, "lead:1") == ([] if again else [5])
