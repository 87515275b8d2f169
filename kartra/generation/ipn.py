"""A payment as the IPN reports it: a flat form, in either edition's keys."""

from __future__ import annotations

from typing import Any

from kartra.generation.dates import ipn_date
from kartra.generation.editions import Cents, Edition, written
from kartra.generation.payments import Payment
from kartra.generation.transactions import TRACKING_KEYS, facts
from kartra.ipn_fields import EMPTY, GDPR_KEYS, LEAD_KEYS
from kartra.transaction_fields import EARLIER_NAMES, SALE_FIELDS

PLACEHOLDER_SECRET = "your-ipn-secret"  # noqa: S105 - what a reader is meant to replace
"""Stands where Kartra echoes the notification's secret_key; set the real one where a shop checks it."""

_PRODUCT = ("product_name", "product_id", "product_price_point")
_PLAN = ("transaction_subscription_id", "transaction_internal_subscription_id")
_CARD = "transaction_last_4_card_digits"
_PERSON = tuple(f"lead_{key}" for key in LEAD_KEYS)
_LATER_ONLY = frozenset({field.name for field in SALE_FIELDS if field.edition == "later"})

_CANCELLATION = (
    "transaction_id", "transaction_date", "transaction_type", *_PLAN, _CARD, "original_id", *_PRODUCT,
)  # fmt: skip
_MONEY = (
    "transaction_id", "transaction_full_amount", "transaction_base_amount", "transaction_discount",
    "transaction_shipping", "transaction_tax", "transaction_date", "transaction_type",
    "transaction_parent_id", "transaction_affiliate", "transaction_jv", "transaction_quantity", *_PLAN,
    "transaction_subscription_pay_number", _CARD, "original_id", *_PRODUCT,
    "trial", "trial_amount", "trial_period", "payments_left",
)  # fmt: skip


def ipn_form(payment: Payment, edition: Edition) -> dict[str, str]:
    """The fields of the form, in the samples' order; what is empty reads N/A in the later edition."""
    known = {**facts(payment, edition), **_ipn_only(payment)}
    if payment.subscription is None:
        # One-time payments have no instalment and point to no first transaction (support article 15369004).
        known |= {"transaction_subscription_pay_number": "", "original_id": 0, **dict.fromkeys(_PLAN, "")}
    kind = _CANCELLATION if payment.type == "cancellation" else _MONEY
    names = (*kind, *_PERSON, "secret_key", *TRACKING_KEYS, *GDPR_KEYS)
    kept = [name for name in names if edition == "later" or name not in _LATER_ONLY]
    return {_name(name, edition): _text(name, known[name], edition) for name in kept}


def _ipn_only(payment: Payment) -> dict[str, Any]:
    person = payment.person
    consent = (2 if person.agrees else 3, ipn_date(person.joined_at), person.ip, int(person.agrees))
    return {
        "trial": int(payment.in_trial),
        "trial_amount": Cents(payment.price.trial_cents) if payment.in_trial else "",
        "trial_period": payment.price.trial_days if payment.in_trial else "",
        "secret_key": PLACEHOLDER_SECRET,
        **dict(zip(GDPR_KEYS, consent, strict=True)),
    }


def _name(name: str, edition: Edition) -> str:
    return EARLIER_NAMES.get(name, name) if edition == "2020" else name


_WITHOUT_ZERO = frozenset({"transaction_discount", "transaction_shipping", "transaction_tax"})


def _text(name: str, value: Any, edition: Edition) -> str:
    if value == "" or (name in _WITHOUT_ZERO and value == 0):
        return EMPTY if edition == "later" else ""
    # A form knows only text: either edition spells numbers the same way there.
    return str(written(value, "later"))
