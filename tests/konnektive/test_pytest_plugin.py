"""The example: a funnel's own test, written by someone who knows nothing of this project's insides."""

from __future__ import annotations

import pytest
import requests

from konnektive.pytest_plugin import _served_crm, crm_sandbox  # noqa: F401  fixtures, found by name
from konnektive.sandbox import Catalogue, Sandbox
from konnektive.sandbox.faults import Fault
from konnektive.serving import ServedSandbox

LOGIN = {"loginId": "demo", "password": "demo", "campaignId": "1"}
CARD = {
    "paySource": "CREDITCARD",
    "cardNumber": "0000000000000000",
    "cardMonth": "12",
    "cardYear": "2030",
    "cardSecurityCode": "100",
}
SHIP = {"shipAddress1": "1 Main St", "shipCity": "Austin", "shipPostalCode": "78701", "shipCountry": "US"}


def my_funnel(api: str, *, forgets_the_session: bool = False) -> str:
    """A funnel as its developer wrote it; returns what the buyer is shown."""
    client = requests.Session()
    client.trust_env = False

    def call(path: str, **params: str) -> dict:  # type: ignore[type-arg]
        return client.post(f"{api}/{path}/", data=LOGIN | params).json()  # type: ignore[no-any-return]

    landing = "https://shop.example.com/?affId=AF54B33412"
    click = {"requestUri": landing, "userAgent": "Mozilla/5.0", "ipAddress": "203.0.113.9"}
    session = call("landers/clicks/import", pageType="leadPage", **click)["message"]["sessionId"]
    person = {"firstName": "Maria", "lastName": "Santos", "emailAddress": "maria@example.com"}
    order = call("leads/import", sessionId=session, **person)["message"]["orderId"]
    if forgets_the_session:
        session = ""
    call("landers/clicks/import", pageType="checkoutPage", sessionId=session)
    answer = call("order/import", orderId=order, sessionId=session, product1_id="101", **SHIP, **CARD)
    if answer["result"] != "SUCCESS":
        return str(answer["message"])
    call("landers/clicks/import", pageType="thankyouPage", sessionId=session)
    call("order/confirm", orderId=order)
    return "Thank you"


def test_the_funnel_sells_and_makes_the_recommended_calls(crm_sandbox: ServedSandbox) -> None:  # noqa: F811
    assert my_funnel(crm_sandbox.url) == "Thank you"
    assert crm_sandbox.paths()[-2:] == ["landers/clicks/import", "order/confirm"]
    assert [order.orderStatus for order in crm_sandbox.sandbox.account.orders.values()] == ["COMPLETE"]
    report = crm_sandbox.audit()
    assert (report.verdict, report.counts["error"]) == ("go", 0)


def test_a_funnel_that_loses_the_session_is_caught_by_the_audit(crm_sandbox: ServedSandbox) -> None:  # noqa: F811
    my_funnel(crm_sandbox.url, forgets_the_session=True)
    rules = {finding.rule.name for _, finding in crm_sandbox.audit().findings}
    assert rules & {"SES-001", "SES-002"}


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_sets_is_gone_in_the_next(crm_sandbox: ServedSandbox, time: str) -> None:  # noqa: F811
    crm = crm_sandbox.sandbox
    assert crm.snapshot() == Sandbox().snapshot() and not crm_sandbox.happened
    crm.set(faults=(Fault("html", "order/confirm"),), strict=True, catalogue=Catalogue(), users=())
    crm.set_clock(0)
    crm_sandbox.reset(seed=5)


def test_the_same_ids_come_in_every_test(crm_sandbox: ServedSandbox) -> None:  # noqa: F811
    my_funnel(crm_sandbox.url)
    first = list(crm_sandbox.sandbox.account.orders)
    crm_sandbox.reset()
    my_funnel(crm_sandbox.origin)
    assert list(crm_sandbox.sandbox.account.orders) == first
    assert all(one.params["password"] == "REDACTED" for one in crm_sandbox.calls)
