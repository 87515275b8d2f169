"""The guard: credentials from outside, the vendor's test card only, and no repeat of what may charge."""

from __future__ import annotations

import msgspec
import pytest

from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_CLICK, IMPORT_ORDER, IMPORT_UPSALE, Endpoint, unknown
from konnektive.live import DEFAULT_URL, LiveClient, confirmation, live_access, live_client
from tests.konnektive.walking import fresh_client, fresh_run

LOGIN = {"KONNEKTIVE_LOGIN_ID": "a", "KONNEKTIVE_PASSWORD": "b"}
TEST_CARD = {"cardNumber": "0000 0000 0000 0000"}


@pytest.mark.parametrize("missing", LOGIN)
def test_either_credential_missing_means_no_live_access(missing: str) -> None:
    assert live_access({name: value for name, value in LOGIN.items() if name != missing}) is None


def test_the_base_url_is_the_vendors_unless_named() -> None:
    access, other = (
        live_access(LOGIN),
        live_access({**LOGIN, "KONNEKTIVE_BASE_URL": "https://api.checkoutchamp.com"}),
    )
    assert access and access.base_url == DEFAULT_URL
    assert other and other.base_url == "https://api.checkoutchamp.com"


@pytest.mark.parametrize(
    ("endpoint", "params", "sent"),
    [
        (IMPORT_CLICK, {}, True),
        (IMPORT_UPSALE, {"orderId": "A"}, True),
        (IMPORT_ORDER, {"paySource": "CREDITCARD", **TEST_CARD}, True),
        (IMPORT_ORDER, {"paySource": "CREDITCARD", "cardNumber": "4111111111111111"}, False),
        (IMPORT_ORDER, {"cardNumber": "4111111111111111"}, False),
        (IMPORT_ORDER, {"paySource": "PAYPAL"}, False),
        (IMPORT_ORDER, {"paySource": "ACCTONFILE"}, False),
        (CONFIRM_PAYPAL, {"token": "x", "payerId": "y"}, False),
        (IMPORT_UPSALE, {"orderId": "A", "cardNumber": "4111111111111111"}, False),
        (unknown("x/..//Order/Import/"), {"paySource": "PAYPAL"}, False),
        (unknown("order/%69mport"), {"paySource": "PAYPAL"}, False),
        (unknown("order/import/?paySource=PAYPAL"), {}, False),
        (unknown("order/preauth"), {"cardNumber": "4111111111111111"}, False),
        (unknown("lead/import"), {"paySource": "PAYPAL"}, True),
    ],
)
def test_what_may_take_real_money_is_held_back(
    endpoint: Endpoint, params: dict[str, str], sent: bool
) -> None:
    exchange = LiveClient(fresh_client()).call(endpoint, params)
    assert exchange.error.startswith("Not sent.") is not sent
    assert "4111111111111111" not in repr(exchange.params)
    unlocked = LiveClient(fresh_client(), any_card=True).call(endpoint, params)
    assert not unlocked.error


def test_the_credentials_are_not_shown() -> None:
    access = live_access({"KONNEKTIVE_LOGIN_ID": "a", "KONNEKTIVE_PASSWORD": "hunter2"})
    assert access
    assert "hunter2" not in repr(access) + repr(live_client(access))


def test_a_campaigns_name_is_what_has_to_be_typed() -> None:
    funnel = fresh_run().funnel
    assert confirmation(funnel) == "campaign 1"
    assert confirmation(msgspec.structs.replace(funnel, campaignName="Spring")) == "Spring"
