"""What survives: state across a restart, traffic in the store, and no secret in either."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import msgspec
import pytest
from sqlalchemy import Connection, text

import store
from konnektive.sandbox import Sandbox, SandboxAdapter, shared
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.keeping import Keeper, kept_account
from konnektive.sandbox.state import Order
from konnektive.target import sandbox_client
from store.questions.traffic import EACH, kept_calls, latest_traffic
from tests.konnektive.sandbox.selling import CARD, LOGIN, PERSON, call, clicked, lead, message, sold
from tests.postgres import database


def restarted() -> Sandbox:
    """The shared sandbox after everything was closed and opened again."""
    store.close_all()
    return shared()


def visits() -> list[tuple[str, str, int]]:
    """Source, outcome and number of calls of each visit, oldest first; what was waiting is written first."""
    store.close_all()
    with store.connect().reading() as connection:
        found = latest_traffic(connection)
    return [(one.source, one.outcome, len(one.calls)) for one in reversed(found)]


def test_state_survives_a_restart() -> None:
    crm = shared()
    order = sold(crm, 104)["orderId"]
    crm.set(strict=False)
    before = call(crm, "order/query", orderId=order).body
    crm = restarted()
    assert call(crm, "order/query", orderId=order).body == before
    assert lead(crm, emailAddress="other@example.com") not in (order, "")
    assert crm.advance(30 * DAY).approved == 1


def test_a_reset_is_kept_too() -> None:
    crm = shared()
    lead(crm)
    crm.reset(seed=5)
    after = lead(crm)
    crm = restarted()
    assert list(crm.account.orders) == [after]
    assert crm.account.ids.seed == 5


def test_a_restored_snapshot_is_kept_too() -> None:
    crm = shared()
    order = lead(crm)
    snapshot = crm.snapshot()
    crm.reset()
    lead(crm, emailAddress="other@example.com")
    assert crm.restore(snapshot) == ""
    assert list(restarted().account.orders) == [order]


def test_a_long_journal_is_written_anew() -> None:
    crm = shared()
    for _ in range(3):
        sold(crm)
    crm.watchers[0].__self__.rewrite()  # type: ignore[attr-defined]
    store.close_all()
    kept = kept_account(store.connect())
    assert kept.account and len(kept.account.orders) == 3


class Unwritable:
    """A change that fails after those before it in its transaction."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        raise ValueError("not to be written")


@pytest.mark.parametrize("resets", [False, True])
def test_state_outlives_a_transaction_that_something_else_broke(resets: bool) -> None:
    if resets:
        lead(shared())
        restarted().reset(seed=7)
    order = sold(shared())["orderId"]
    store.connect().later(Unwritable())
    after = restarted().account
    assert list(after.orders) == [order]
    assert len(after.purchases) == len(after.transactions) == 1


def test_two_processes_keep_beside_each_other() -> None:
    crm, other = shared(), Sandbox(seed=9)
    other.listeners.append(Keeper(other, store.connect()))
    orders = {lead(crm), lead(other, emailAddress="other@example.com")}
    assert set(restarted().account.orders) == orders


def test_a_journal_of_another_version_is_left_aside() -> None:
    shared()
    lead(shared())
    store.close_all()
    with store.connect()._writing.begin() as connection:
        connection.execute(text("UPDATE sandbox_object SET body = '[1' WHERE kind = 'settings'"))
    assert not restarted().account.orders


def test_each_visit_is_recorded_with_its_outcome() -> None:
    crm = shared()
    session = clicked(crm)
    sold(crm, orderId=lead(crm, sessionId=session), sessionId=session)
    message(crm, "upsale/import", orderId=crm.account.sessions[session].orderId, productId=102)
    clicked(crm)
    crm.answer("POST", "lead/import", LOGIN)
    assert visits() == [("http", "sold", 4), ("http", "abandoned", 1), ("http", "abandoned", 1)]


def test_the_walks_calls_are_recorded_as_a_walk() -> None:
    crm = shared()
    client = sandbox_client(crm)
    assert isinstance(client.session.get_adapter(client.base_url), SandboxAdapter)
    from konnektive.endpoints import IMPORT_CLICK

    client.call(IMPORT_CLICK, {"pageType": "leadPage"})
    assert visits() == [("walk", "abandoned", 1)]


def test_a_reset_starts_other_visits_though_ids_come_again() -> None:
    crm = shared()
    first = clicked(crm)
    crm.reset()
    assert clicked(crm) == first
    assert visits() == [("http", "abandoned", 1), ("http", "abandoned", 1)]


def test_no_secret_reaches_the_store() -> None:
    crm = shared()
    sold(crm, cardNumber="4111111111111111", cardSecurityCode="987", custom1="4111 1111 1111 1111")
    waiting = sold(
        crm, emailAddress="pay@example.com", paySource="PAYPAL", salesUrl="https://shop.example.com/"
    )
    token = urlsplit(waiting["paypalUrl"]).query.partition("=")[2]
    message(crm, "transactions/confirmPaypal", token=token, payerId="X")
    store.close_all()
    file = Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
    kept = b"".join(one.read_bytes() for one in file.parent.glob(file.name + "*"))
    assert b"4111111111111111" not in kept and b"4111 1111 1111 1111" not in kept and b'"987"' not in kept
    with store.connect().reading() as connection:
        calls = [one for visit in latest_traffic(connection) for one in kept_calls(connection, visit.id)]
    assert len(calls) == 5
    assert all(token not in one.request + one.response for one in calls)
    order = next(one for one in calls if one.endpoint == "order/import")
    request = msgspec.json.decode(order.request)
    assert (request["password"], request["cardNumber"]) == ("REDACTED", "REDACTED")


def test_what_is_kept_of_a_card_is_not_its_number() -> None:
    crm = shared()
    order = crm.account.orders[sold(crm, **CARD | PERSON)["orderId"]]
    assert isinstance(order, Order) and order.card
    assert set(msgspec.structs.asdict(order.card)) == {
        "cardType", "cardBin", "cardLast4", "month", "year", "rebill", "isLive",
    }  # fmt: skip


@pytest.mark.postgres
def test_a_served_database_keeps_state_and_traffic_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with database() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        crm = shared()
        session = clicked(crm)
        order = lead(crm, sessionId=session, custom1="a\0b")
        call(crm, "landers/clicks/import", pageType="leadPage\0", sessionId=session)
        crm = restarted()
        assert crm.account.orders[order].fields["custom1"] == "ab"
        assert visits() == [("http", "lead", 3)]
        restarted().reset()
        assert not restarted().account.orders
        store.close_all()


def test_of_a_visit_with_very_many_calls_a_list_shows_the_last() -> None:
    crm = shared()
    session = clicked(crm)
    for _ in range(EACH + 5):
        clicked(crm, sessionId=session)
    store.close_all()
    with store.connect().reading() as connection:
        (visit,) = latest_traffic(connection)
        whole = kept_calls(connection, visit.id)
        assert kept_calls(connection, visit.id, after=whole[2].seq, limit=2) == whole[3:5]
    assert visit.made == len(whole) == EACH + 6
    assert [one.id for one in visit.calls] == [one.id for one in whole[-EACH:]]
