"""Every question gives the same rows on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from store import Arrival, CallFacts, EventRow, RecordedVisit, Rows, Store, TxnRow, VisitFacts, connect
from store.questions.behind import visits_behind
from store.questions.calls import calls_behind, calls_by_endpoint, calls_of
from store.questions.cells import Mark, cells, lost
from store.questions.dimensions import days_of_events, days_of_visits, values_of
from store.questions.duration import time_to_order
from store.questions.events import events_behind, events_by_day, findings_by_day, findings_counted
from store.questions.funnel import steps_in_use
from store.questions.keeping import receipts, rows_kept
from store.questions.money import EARNED, RETURNED, money_by_day, money_by_product, txns_behind
from store.questions.placed import LINEAR, Shape
from store.questions.scope import Scope
from store.samples import RemoveSamples, samples_kept
from store.tables import STEPS
from tests.postgres import database

DAY_MS = 86_400_000
BEGAN = 20_700 * DAY_MS
SCOPE = Scope(20_700, 20_704, (("source", ("http", "sample", "simulated")),))
SHAPES = [Shape(tuple(LINEAR), 600_000, opened, BEGAN + DAY_MS) for opened in (False, True)]

QUESTIONS: dict[str, Callable[[Connection], object]] = {
    "steps in use": lambda c: steps_in_use(c, SCOPE),
    "cells": lambda c: [sorted(map(repr, cells(c, SCOPE, shape))) for shape in SHAPES],
    "cells by day": lambda c: sorted(map(repr, cells(c, Scope(), SHAPES[1], by="day"))),
    "cells by affiliate": lambda c: sorted(map(repr, cells(c, SCOPE, SHAPES[0], by="aff_id"))),
    "visits behind": lambda c: [
        visits_behind(c, SCOPE, shape, mark, limit=20, before=(BEGAN + 3 * DAY_MS, 200))
        for shape in SHAPES
        for mark in (Mark(reached=3), lost(2), lost(3, "declined"), Mark(judged=True), Mark(pace=2))
    ],
    "time to order": lambda c: [time_to_order(c, SCOPE, shape) for shape in SHAPES],
    "values": lambda c: [values_of(c, SCOPE, name) for name in ("aff_id", "utm_source", "device")],
    "days": lambda c: (days_of_visits(c), days_of_events(c)),
    "calls": lambda c: (calls_by_endpoint(c, SCOPE), calls_by_endpoint(c, Scope())),
    "calls behind": lambda c: calls_behind(c, SCOPE, "order/import", "refused"),
    "calls of a visit": lambda c: calls_of(c, 3),
    "events by day": lambda c: (events_by_day(c, SCOPE), findings_by_day(c, SCOPE)),
    "findings": lambda c: findings_counted(c, Scope()),
    "events behind": lambda c: events_behind(c, SCOPE, ("buy_product",)),
    "money by day": lambda c: money_by_day(c, SCOPE),
    "money by product": lambda c: money_by_product(c, Scope()),
    "transactions behind": lambda c: txns_behind(
        c, Scope(), EARNED + RETURNED, before=(BEGAN + 3 * DAY_MS, "T5", "sale"), limit=7
    ),
    "rows kept": rows_kept,
    "receipts": lambda c: receipts(c, SCOPE),
    "samples": samples_kept,
}


def fill(store: Store) -> None:
    """The same visits and events into any store, through its own changes."""
    chance = Random(7)
    writing = [store.write(a_visit(number, chance)) for number in range(300)]
    writing += [store.write(an_arrival(number, chance)) for number in range(120)]
    for future in writing:
        future.result()


def a_visit(number: int, chance: Random) -> RecordedVisit:
    at = BEGAN + chance.randrange(5 * DAY_MS)
    calls = []
    for step in STEPS[: chance.randrange(1, 8)]:
        at += chance.randrange(200_000)
        if chance.random() < 0.85:
            calls.append(
                CallFacts(
                    endpoint=chance.choice(["order/import", "landers/clicks/import"]),
                    ts=at,
                    elapsed_us=chance.randrange(1, 9000),
                    result=chance.choice(["SUCCESS", "SUCCESS", "ERROR", ""]),
                    steps=(step,),
                    revenue_cents=chance.randrange(5000),
                )
            )
    facts = VisitFacts(
        session_id=f"{number:032x}",
        source=chance.choice(["http", "sample", "simulated", "walk"]),
        aff_id=chance.choice(["", "AF1", "af1", "Ä"]),
        utm_source=chance.choice(["google", "fb"]),
        device=chance.choice(["phone", ""]),
        order_id=chance.choice(["", f"O{number}"]),
        outcome=chance.choice(["sold", "declined", "lead", "abandoned", "paypal_unconfirmed"]),
    )
    return RecordedVisit(f"v{number}", facts, tuple(calls) or (CallFacts("leads/import", at),))


def an_arrival(number: int, chance: Random) -> Arrival:
    action = chance.choice(["buy_product", "assign_tag", ""])
    at = BEGAN + chance.randrange(5 * DAY_MS)
    findings = ("number-as-text",) if chance.random() < 0.5 else ()
    event = EventRow(action, ts=at, lead_email=f"p{number % 9}@example.com", findings=findings)
    txn = TxnRow(
        f"T{chance.randrange(60)}",
        chance.choice(["sale", "rebill", "refund", "chargeback", "failed"]),
        ts=at,
        product_id=str(chance.randrange(3)),
        product_name=chance.choice(["Course A", "Course B"]),
        amount_cents=chance.choice([None, 4900, 1250]),
    )
    rows = Rows((event,), (txn,) if action == "buy_product" else ())
    bin_name = chance.choice(["kartra", "sample"])
    return Arrival(bin=bin_name, received_at=at, body=b"%d" % number, rows=rows)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What both engines answer, asked once."""
    path: Path = tmp_path_factory.mktemp("sqlite") / "questions.db"
    with database() as url:
        stores = [connect(f"sqlite:///{path}"), connect(url)]
        found = [_asked(store) for store in stores]
        for store in stores:
            store.write(RemoveSamples()).result()
        found += [_asked(store, again=True) for store in stores]
        yield found
        for store in stores:
            store.close()


def _asked(store: Store, *, again: bool = False) -> dict[str, object]:
    if not again:
        fill(store)
    with store.reading() as connection:
        return {name: ask(connection) for name, ask in QUESTIONS.items()}


@pytest.mark.postgres
@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_answer_alike(answers: Any, name: str) -> None:
    sqlite, postgresql, *_ = answers
    assert sqlite[name] == postgresql[name]
    assert sqlite[name]


@pytest.mark.postgres
@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_answer_alike_once_the_samples_are_gone(answers: Any, name: str) -> None:
    *_, sqlite, postgresql = answers
    assert sqlite[name] == postgresql[name]
