"""Two surfaces tell of one payment: what is changed on the outbound API is changed on the IPN as well."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from kartra.generation.callback import Callback
from kartra.generation.payments import Payment
from kartra.ipn_fields import EMPTY, PERSON_KEYS

Payload = Mapping[str, Any]


def agreed(before: Sequence[Callback], after: Sequence[Callback]) -> tuple[Callback, ...]:
    """The edited callbacks (`after`, one for each of `before`), each IPN agreeing with its outbound event.

    A field of the IPN that was edited itself stays as it is.
    """
    changes: dict[tuple[int, str], dict[str, Any]] = {}
    for old, new in zip(before, after, strict=True):
        if old.payment and old.surface == "outbound" and old.payload is not new.payload:
            changes.setdefault(_identity(old.payment), {}).update(told_otherwise(old.payload, new.payload))
    return tuple(
        _agreeing(old, new, changes.get(_identity(old.payment), {})) if old.payment else new
        for old, new in zip(before, after, strict=True)
    )


def told_otherwise(before: Payload, after: Payload) -> dict[str, Any]:
    """What differs in two outbound payloads of one payment, under the IPN's names."""
    old, new = _details(before), _details(after)
    changed = {name: value for name, value in new.items() if name not in old or old[name] != value}
    old_lead, new_lead = before.get("lead"), after.get("lead")
    if isinstance(old_lead, Mapping) and isinstance(new_lead, Mapping):
        for flat, key in PERSON_KEYS.items():
            # The details say it first: they are about the buyer.
            if flat not in new and key in new_lead and new_lead[key] != old_lead.get(key):
                changed[flat] = new_lead[key]
    return changed


def overlaid(form: Payload, changes: Mapping[str, Any]) -> dict[str, str]:
    """The form, saying these where it has the field."""
    empty = EMPTY if EMPTY in form.values() else ""
    said = {name: _text(value) or empty for name, value in changes.items() if name in form}
    return {**form, **said}


def as_told(payment: Payment, payload: Payload) -> Payment:
    """The payment with the number and the amounts that its payload says, for what follows from it."""
    told = _details(payload) if "action_details" in payload else payload
    number = _whole(told.get("transaction_id"), payment.transaction_id)
    own = payment.original_id == payment.transaction_id
    if payment.type == "cancellation":
        return replace(payment, transaction_id=number)
    parts = replace(
        payment,
        transaction_id=number,
        original_id=number if own else payment.original_id,
        base_cents=_cents(told.get("transaction_base_amount"), payment.base_cents),
        discount_cents=_cents(told.get("transaction_discount"), payment.discount_cents),
        tax_cents=_cents(told.get("transaction_tax"), payment.tax_cents),
        shipping_cents=_cents(told.get("transaction_shipping"), payment.shipping_cents),
    )
    # What changed hands is what was told, whatever the parts add up to.
    full = _cents(told.get("transaction_full_amount"), parts.full_cents)
    return replace(parts, base_cents=parts.base_cents + full - parts.full_cents)


def _agreeing(before: Callback, after: Callback, changes: Mapping[str, Any]) -> Callback:
    if after.surface != "ipn" or not changes:
        return after
    untouched = {
        name: value for name, value in changes.items() if after.payload.get(name) == before.payload.get(name)
    }
    return replace(after, payload=overlaid(after.payload, untouched))


def _identity(payment: Payment) -> tuple[int, str]:
    return payment.transaction_id, payment.type


def _details(payload: Payload) -> Payload:
    details = payload.get("action_details")
    told = details.get("transaction_details") if isinstance(details, Mapping) else None
    return told if isinstance(told, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _cents(value: Any, otherwise: int) -> int:
    try:
        amount = float(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return round(amount * 100) if math.isfinite(amount) and abs(amount) < 1e15 else otherwise


def _whole(value: Any, otherwise: int) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else otherwise
