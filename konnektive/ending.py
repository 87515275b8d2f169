"""How a walk ended, as the charts count it and as a sentence."""

from __future__ import annotations

from typing import Literal

from konnektive.attempt import Attempt
from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_ORDER
from konnektive.exchange import Exchange
from konnektive.run import Run

Ending = Literal["sold", "declined", "paypal_unconfirmed", "lead", "abandoned"]

SENTENCES: dict[Ending, str] = {
    "sold": "Sold",
    "declined": "Declined: the card was not accepted",
    "paypal_unconfirmed": "Not paid: the buyer was sent on to pay, and no confirmation followed",
    "lead": "A lead: the partial was not turned into an order",
    "abandoned": "Abandoned before anything was known about the visitor",
}

SELLING = (IMPORT_ORDER.path, CONFIRM_PAYPAL.path)
"""The calls that can make the sale."""


def ending(run: Run) -> Ending:
    """The best that the walk reached; a sale is not undone by what follows."""
    exchanges = [one.exchange for one in run.attempts]
    selling = [one for one in exchanges if one.endpoint.path in SELLING]
    if any(one.is_paid for one in selling) or _finished_elsewhere(run) or _came_back_paid(exchanges):
        return "sold"
    if any(one.redirect_url for one in selling):
        return "paypal_unconfirmed"
    if any(one.outcome == "refused" and "Declined" in str(one.message) for one in selling):
        return "declined"
    return "lead" if any(_is_lead(one) for one in exchanges) else "abandoned"


def outcome(run: Run) -> str:
    """The ending in a sentence, with what was sold and what was not accepted."""
    ended, taken = ending(run), upsells(run)
    sentence = SENTENCES[ended]
    if ended == "sold":
        order = run.carried.get("orderId", "")
        sentence += f" as order {order}" if order else ""
        sentence += f", with {taken} upsell{'s' if taken > 1 else ''}" if taken else ""
    refused = sum(run.mark(step.index) in ("refused", "failed") for step in run.steps)
    return f"{sentence}. {refused} of {len(run.steps)} steps not accepted." if refused else f"{sentence}."


def upsells(run: Run) -> int:
    """How many upsales were accepted."""
    return sum(
        one.exchange.endpoint.path == "upsale/import" and one.exchange.outcome == "accepted"
        for one in run.attempts
    )


def told(attempt: Attempt, run: Run) -> str:
    """One attempt as one line of text."""
    step, exchange = run.steps[attempt.step], attempt.exchange
    minted = "  ".join(f"{name} {value}" for name, value in exchange.minted.items())
    said = exchange.reason or minted
    mark = {"accepted": "ok", "redirect": "->"}.get(exchange.outcome, exchange.outcome)
    call = f"{step.page.title:<10} {exchange.endpoint.name:<15}"
    return f"{call} {mark:<8} {exchange.elapsed_ms:7.1f} ms  {said}".rstrip()


def _is_lead(exchange: Exchange) -> bool:
    return exchange.endpoint.path == "leads/import" and exchange.outcome == "accepted"


def _finished_elsewhere(run: Run) -> bool:
    """Whether a buyer approved an order that the CRM then finished by itself (MERC_REDIRECT)."""
    return any(approved and run.mark(index) == "redirect" for index, approved in run.returned.items())


def _came_back_paid(exchanges: list[Exchange]) -> bool:
    """Whether an upsale after a MERC_REDIRECT was accepted: the order was finished out of our sight."""
    redirected = False
    for one in exchanges:
        redirected |= one.endpoint.path == "order/import" and one.outcome == "redirect"
        if redirected and one.endpoint.path == "upsale/import" and one.outcome == "accepted":
            return True
    return False
