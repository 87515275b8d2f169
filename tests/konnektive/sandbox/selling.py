"""A sandbox, and the calls of a sale, for tests."""

from __future__ import annotations

from typing import Any

from konnektive.sandbox import Answered, Campaign, Catalogue, Product, Sandbox
from konnektive.sandbox.catalogue import DEMO

NOON = 1_789_560_000_000
"""2026-09-16 12:00:00 UTC."""
LOGIN = {"loginId": "demo", "password": "demo"}
PERSON = {"firstName": "Maria", "lastName": "Santos", "emailAddress": "maria@example.com"}
SHIP = {
    "shipAddress1": "350 5th Avenue",
    "shipCity": "New York",
    "shipPostalCode": "10118",
    "shipCountry": "US",
}
CARD = {
    "paySource": "CREDITCARD", "cardNumber": "0000000000000000", "cardMonth": "12", "cardYear": "2030",
    "cardSecurityCode": "100",
}  # fmt: skip
NAD = Product(
    15271, "NAD+ (500MG)", "0.30", productId=14015, billingCycleType="RECURRING", billingIntervalDays=30
)
TEST_CAMPAIGNS = tuple(
    Campaign(number, "Test Campaign", products=(NAD, Product(15272, "Extra", "19.95", productType="UPSALE")))
    for number in (3, 6, 459)
)
"""The campaigns that the recorded exchanges speak of."""


def sandbox(**options: Any) -> Sandbox:
    """A sandbox whose clock stands, with the recordings' campaigns beside the demo one."""
    wares = Catalogue((*DEMO.campaigns, *TEST_CAMPAIGNS), DEMO.affiliates)
    return Sandbox(**{"catalogue": wares, "set_at": NOON, **options})


def call(crm: Sandbox, path: str, **params: Any) -> Answered:
    """A call with the demo login."""
    return crm.answer("POST", f"/{path}/", LOGIN | {name: str(value) for name, value in params.items()})


def message(crm: Sandbox, path: str, **params: Any) -> Any:
    """The message of a call that must succeed."""
    answered = call(crm, path, **params)
    assert answered.result == "SUCCESS", answered.message
    return answered.message


def clicked(crm: Sandbox, page: str = "checkoutPage", **params: Any) -> str:
    """A new session's id."""
    first = {"requestUri": "https://shop.example.com/?affId=AF54B33412", "userAgent": "Mozilla/5.0"}
    return str(
        message(crm, "landers/clicks/import", pageType=page, campaignId=1, **first, **params)["sessionId"]
    )


def lead(crm: Sandbox, **params: Any) -> str:
    """A new partial's orderId."""
    return str(message(crm, "leads/import", **({"campaignId": 1} | PERSON | params))["orderId"])


def ordered(crm: Sandbox, product: int = 101, **params: Any) -> Answered:
    """An order for a new partial, with the vendor's test card unless told otherwise."""
    own = {
        "orderId": params.pop("orderId", None) or lead(crm, **{k: params[k] for k in PERSON if k in params})
    }
    wanted = {"campaignId": 1, "product1_id": product} | SHIP | CARD | own
    return call(crm, "order/import", **(wanted | params))


def sold(crm: Sandbox, product: int = 101, **params: Any) -> dict[str, Any]:
    """The order object of a sale."""
    answered = ordered(crm, product, **params)
    assert answered.result == "SUCCESS", answered.message
    return answered.message  # type: ignore[no-any-return]
