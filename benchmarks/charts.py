"""The questions that the outcome pages ask, over many visits and transactions, on the engine of a URL.

    python -m benchmarks.charts [--visits 100000] [--transactions 50000] [--url URL]

Each is asked once cold and then warm; the median of the warm ones counts. Without a URL it is SQLite in a new
file.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from pathlib import Path

from sqlalchemy import Connection

from store import Arrival, CallFacts, EventRow, RecordedVisit, Rows, Store, TxnRow, VisitFacts, connect
from store.moment import DAY_MS, day_of
from store.questions.behind import visits_behind
from store.questions.calls import calls_behind, calls_by_endpoint
from store.questions.cells import Mark, cells, lost
from store.questions.dimensions import values_of
from store.questions.duration import time_to_order
from store.questions.events import events_by_day
from store.questions.funnel import steps_in_use
from store.questions.money import EARNED, money_by_day, money_by_product, txns_behind
from store.questions.placed import LINEAR, Shape
from store.questions.scope import Scope
from store.tables import STEPS

NOW = 1_790_000_000_000
DAYS = 60
ENDPOINTS = (
    "landers/clicks/import", "leads/import", "landers/clicks/import", "order/import", "landers/clicks/import",
    "upsale/import", "order/confirm",
)  # fmt: skip
WARM = 5
MONTH = Scope(day_of(NOW) - 29, day_of(NOW))
ALL = Scope()
PHONES = Scope(MONTH.first_day, MONTH.last_day, (("device", ("mobile",)),))
SHAPE = Shape(tuple(LINEAR), now=NOW)
QUESTIONS: dict[str, Callable[[Connection], object]] = {
    "funnel, figures and outcomes by day, all": lambda c: cells(c, ALL, SHAPE, by="day"),
    "the same, 30 days": lambda c: cells(c, MONTH, SHAPE, by="day"),
    "the same, 30 days, one device": lambda c: cells(c, PHONES, SHAPE, by="day"),
    "conversion by affiliate, 30 days": lambda c: cells(c, MONTH, SHAPE, by="aff_id"),
    "steps in use, 30 days": lambda c: steps_in_use(c, MONTH),
    "time to order, median and p90, 30 days": lambda c: time_to_order(c, MONTH, SHAPE),
    "visits behind a bar, 30 days": lambda c: visits_behind(c, MONTH, SHAPE, Mark(reached=3)),
    "visits behind a rare loss, 30 days": lambda c: visits_behind(c, MONTH, SHAPE, lost(3, "broken")),
    "values of one filter, 30 days": lambda c: values_of(c, MONTH, "utm_source"),
    "calls and times by endpoint, 30 days": lambda c: calls_by_endpoint(c, MONTH),
    "the same, one device": lambda c: calls_by_endpoint(c, PHONES),
    "calls behind a bar, 30 days": lambda c: calls_behind(c, MONTH, "order/import", "refused"),
    "events by day and action, all": lambda c: events_by_day(c, ALL),
    "money by day, all": lambda c: money_by_day(c, ALL),
    "money by product, all": lambda c: money_by_product(c, ALL),
    "transactions behind a bar, all": lambda c: txns_behind(c, ALL, EARNED),
}


def visits(number: int) -> Iterator[RecordedVisit]:
    """Visits of one to seven steps; one in fifty calls is refused."""
    chance = random.Random(7)
    for at in range(number):
        moment = NOW - chance.randrange(DAYS * DAY_MS)
        depth = chance.choices(range(1, 8), (3, 3, 4, 1, 1, 1, 3))[0]
        calls = []
        for step, endpoint in zip(STEPS[:depth], ENDPOINTS, strict=False):
            moment += chance.randrange(5_000, 90_000)
            result = "SUCCESS" if chance.random() < 0.98 else "ERROR"
            cents = 4_900 if step == "t_order" else 0
            took = chance.randrange(500, 9_000)
            calls.append(CallFacts(endpoint, moment, "", took, result, steps=(step,), revenue_cents=cents))
        facts = VisitFacts(
            session_id=f"{at:032x}", source="simulated", aff_id=chance.choice("ABCDE"), campaign_id="1",
            utm_source=chance.choice(("google", "facebook", "")), device=chance.choice(("mobile", "desktop")),
            order_id="O" if depth > 1 else "",
            outcome="sold" if depth > 3 else chance.choice(("abandoned", "declined", "lead")),
        )  # fmt: skip
        yield RecordedVisit(f"v{at}", facts, tuple(calls))


def arrivals(number: int) -> Iterator[Arrival]:
    """Purchases, one in fifteen of them given back."""
    chance = random.Random(8)
    for at in range(number):
        moment = NOW - chance.randrange(DAYS * DAY_MS)
        kind, action = ("refund", "refund_product") if at % 15 == 0 else ("sale", "buy_product")
        product = str(chance.randrange(40))
        txn = TxnRow(
            f"T{at}",
            kind,
            ts=moment,
            product_id=product,
            product_name=f"Product {product}",
            amount_cents=4_900,
        )
        event = EventRow(
            action, ts=moment, lead_id=str(at % 9_000), subject=txn.product_name, amount_cents=4_900
        )
        yield Arrival("kartra", moment, b"%d" % at, rows=Rows((event,), (txn,)))


def fill(store: Store, changes: Iterator[RecordedVisit] | Iterator[Arrival]) -> int:
    """Write them all, a few thousand in flight; returns how many."""
    waiting: list[Future[object]] = []
    number = 0
    for change in changes:
        waiting.append(store.write(change))
        number += 1
        if len(waiting) == 4_000:
            wait(waiting)
            waiting.clear()
    wait(waiting)
    return number


def measured(store: Store) -> None:
    """One line a question: cold, warm median, rows."""
    print(f"{'question':45}{'cold ms':>10}{'warm ms':>10}")
    for name, ask in QUESTIONS.items():
        with store.reading() as connection:
            times = []
            for _ in range(WARM + 1):
                began = time.perf_counter()
                ask(connection)
                times.append((time.perf_counter() - began) * 1000)
        print(f"{name:45}{times[0]:10.1f}{statistics.median(times[1:]):10.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visits", type=int, default=100_000)
    parser.add_argument("--transactions", type=int, default=50_000)
    parser.add_argument("--url")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = connect(asked.url or f"sqlite:///{Path(folder) / 'charts.db'}")
        began = time.perf_counter()
        kept = fill(store, visits(asked.visits)), fill(store, arrivals(asked.transactions))
        print(f"{kept[0]:,} visits and {kept[1]:,} transactions kept in {time.perf_counter() - began:.1f} s")
        measured(store)
        store.close()


if __name__ == "__main__":
    main()
