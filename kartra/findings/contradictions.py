"""Findings about parts of one event that do not agree with one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kartra import identity
from kartra.event import Event, Finding
from kartra.findings.catalogue import details_path
from kartra.money import amount
from kartra.transaction_kind import RETURNING

_Rule = Callable[[Event, str], Finding | None]
_MONEY_KEYS: Final = ("transaction_full_amount", "transaction_base_amount")


def contradictions(event: Event) -> Iterator[Finding]:
    """Report what one part of the event says and another denies."""
    yield from _deleted(event)
    yield from warnings(event)
    yield from _of_money(event, _REMARKS)


def warnings(event: Event) -> Iterator[Finding]:
    """Those of the contradictions that are more than a remark."""
    yield from _of_money(event, _WARNINGS)


def _of_money(event: Event, rules: tuple[_Rule, ...]) -> Iterator[Finding]:
    if event.details_key == "transaction_details" or event.surface == "ipn":
        kind = _kind(event)
        for rule in rules:
            found = rule(event, kind)
            if found is not None:
                yield found


def _told(event: Event, key: str) -> str:
    return identity.text(event.details.get(key))


def _found(event: Event, key: str, message: str) -> Finding:
    return Finding("contradiction", details_path(event) + key, "warn", message)


def _kind(event: Event) -> str:
    return _told(event, "transaction_type").casefold()


def _deleted(event: Event) -> Iterator[Finding]:
    date = identity.text(event.lead.get("lead_deleted_date"))
    if date and not date.startswith("0000") and str(event.lead.get("lead_deleted")) == "0":
        message = "lead_deleted is 0 and yet there is a date of deletion; the 2020 sample shows the same."
        yield Finding("contradiction", "lead.lead_deleted_date", "info", message)


def _parentless_refund(event: Event, kind: str) -> Finding | None:
    if kind in RETURNING and not identity.identifier(event.details.get("transaction_parent_id")):
        return _found(event, "transaction_parent_id", f"A {kind} should name the order that it reverses.")
    return None


def _sale_with_parent(event: Event, kind: str) -> Finding | None:
    parent = identity.identifier(event.details.get("transaction_parent_id"))
    if kind == "sale" and parent:
        return _found(
            event, "transaction_parent_id", f"A sale has no parent order, this one names {parent[:40]}."
        )
    return None


def _free_sale(event: Event, kind: str) -> Finding | None:
    told = event.details.get("transaction_full_amount")
    if kind in ("sale", "rebill") and "transaction_full_amount" in event.details and told in ("", None):
        return _found(
            event, "transaction_full_amount", "A sale without an amount: it adds nothing to revenue."
        )
    return None


def _money_on_cancellation(event: Event, kind: str) -> Finding | None:
    if kind != "cancellation":
        return None
    key = next((key for key in _MONEY_KEYS if amount(event.details.get(key)).cents), None)
    if key:
        return _found(event, key, "A cancellation carries no money; this one names an amount.")
    return None


def _other_buyer(event: Event, kind: str) -> Finding | None:
    lead = identity.address(event.lead.get("email"))
    for key in ("buyer_email", "lead_email"):
        buyer = identity.address(event.details.get(key))
        if buyer and lead and buyer != lead:
            path = details_path(event) + key
            message = "The buyer's address is not the lead's: it is kept as it was at the time of purchase."
            return Finding("other-buyer", path, "info", message)
    return None


def _bad_sum(event: Event, kind: str) -> Finding | None:
    keys = ("full_amount", "base_amount", "discount", "tax", "shipping")
    cents = [amount(event.details.get(f"transaction_{key}")).cents for key in keys]
    if event.details.get("trial_payment") in ("1", 1) or kind != "sale" or None in cents[:2]:
        return None
    full, base, discount, tax, shipping = (value or 0 for value in cents)
    if base and full not in (base - discount + tax + shipping, base + tax + shipping):
        message = "The amount paid is not base minus discount plus tax and shipping."
        return Finding("amounts-differ", details_path(event) + "transaction_full_amount", "info", message)
    return None


_WARNINGS: Final[tuple[_Rule, ...]] = (
    _parentless_refund,
    _sale_with_parent,
    _free_sale,
    _money_on_cancellation,
)
_REMARKS: Final[tuple[_Rule, ...]] = (_other_buyer, _bad_sum)
