"""People by what events tell together, each once, page by page."""

from __future__ import annotations

from store import Arrival, EventRow, Rows, Store, TxnRow
from store.inbox import query_of
from store.questions.people import Asked, people
from store.questions.people_totals import chosen_people, totals
from store.questions.person import PersonRow


def told(store: Store, *events: tuple[str, str], **txn: object) -> None:
    for number, (lead_id, email) in enumerate(events):
        row = EventRow("assign_tag", lead_id=lead_id, lead_email=email, lead_name=email.partition("@")[0])
        money = (TxnRow(str(number), lead_id=lead_id, lead_email=email, **txn),) if txn else ()
        store.write(Arrival("kartra", number, str((number, txn)).encode(), rows=Rows((row,), money))).result()


def everybody(store: Store, limit: int = 50) -> list[PersonRow]:
    found, below = [], None
    with store.reading() as connection:
        while True:
            page = people(connection, Asked(), below=below, limit=limit)
            found += page.people
            below = page.below
            if below is None:
                return found


def test_an_address_told_with_an_id_belongs_to_it_wherever_it_stands(kept: Store) -> None:
    told(
        kept,
        ("", "ann@x.com"),
        ("10", "ann@x.com"),
        ("10", "ann@new.com"),
        ("", "ann@new.com"),
        ("11", "bob@x.com"),
    )
    found = everybody(kept)
    assert [(one.ids, one.emails, one.events) for one in found] == [
        (("11",), ("bob@x.com",), 1),
        (("10",), ("ann@new.com", "ann@x.com"), 4),
    ]


def test_masks_and_placeholders_name_nobody(kept: Store) -> None:
    told(kept, ("", "[email protected]"), ("", "{{email}}"), ("", "j***@x.com"), ("", ""))
    assert everybody(kept) == []


def test_each_page_has_new_people_until_all_were_there(kept: Store) -> None:
    told(kept, *[(str(n % 13 + 1), f"p{n % 13}@x.com") for n in range(60)])
    found = everybody(kept, limit=4)
    assert len(found) == len({one.key for one in found}) == 13
    assert sum(one.events for one in found) == 60


def test_totals_are_those_of_the_rows_with_and_without_a_filter(kept: Store) -> None:
    told(kept, ("1", "a@x.com"), ("2", "b@x.com"), ("1", "a@x.com"), kind="sale", amount_cents=1000)
    told(kept, ("3", "c@x.com"), ("", "a@x.com"))
    found = everybody(kept)
    with kept.reading() as connection:
        every, buyers = totals(connection, Asked()), totals(connection, Asked(kinds=("sale",)))
        names = chosen_people(connection, Asked(kinds=("sale",)))
    assert (every.people, every.events, every.revenue_cents) == (
        3,
        5,
        sum(one.revenue_cents for one in found),
    )
    assert (buyers.people, buyers.events, buyers.revenue_cents) == (2, 4, 3000)
    assert ("email", "c@x.com") not in names


def test_people_of_a_search_and_of_a_kind_come_page_by_page(kept: Store) -> None:
    told(kept, *[(str(n % 9 + 1), f"p{n % 9}@x.com") for n in range(20)])
    told(kept, *[(str(n), f"p{n - 1}@x.com") for n in (2, 4, 6)], kind="sale", amount_cents=500)
    found: dict[str, list[str]] = {}
    asks = {
        "sold": Asked(kinds=("sale",)),
        "none": Asked(kinds=("refund",)),
        "found": Asked(query_of("email:p3 action:assign_tag")[0]),
        "both": Asked(query_of("-email:p3")[0], ("sale",)),
    }
    with kept.reading() as connection:
        for name, asked in asks.items():
            below = None
            while True:
                page = people(connection, asked, below=below, limit=1)
                found.setdefault(name, []).extend(one.key for one in page.people)
                below = page.below
                if below is None:
                    break
            assert totals(connection, asked).people == len(found[name])
    assert found == {
        "sold": ["id:6", "id:4", "id:2"],
        "none": [],
        "found": ["id:4"],
        "both": ["id:6", "id:2"],
    }
