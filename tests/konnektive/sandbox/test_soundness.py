"""A snapshot is taken whole or refused with a sentence: whatever is restored can be asked and billed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.endpoints import ENDPOINTS
from konnektive.sandbox import Sandbox
from konnektive.sandbox.clock import DAY
from tests.konnektive.sandbox.selling import CARD, call, clicked, lead, ordered, sandbox, sold


def used() -> Sandbox:
    """A sandbox that holds something of every kind."""
    crm = sandbox()
    order = sold(crm, 104, sessionId=clicked(crm))["orderId"]
    call(crm, "upsale/import", orderId=order, productId=102)
    paypal = dict.fromkeys(CARD, "") | {"paySource": "PAYPAL", "salesUrl": "https://shop.example.com/"}
    ordered(crm, 101, **paypal)
    lead(crm, emailAddress="other@example.com")
    call(crm, "cart/activecampaign", type="CUSTOMER", email="maria@example.com")
    return crm


SNAPSHOT = used().snapshot()


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    snapshot = msgspec.json.decode(SNAPSHOT)
    change(snapshot)
    return json.dumps(snapshot).encode()


def dropped(kind: str) -> Callable[[dict[str, Any]], object]:
    return lambda snapshot: snapshot["objects"].update({kind: []})


def setting(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda snapshot: snapshot["settings"].update(values)


def first(kind: str, /, **values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda snapshot: snapshot["objects"][kind][0].update(values)


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "no purchases": dropped("purchase"),
    "no orders": dropped("order"),
    "no customers": dropped("customer"),
    "drawn below nothing": setting(drawn=-5),
    "drawn beyond eight bytes": setting(drawn=2**63),
    "a seed beyond all": setting(seed=2**53),
    "a seed below nothing": setting(seed=-1),
    "far ahead": setting(ahead=10**17),
    "ahead of all": setting(ahead=2**63),
    "set before 1970": setting(set_at=-1),
    "a counter of nothing": setting(counters={"colours": 1}),
    "a number given out again": setting(counters={}),
    "a password half sealed": setting(users=[{"loginId": "demo", "password": "scrypt$x"}]),
    "a campaign twice": setting(catalogue={"campaigns": [{"campaignId": 1, "campaignName": "x"}] * 2}),
    "made beyond all time": first("order", created=10**17),
    "billed beyond all time": first("purchase", nextBillDay=10**9),
    "an amount beyond all": first("transaction", amount=2**60),
    "an approval of no kind": first("approval", kind="bitcoin"),
    "another's purchase": first("transaction", purchaseIds=["ABCDEF0123"]),
    "an unknown kind": lambda snapshot: snapshot["objects"].update(colour=[]),
    "an order twice": lambda snapshot: snapshot["objects"]["order"].append(snapshot["objects"]["order"][0]),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_broken_snapshot_is_refused_and_the_old_account_kept(
    change: Callable[[dict[str, Any]], object],
) -> None:
    crm = sandbox()
    order = lead(crm)
    assert crm.restore(changed(change)).startswith("Not a snapshot of this sandbox: ")
    assert order in crm.account.orders
    assert call(crm, "order/query", orderId=order).result == "SUCCESS"


@pytest.mark.parametrize("name", ["ahead", "seed", "drawn", "set_at", "forgotten"])
def test_a_number_that_no_machine_holds_is_refused(name: str) -> None:
    assert "Not a snapshot" in sandbox().restore(changed(setting(**{name: 10**30})))


def test_a_snapshot_nested_without_end_is_refused() -> None:
    assert sandbox().restore(
        b'{"settings":{},"objects":{"order":[' + b"[" * 100_000 + b"]" * 100_000 + b"]}}"
    )


def test_a_genuine_snapshot_is_taken() -> None:
    crm = sandbox()
    assert crm.restore(SNAPSHOT) == ""
    assert {kind for kind in ("order", "external", "approval") if not crm.account.of(kind)} == set()
    assert crm.snapshot() == SNAPSHOT


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a JSON value."""
    for name, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*here, name)
        if isinstance(part, dict | list):
            yield from places(part, (*here, name))


PLACES = list(places(msgspec.json.decode(SNAPSHOT)))
OTHER: st.SearchStrategy[Any] = st.sampled_from(
    [None, 0, -1, 1, 2**31, 2**53, 2**63, "", "x", "0", [], {}, ["x"], True, 1.5]
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), OTHER)
def test_whatever_is_restored_answers_every_call(place: tuple[Any, ...], value: Any) -> None:
    def change(snapshot: dict[str, Any]) -> None:
        part: Any = snapshot
        for name in place[:-1]:
            part = part[name]
        part[place[-1]] = value

    crm = sandbox()
    if crm.restore(changed(change)):
        return
    orders, purchases = list(crm.account.orders), list(crm.account.purchases)
    span = {"startDate": "01/01/1970", "endDate": "12/31/2099"}
    for path in ENDPOINTS:
        call(crm, path, **span)
        for order in orders:
            call(crm, path, orderId=order, campaignId=1, productId=102, pageType="leadPage")
        for purchase in purchases:
            call(crm, path, purchaseId=purchase)
    crm.advance(40 * DAY)
    assert crm.snapshot()
