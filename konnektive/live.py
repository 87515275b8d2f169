"""The real CRM, behind a guard: credentials from outside, a typed name, the test card unless unlocked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Protocol
from urllib.parse import unquote

import requests

from konnektive.buyer import Card
from konnektive.client import Client, address
from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_ORDER, Endpoint
from konnektive.exchange import Exchange
from konnektive.funnel import Funnel
from privacy import redacted_params, redacted_url

DEFAULT_URL = "https://api.konnektive.com"

WARNING = (
    "Orders on the vendor's test card reach no fulfilment house. Any other card is real, and orders that a "
    "dummy gateway approves are shipped: real goods leave the warehouse."
)


class Calls(Protocol):
    """Whatever a walk can send its calls through."""

    @property
    def base_url(self) -> str:
        """Where they go."""
        ...

    def call(self, endpoint: Endpoint, params: Mapping[str, str]) -> Exchange:
        """Send, and return what happened."""
        ...


@dataclass(frozen=True, slots=True)
class LiveAccess:
    """Where the CRM is and who calls it."""

    base_url: str
    login_id: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LiveClient:
    """A client that holds back what could charge somebody's card by accident."""

    client: Client
    any_card: bool = False
    """Unlocked: cards other than the vendor's test card, and other ways to pay, are let through."""

    @property
    def base_url(self) -> str:
        """The CRM's."""
        return self.client.base_url

    def call(self, endpoint: Endpoint, params: Mapping[str, str]) -> Exchange:
        """The call's exchange; one that was held back failed without having been sent."""
        reason = "" if self.any_card else held_back(endpoint, params)
        if not reason:
            return self.client.call(endpoint, params)
        url = redacted_url(address(self.client.base_url, endpoint))
        sent_at = time.time_ns() // 1_000_000
        return Exchange(endpoint, url, redacted_params(params), sent_at, 0.0, error=f"Not sent. {reason}")


def live_access(settings: Mapping[str, str]) -> LiveAccess | None:
    """The access that the environment or a secrets file names; none when either credential is missing."""
    login_id, password = settings.get("KONNEKTIVE_LOGIN_ID", ""), settings.get("KONNEKTIVE_PASSWORD", "")
    if not (login_id and password):
        return None
    return LiveAccess(settings.get("KONNEKTIVE_BASE_URL") or DEFAULT_URL, login_id, password)


def live_client(access: LiveAccess, *, any_card: bool = False) -> LiveClient:
    """A guarded client; unlike the sandbox's it follows the machine's proxy settings."""
    return LiveClient(Client(access.base_url, access.login_id, access.password, requests.Session()), any_card)


def confirmation(funnel: Funnel) -> str:
    """What has to be typed before a funnel is walked live."""
    return funnel.campaignName or f"campaign {funnel.campaignId}"


def held_back(endpoint: Endpoint, params: Mapping[str, str]) -> str:
    """Why a call must not be sent live while the guard is on; empty when it may."""
    path = _meant(endpoint.path)
    if "?" in path:
        return "Its path carries parameters of its own. Unlock other cards to send it."
    if path == _meant(CONFIRM_PAYPAL.path):
        return "Confirm PayPal takes real money: PayPal has no test card. Unlock other payments to send it."
    if path == _meant(IMPORT_ORDER.path) and params.get("paySource", "CREDITCARD") != "CREDITCARD":
        return f"paySource {params['paySource']} takes real money. Unlock other payments to send it."
    if params.get("cardNumber") and not Card(params["cardNumber"]).is_test_card:
        return "This is not the vendor's test card. Unlock other cards to send it."
    return ""


def _meant(path: str) -> str:
    """The path as a server may read it: a funnel's own spelling must not get around the guard."""
    return normpath("/" + unquote(path)).strip("/").casefold()
