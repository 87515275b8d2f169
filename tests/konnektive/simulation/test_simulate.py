"""Simulated visits: repeatable, true to their chances, and kept as the sandbox keeps real ones."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

import store
from konnektive.__main__ import main
from konnektive.simulation import Chances, simulate, simulating
from konnektive.simulation.visitor import DAY

UNTIL = 20_780 * DAY + DAY // 2
QUERY = """select outcome, count(*), sum(revenue_cents), sum(upsells), sum(calls), sum(refused)
           from visit group by outcome order by outcome"""


def kept(query: str = QUERY) -> list[tuple[object, ...]]:
    with store.connect().reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_the_same_seed_makes_the_same_visits() -> None:
    simulate(200, seed=3, store=store.connect(), until=UNTIL)
    first = kept()
    simulate(200, seed=3, store=store.connect(), until=UNTIL)
    assert kept() == [(row[0], *(2 * number for number in row[1:])) for row in first]


def test_another_seed_makes_others() -> None:
    assert (
        simulate(200, seed=1, until=UNTIL).revenue_cents != simulate(200, seed=2, until=UNTIL).revenue_cents
    )


def test_what_is_told_is_what_is_kept() -> None:
    told = simulate(300, store=store.connect(), until=UNTIL)
    [(sessions, calls, cents)] = kept("select count(*), sum(calls), sum(revenue_cents) from visit")
    [(rows,)] = kept("select count(*) from call")
    assert (told.sessions, told.calls, told.revenue_cents) == (sessions, calls, cents)
    assert rows == calls


def test_every_outcome_and_kind_of_visitor_occurs() -> None:
    simulate(700, store=store.connect(), until=UNTIL)
    assert {row[0] for row in kept()} == {"abandoned", "declined", "lead", "paypal_unconfirmed", "sold"}
    assert {row[0] for row in kept("select distinct device from visit")} == {"mobile", "desktop", "tablet"}
    assert len(kept("select distinct aff_id from visit")) == len(Chances().affiliates)
    assert kept("select distinct source from visit") == [("simulated",)]


def test_shares_come_out_as_asked() -> None:
    always = Chances(
        goes_to_lead=1, leaves_address=1, goes_to_checkout=1, orders=1, declined=0, pays_by_paypal=0,
        takes_upsell=(1, 0), leaves_upsells=0, confirms_order=1,
    )  # fmt: skip
    simulate(50, store=store.connect(), chances=always, until=UNTIL)
    assert kept("select outcome, upsells, calls, count(*) from visit group by 1, 2, 3") == [
        ("sold", 1, 10, 50)
    ]


def test_visits_spread_over_the_days_up_to_now() -> None:
    simulate(600, store=store.connect(), until=UNTIL, chances=Chances(days=7))
    [(first, last, ended)] = kept("select min(day), max(day), max(started_at) from visit")
    assert (first, last) == (UNTIL // DAY - 7, UNTIL // DAY)
    assert ended < UNTIL


def test_leaving_the_loop_cancels_and_keeps_what_was_made() -> None:
    for progress in simulating(100_000, store=store.connect(), until=UNTIL):
        if progress.sessions >= 500:
            break
    store.close_all()
    assert kept("select count(*) from visit") == [(500,)]


def test_nothing_kept_is_secret() -> None:
    simulate(100, store=store.connect(), until=UNTIL)
    everything = str(kept("select request, response from call"))
    assert "4111111111111111" not in everything and "0000000000000000" not in everything


def test_the_command_tells_sessions_calls_and_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--sessions", "40", "--seed", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sessions"] == 40
    assert kept("select count(*), sum(calls) from visit") == [(40, told["calls"])]
    assert told["seconds"] >= 0


def test_a_dry_run_keeps_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--sessions", "40", "--dry-run"]) == 0
    assert kept("select count(*) from visit") == [(0,)]


@pytest.mark.parametrize("sessions", ["0", "-1", "many", ""])
def test_a_wrong_number_is_wrong_usage(sessions: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "--sessions", sessions])
    assert ended.value.code == 2


def test_a_device_that_nobody_knows_comes_with_any_browser() -> None:
    assert simulate(20, chances=Chances(devices=(("toaster", 1),)), until=UNTIL).calls
