"""Breaking what calls carry on purpose, and what each break costs a business in production."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Literal

Break = Literal["leave out", "stale", "garble"]
BREAKS: tuple[Break, ...] = ("leave out", "stale", "garble")

MEANING: Mapping[Break, str] = {
    "leave out": "Sent without it.",
    "stale": "Sent with a well-formed one of another visit.",
    "garble": "Sent with its last characters damaged.",
}

DONE: Mapping[Break, str] = {"leave out": "left out", "stale": "of another visit", "garble": "garbled"}
"""The break as something that was done."""

_COSTS: Mapping[tuple[str, str], str] = {
    (
        "landers/clicks/import",
        "sessionId",
    ): "The click opens a second session: the visit falls apart in reports, and the "
    "affiliate gets no credit for what follows.",
    (
        "leads/import",
        "sessionId",
    ): "The partial is tied to no visit: no affiliate credit, no UTM codes, no device.",
    (
        "leads/import",
        "orderId",
    ): "Every repeat makes another partial: the same person is counted, mailed and called "
    "more than once, and the conversion rate sinks.",
    (
        "order/import",
        "sessionId",
    ): "The sale is tied to no visit: the affiliate is not credited and the campaign that "
    "sold it looks as if it had not.",
    (
        "order/import",
        "orderId",
    ): "The partial never converts: abandonment mail goes to a buyer who has paid, and the "
    "conversion rate counts the same person twice.",
    ("transactions/confirmPaypal", "sessionId"): "The PayPal sale is tied to no visit: no affiliate credit.",
    (
        "transactions/confirmPaypal",
        "orderId",
    ): "PayPal's approval finds no order: the buyer approved and nothing is sold.",
    ("upsale/import", "sessionId"): "The upsell is tied to no visit: its take rate cannot be told by source.",
    (
        "upsale/import",
        "orderId",
    ): "There is no card to charge: the upsell is lost although the buyer said yes.",
    (
        "order/confirm",
        "orderId",
    ): "No confirmation mail goes out now; the buyer waits about 30 minutes for it, and asks.",
}


def broken_params(params: Mapping[str, str], breaks: Mapping[str, Break], seed: int) -> dict[str, str]:
    """The parameters with the chosen ids left out, swapped or damaged; ids that are not sent stay so."""
    changed = dict(params)
    for name, how in breaks.items():
        if name not in changed:
            continue
        if how == "leave out":
            del changed[name]
        else:
            changed[name] = _stale(changed[name], seed) if how == "stale" else _garbled(changed[name])
    return changed


def cost(path: str, name: str) -> str:
    """What this call costs in production when it carries no right value of that name."""
    return _COSTS.get((path, name), "")


def _stale(value: str, seed: int) -> str:
    chance = Random(f"{seed}:{value}")  # noqa: S311 - a repeatable wrong id, not a secret
    other = "".join(chance.choice("0123456789abcdef") for _ in value)
    return other.upper() if value.isupper() else other


def _garbled(value: str) -> str:
    return value[:-3] + "~x~"
