"""A sandbox holds so much and no more; what it forgets leaves nothing behind that points to it."""

from __future__ import annotations

import pytest

from konnektive.sandbox import Sandbox, forgetting, shared
from konnektive.sandbox.account import KINDS
from konnektive.sandbox.forgetting import EACH, forget_oldest
from konnektive.sandbox.keeping import Keeper
from konnektive.sandbox.snapshot import restored
from tests.konnektive.sandbox.selling import call, clicked, lead, message, sandbox, sold
from tests.konnektive.sandbox.test_keeping import restarted


def filled(orders: int) -> tuple[Sandbox, list[str]]:
    """A sandbox and the ids of its sold orders, each of another buyer, oldest first."""
    crm = sandbox()
    ids = [str(sold(crm, 104, emailAddress=f"buyer{n}@example.com")["orderId"]) for n in range(orders)]
    return crm, ids


def test_the_oldest_orders_go_with_all_that_is_theirs() -> None:
    crm, ids = filled(5)
    forget_oldest(crm.account, held=2)
    account = crm.account
    assert list(account.orders) == ids[3:]
    assert [len(account.of(kind)) for kind in ("customer", "purchase", "transaction", "fulfillment")] == [
        2
    ] * 4
    assert set(account.by_order) == set(account.sent) == set(ids[3:])
    assert sorted(account.by_email) == ["buyer3@example.com", "buyer4@example.com"]
    assert account.forgotten == 15


def test_what_is_left_can_still_be_asked_for_billed_and_restored() -> None:
    crm, ids = filled(4)
    forget_oldest(crm.account, held=2)
    assert call(crm, "order/query", orderId=ids[0]).result == "ERROR"
    assert message(crm, "order/query", orderId=ids[3])["totalResults"] == 1
    assert (
        message(crm, "transactions/query", startDate="01/01/2020", endDate="01/01/2040")["totalResults"] == 2
    )
    assert crm.advance(31 * 86_400_000).approved == 2
    again = restored(crm.snapshot())
    assert not isinstance(again, str)
    assert {kind: list(again.of(kind)) for kind in KINDS} == {k: list(crm.account.of(k)) for k in KINDS}


def test_a_buyer_who_was_forgotten_is_new_again() -> None:
    crm, _ = filled(3)
    forget_oldest(crm.account, held=1)
    order = lead(crm, emailAddress="buyer0@example.com")
    assert (
        crm.account.customers[crm.account.orders[order].customerId].created
        == crm.account.orders[order].created
    )


def test_many_transactions_of_one_order_are_forgotten_oldest_first() -> None:
    crm, ids = filled(1)
    for _ in range(3):
        crm.advance(31 * 86_400_000)
    newest = list(crm.account.transactions)[-2:]
    forget_oldest(crm.account, transactions=2)
    assert [one.transactionId for one in crm.account.transactions_of(ids[0])] == newest


def test_a_session_keeps_its_last_pages() -> None:
    crm = sandbox()
    session = clicked(crm, "leadPage")
    for _ in range(EACH + 5):
        clicked(crm, sessionId=session)
    assert crm.account.sessions[session].pages == ["checkoutPage"] * EACH


def test_the_same_calls_after_a_reset_forget_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konnektive.sandbox.sandbox.EVERY", 7)
    monkeypatch.setattr("konnektive.sandbox.sandbox.forget_oldest", lambda account: forget_oldest(account, 3))
    crm = sandbox()
    held = []
    for _ in range(2):
        crm.reset()
        for n in range(20):
            lead(crm, emailAddress=f"buyer{n}@example.com")
        held.append((list(crm.account.orders), list(crm.account.customers), crm.account.forgotten))
    assert held[0] == held[1]
    assert len(held[0][0]) < 3 + 7


def test_what_was_forgotten_does_not_come_back_with_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konnektive.sandbox.keeping.HELD", 3)
    crm = shared()
    ids = [lead(crm, emailAddress=f"buyer{n}@example.com") for n in range(4)]
    crm = restarted()
    forget_oldest(crm.account, held=1)
    assert crm.account.forgotten == 6 and forgetting.HELD > 1
    next(one for one in crm.listeners if isinstance(one, Keeper))()
    crm = restarted()
    assert list(crm.account.orders) == ids[3:] and crm.account.forgotten == 6
