"""The search grammar and what it finds, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import EventRow, Rows, Store
from store.inbox import (
    alike_before,
    arrived_since,
    facets,
    lines,
    neighbours,
    newest,
    of_lead,
    one,
    page,
    query_of,
    wholes,
)
from store.marks import Marked
from store.search import FIELDS, Term, parsed
from tests.store.made import arrival, keep, sale

DAY = 86_400_000
FOUND = {
    "": [6, 5, 4, 3, 2, 1],
    "maria": [4, 1],
    "MARIA": [4, 1],
    "santos zoe": [4, 2, 1],
    "zoë": [4, 2, 1],
    "tom@x": [3, 2],
    'product:"Course A"': [1],
    '"zoe santos"': [4, 2, 1],
    '"santos zoe"': [],
    '-"santos zoe"': [6, 5, 4, 3, 2, 1],
    '-product:"course a"': [6, 5, 4, 3, 2],
    'product:"course" action:assign_tag': [4],
    '"maria santos"': [4, 1],
    '"77 a"': [6],
    "product:course": [4, 3, 2, 1],
    "name:maria": [],
    "email:maria": [4, 1],
    "address:maria.santos@x.com": [4, 1],
    "-maria course": [3, 2],
    "-product:course": [6, 5],
    "action:buy_product": [3, 2, 1],
    "buy_product": [3, 2, 1],
    "action:buy*,assign*": [4, 3, 2, 1],
    "action:BUY_PRODUCT": [3, 2, 1],
    "-action:Buy*": [6, 5, 4],
    'action:"BUY_PRODUCT"': [],
    "-action:buy_product": [6, 5, 4],
    "action:buy_product -email:tom": [1],
    "dup": [3],
    "-dup action:buy_product": [2, 1],
    "is:unreadable": [5],
    "larger:10kb": [5],
    "smaller:2": [6],
    "method:get": [6],
    "query:orderId": [6],
    "orderid 77": [6],
    "path:hook": [6],
    "type:json": [4],
    "from:203.0.113.9": [4],
    "bin:other": [6],
    "lead:7,8": [4, 1],
    "finding:odd": [2],
    "has:findings": [2],
    "transaction:T1": [1],
    "id:1,3": [3, 1],
    "pinned": [2],
    "is:noted": [2],
    "tag:ask": [2],
    "after:2026-09-21T14:00": [6, 5, 4, 3, 2, 1],
    "before:2026-09-21": [],
    "before:2026-09-22 maria": [4, 1],
    "on:2026-09-21 dup": [3],
    "http://x.com": [],
    "acme 1234": [4, 3, 2, 1],
}


def filled(store: Store) -> Store:
    def event(action: str, email: str, subject: str, lead: str, **changed: object) -> Rows:
        values = {
            "lead_email": email,
            "lead_name": "Zoë Santos",
            "subject": subject,
            "lead_id": lead,
            "words": "ACME 1234",
        }
        return Rows((EventRow(action, **values | changed),))  # type: ignore[arg-type]

    bought = event("buy_product", "maria.santos@x.com", "Course A", "7")
    bought = Rows(bought.events, sale(1).txns)
    keep(
        store,
        arrival(1, rows=bought),
        arrival(2, rows=event("buy_product", "tom@x.com", "Course B", "9", findings=("odd",))),
        arrival(2, rows=event("buy_product", "tom@x.com", "Course B", "9", lead_name="Tom")),
        arrival(
            4, rows=event("assign_tag", "Maria.Santos@x.com", "A course", "8"), remote="203.0.113.9",
            content_type="application/json",
        ),
        arrival(5, body=b"nonsense" * 2_000, rows=Rows(ok=False)),
        arrival(6, body=b"", method="GET", path="/in/other/hook", bin="other", query="orderId=77&a=b%20c"),
    )  # fmt: skip
    store.write(Marked(2, pinned=True, note="why?", tags=("ask me", "ask"))).result()
    return store


def test_every_search_finds_its_deliveries(kept: Store) -> None:
    filled(kept)
    with kept.reading() as connection:
        found = {text: [line.id for line in page(connection, query_of(text)[0]).lines] for text in FOUND}
    assert found == FOUND


def test_pages_are_cut_by_number(kept: Store) -> None:
    keep(kept, *(arrival(n) for n in range(1, 8)))
    query, _ = query_of("")
    seen: list[int] = []
    below = None
    with kept.reading() as connection:
        for _ in range(3):
            found = page(connection, query, below=below, limit=3)
            seen += [line.id for line in found.lines]
            below = found.next_below
    assert (seen, below) == ([7, 6, 5, 4, 3, 2, 1], None)


def test_leafing_goes_from_match_to_match(kept: Store) -> None:
    filled(kept)
    query, _ = query_of("course")
    with kept.reading() as connection:
        assert neighbours(connection, query, 2) == (3, 1)
        assert neighbours(connection, query, 4) == (None, 3)
        assert arrived_since(connection, query, 2) == 2
        assert newest(connection) == 6


def test_a_delivery_is_shown_with_all_that_belongs_to_it(kept: Store) -> None:
    filled(kept)
    with kept.reading() as connection:
        whole = one(connection, 2)
        assert one(connection, 99) is None
        assert [line.id for line in lines(connection, [3, 99, 1])] == [3, 1]
        assert [line.id for line in of_lead(connection, "tom@x.com", "")] == [3, 2]
        assert alike_before(connection, lines(connection, [2])[0]) == 1
        assert [found.line.id for found in wholes(connection, query_of("course")[0], 2)] == [4, 3]
    assert whole
    assert (whole.line.pinned, whole.line.note, whole.line.tags) == (True, "why?", ("ask-me", "ask"))
    assert whole.line.events[0].findings == ("odd",)


def test_facets_count_the_newest_matches(kept: Store) -> None:
    filled(kept)
    with kept.reading() as connection:
        counted = facets(connection, query_of("course")[0])
    assert counted["action"] == {"buy_product": 3, "assign_tag": 1}
    assert counted["bin"] == {"kartra": 4}


@pytest.mark.parametrize(
    ("text", "said"),
    {
        "emial:maria": "Is email: meant?",
        "unknown:thing": "There is no field unknown:",
        "-unknown:thing": "There is no field unknown:",
        "email: maria": "Nothing stands after email:",
        'action:""': "Nothing stands after action:",
        "larger:10 kb": "larger:10kb",
        "smaller:1.5 MB maria": "smaller:1.5MB",
        "has:x": "has: takes findings",
        "-has:x": "has: takes findings",
        "on:2h": "on:2026-11-01",
        "on:2026-11-01T14:30": "on:2026-11-01",
    }.items(),
)
def test_a_slip_is_said(text: str, said: str) -> None:
    _, problems = query_of(text)
    assert [said in one.message for one in problems] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "larger:1gb",
        "smaller:2GB",
        "larger:10kb kb",
        "http://x.com",
        '"unknown:thing"',
        "12:30",
        "kb",
        '""',
        ":",
    ],
)
def test_what_is_no_slip_is_not_complained_of(text: str) -> None:
    assert not [one for one in query_of(text)[1] if "letter" not in one.message]


@pytest.mark.parametrize(
    "text", ["larger:big", "before:soon", "is:nice", "id:x", "???", "action:x larger:1zb"]
)
def test_what_can_not_be_understood_is_said_and_left_out(text: str) -> None:
    _, problems = query_of(text)
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "after:99999999999999d",
        f"after:{'9' * 28}m",
        f"before:{'9' * 5_000}h",
        "larger:99999999999999999999mb",
        f"larger:{'9' * 400}",
        f"smaller:{'9' * 5_000}.5gb",
        "id:9999999999999999999",
    ],
)
def test_a_number_beyond_all_bounds_is_said_and_left_out(kept: Store, text: str) -> None:
    query, problems = query_of(text)
    assert len(problems) == 1
    with kept.reading() as connection:
        assert page(connection, query).lines == ()


def test_large_numbers_within_bounds_are_searched(kept: Store) -> None:
    keep(kept, arrival(1))
    texts = ("after:999999999w", "-larger:999999gb", "smaller:999999999999999", "before:9999-12-31", "-id:9")
    assert not [problem for text in texts for problem in query_of(text)[1]]
    with kept.reading() as connection:
        found = [len(page(connection, query_of(text)[0]).lines) for text in texts]
    assert found == [1] * len(texts)


MANY = ("w{}", "product:w{}", '"w{}"', "action:w{}", "action:w{}*", "bin:w{}", "lead:w{}")


def test_many_terms_are_searched(kept: Store) -> None:
    filled(kept)
    with kept.reading() as connection:
        for term in MANY:
            wanted, unwanted = (" ".join(sign + term.format(n) for n in range(150)) for sign in ("", "-"))
            queries = [query_of(text) for text in (f"maria {wanted}", f"maria {unwanted}", unwanted)]
            assert not any(problems for _, problems in queries)
            found = [[line.id for line in page(connection, query).lines] for query, _ in queries]
            assert found == [[], [4, 1], [6, 5, 4, 3, 2, 1]], term


def test_a_search_of_too_many_terms_is_refused(kept: Store) -> None:
    filled(kept)
    with kept.reading() as connection:
        for more in (" -w" * 1_000, " w" * 1_000, " id:" + "1," * 1_000, " " + "a." * 1_000):
            query, problems = query_of("maria" + more)
            assert ["200 words and values at most" in one.message for one in problems] == [True]
            page(connection, query)


@given(st.text(max_size=60))
def test_any_text_is_a_search(text: str) -> None:
    query_of(text)


@given(st.text(alphabet="ab:-\"*%_\\ (){}^+'", max_size=25))
def test_no_search_breaks_the_question(text: str) -> None:
    from store import connect

    with connect().reading() as connection:
        page(connection, query_of(text)[0])


def test_terms_are_taken_apart() -> None:
    assert parsed('-email:maria product:"Course A" x://y dup "dup" "x:y"', FIELDS).terms == (
        Term("email", "maria", negated=True),
        Term("product", "Course A", quoted=True),
        Term("", "x://y"),
        Term("is", "dup"),
        Term("", "dup", quoted=True),
        Term("", "x:y", quoted=True),
    )
