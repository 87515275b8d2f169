"""Recorded visits: call by call or whole, late or out of order, the row is the same."""

from __future__ import annotations

import random

from sqlalchemy import select

from store import CallFacts, RecordedCall, RecordedVisit, Store, VisitFacts
from store.tables import call, roll, roll_latency, visit
from tests.store.made import NOW, count

CLICK = CallFacts("landers/clicks/import", NOW, page_type="leadPage", elapsed_us=900, result="SUCCESS")
LEAD = CallFacts("leads/import", NOW + 1_000, result="SUCCESS", steps=("t_lead",))
SALE = CallFacts(
    "order/import", NOW + 2_000, result="SUCCESS", steps=("t_checkout", "t_order"), revenue_cents=4_900
)
REFUSED = CallFacts("order/import", NOW + 1_500, result="ERROR", reason="declined", steps=("t_checkout",))
UPSELL = CallFacts(
    "upsale/import", NOW + 3_000, result="SUCCESS", steps=("t_upsell",), revenue_cents=900, upsells=1
)
FACTS = VisitFacts(session_id="a" * 32, source="http", campaign_id="1", utm_source="facebook")


def row(store: Store) -> dict[str, object]:
    with store.reading() as connection:
        found = connection.execute(select(visit)).one()
    return dict(found._mapping)


def counted(store: Store) -> set[tuple[str, str, int]]:
    with store.reading() as connection:
        rows = connection.execute(select(roll.c.kind, roll.c.name, roll.c.n).where(roll.c.n != 0))
        return {tuple(one) for one in rows}  # type: ignore[misc]


def test_calls_add_up_to_a_visit(kept: Store) -> None:
    told = ((CLICK, ""), (LEAD, "lead"), (REFUSED, "declined"), (SALE, "sold"), (UPSELL, ""))
    for one, outcome in told:
        kept.write(RecordedCall("k", one, VisitFacts(source="http", outcome=outcome))).result()
    kept.write(RecordedCall("k", CLICK, FACTS)).result()
    found = row(kept)
    assert (found["outcome"], found["revenue_cents"], found["upsells"]) == ("sold", 5_800, 1)
    assert (found["calls"], found["refused"], found["utm_source"]) == (6, 1, "facebook")
    assert (found["t_lead"], found["t_checkout"], found["t_order"]) == (NOW + 1_000, NOW + 1_500, NOW + 2_000)
    assert (found["started_at"], found["ended_at"]) == (NOW, NOW + 3_000)


def test_a_sale_is_not_taken_back_by_what_comes_later(kept: Store) -> None:
    kept.write(RecordedCall("k", SALE, VisitFacts(outcome="sold"))).result()
    kept.write(RecordedCall("k", REFUSED, VisitFacts(outcome="declined"))).result()
    assert row(kept)["outcome"] == "sold"


def test_the_order_in_which_calls_are_written_changes_no_step(kept: Store) -> None:
    calls = [CLICK, LEAD, REFUSED, SALE, UPSELL]
    random.Random(3).shuffle(calls)
    for one in calls:
        kept.write(RecordedCall("k", one, FACTS)).result()
    found = row(kept)
    assert [found[step] for step in ("t_lead", "t_checkout", "t_order", "t_upsell")] == [
        NOW + 1_000, NOW + 1_500, NOW + 2_000, NOW + 3_000,
    ]  # fmt: skip


def test_whole_visits_equal_visits_call_by_call(kept: Store) -> None:
    calls = (CLICK, LEAD, REFUSED, SALE, UPSELL)
    kept.write(RecordedVisit("whole", VisitFacts(outcome="sold", source="walk"), calls)).result()
    whole = {name: value for name, value in row(kept).items() if name not in ("id", "key")}
    for one in calls:
        kept.write(RecordedCall("parts", one, VisitFacts(outcome="sold", source="walk"))).result()
    with kept.reading() as connection:
        parts = dict(connection.execute(select(visit).where(visit.c.key == "parts")).one()._mapping)
    assert {name: value for name, value in parts.items() if name not in ("id", "key")} == whole


def test_roll_ups_follow_a_visit_whose_end_changes(kept: Store) -> None:
    for one, outcome in ((LEAD, "lead"), (REFUSED, "declined"), (SALE, "sold")):
        kept.write(RecordedCall("k", one, VisitFacts(source="http", outcome=outcome))).result()
    assert counted(kept) == {
        ("visit.http", "sold", 1), ("call.http", "leads/import SUCCESS", 1),
        ("call.http", "order/import ERROR", 1), ("call.http", "order/import SUCCESS", 1),
    }  # fmt: skip
    assert count(kept, roll_latency) == 2


def test_many_visits_are_written_together(kept: Store) -> None:
    calls = (CLICK, LEAD, SALE)
    futures = [kept.write(RecordedVisit(f"k{n}", FACTS, calls)) for n in range(600)]
    assert len({future.result() for future in futures}) == 600
    assert (count(kept, visit), count(kept, call)) == (600, 1_800)
