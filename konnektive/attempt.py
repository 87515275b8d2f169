"""One call fired at one step of a walk, and what it leaves for the steps after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from konnektive.audit import Finding
from konnektive.audit.call import Call
from konnektive.breaks import Break
from konnektive.exchange import Exchange
from konnektive.landing import query_of

Mark = Literal["waiting", "accepted", "refused", "redirect", "failed", "skipped"]
"""How a step stands."""

DEMO_PAYER = "DEMOPAYER1234"
"""Stands for the PayerID that PayPal appends to the return address; the sandbox takes any."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call fired at one step, whatever came of it."""

    step: int
    exchange: Exchange
    broken: tuple[tuple[str, Break], ...] = ()
    """Which ids were broken on purpose, and how."""
    findings: tuple[Finding, ...] = ()
    """What the audit's rules held against it before it was sent."""
    call: Call | None = None
    """As the audit reads it; none where the path is not one of the CRM's."""


def approval_token(exchange: Exchange) -> str:
    """What the page that the buyer is sent to knows them by; empty where nobody is sent on."""
    return token_in(exchange.next_url)


def token_in(url: str) -> str:
    """The token in the address that the buyer is sent to; empty where there is none."""
    query = parse_qs(query_of(url))
    return (query.get("token") or query.get("ba_token") or [""])[0]


def paypal_return(exchange: Exchange) -> dict[str, str]:
    """What PayPal would append to the return address once the buyer approved."""
    token = approval_token(exchange) if exchange.outcome == "accepted" else ""
    return {"token": token, "payerId": DEMO_PAYER} if token else {}
