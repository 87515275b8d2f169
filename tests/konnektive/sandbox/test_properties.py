"""Whatever is called, in whatever order: an answer in the envelope, and the account's books balance."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.endpoints import ENDPOINTS, PAGE_TYPES
from konnektive.sandbox import Sandbox
from konnektive.sandbox.cards import CARDS
from konnektive.sandbox.clock import DAY
from konnektive.sandbox.one_click import ACCEPTED
from tests.konnektive.sandbox.selling import CARD, LOGIN, PERSON, SHIP, sandbox

NAMES = sorted({one.name for endpoint in ENDPOINTS.values() for one in endpoint.parameters})
VALUES = st.sampled_from(
    [
        "",
        "1",
        "0",
        "101",
        "102",
        "103",
        "104",
        "-1",
        "9" * 40,
        "1.50",
        "1e9",
        "9/16/26",
        "CREDITCARD",
        "PAYPAL",
        "SAVE10",
        '{"101":2}',
        "[]",
        "https://shop.example.com/",
        "é\x00",
        *PAGE_TYPES,
        *(c.number for c in CARDS),
    ]
)
NOISE = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)
LIKELY = LOGIN | PERSON | SHIP | CARD | {"campaignId": "1", "product1_id": "101", "pageType": "leadPage"}
MOVES = st.sampled_from(
    ["order/import", "leads/import", "upsale/import", "landers/clicks/import", *ENDPOINTS]
)


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, str], int]:
    """A path, what differs from a well-made call, and which known id to use."""
    return draw(MOVES), draw(NOISE), draw(st.integers(0, 3))


def make(crm: Sandbox, path: str, noise: dict[str, str], which: int) -> bytes:
    """One call that mostly fits what the account holds."""
    known: dict[str, list[str | int]] = {
        "orderId": list(crm.account.orders),
        "sessionId": list(crm.account.sessions),
        "purchaseId": list(crm.account.purchases),
        "transactionId": list(crm.account.transactions),
        "customerId": list(crm.account.customers),
        "token": list(crm.account.approvals),
    }
    ids = {name: str(found[-1 - which % len(found)]) for name, found in known.items() if found}
    likely = (
        LIKELY | ids | {"productId": str(101 + which), "payerId": "X", "cancelReason": "x", "message": "x"}
    )
    answered = crm.answer("POST", path, likely | noise)
    assert answered.status == 200 and answered.result in ("SUCCESS", "ERROR", "MERC_REDIRECT")
    if which == 3 and answered.result == "MERC_REDIRECT":
        crm.come_back(ids.get("token", ""), approved=bool(noise))
    return answered.body


def check_the_books(crm: Sandbox) -> None:
    account = crm.account
    for order in account.orders.values():
        assert order.customerId in account.customers
        rows = account.transactions_of(order.orderId)
        taken = sum(
            t.amount for t in rows if t.txnType in ("SALE", "CAPTURE") and t.responseType == "SUCCESS"
        )
        back = sum(t.amount for t in rows if t.txnType == "REFUND")
        assert {t.customerId for t in rows} <= {order.customerId}
        assert (order.paid, order.refunded) == (taken, back)
        assert 0 <= order.refunded <= max(order.paid, 0)
        assert len({item.productId for item in order.standing}) == len(order.standing) or not order.hasUpsell
        assert not order.hasUpsell or order.orderStatus not in ("PARTIAL",)
        assert not order.items or order.orderStatus in (*ACCEPTED, "REFUNDED", "CANCELLED", "DECLINED")
    for purchase in account.purchases.values():
        assert purchase.orderId in account.orders
        assert 0 <= purchase.totalRefunded <= purchase.totalBilled


@settings(max_examples=60, deadline=None)
@given(st.lists(calls(), max_size=25), st.integers(0, 90))
def test_random_calls_never_break_the_account(
    sequence: list[tuple[str, dict[str, str], int]], days: int
) -> None:
    crm = sandbox()
    first = [make(crm, *one) for one in sequence]
    check_the_books(crm)
    crm.advance(days * DAY)
    check_the_books(crm)
    kept = crm.snapshot()
    crm.reset()
    assert [make(crm, *one) for one in sequence] == first
    assert crm.restore(kept) == ""
    assert msgspec.json.decode(crm.snapshot()) == msgspec.json.decode(kept)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=6))
def test_any_path_and_parameters_get_an_answer(path: str, params: dict[str, str]) -> None:
    crm = sandbox()
    for sent in (params, params | LOGIN):
        answered = crm.answer("POST", path, sent)
        assert answered.status == 200 and answered.result in ("SUCCESS", "ERROR")
