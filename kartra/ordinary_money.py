"""The transaction row of an ordinary event about money, straight from its documented types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from kartra import identity
from kartra.glance import DATE, Glance
from kartra.moment import moment
from kartra.transaction_kind import EARNING, KINDS, RETURNING, kind_of
from store import TxnRow

_AMOUNTS: Final = tuple(
    f"transaction_{name}" for name in ("full_amount", "base_amount", "discount", "tax", "shipping")
)
_NUMBERS: Final = (
    "product_price_point", "transaction_subscription_pay_number", "payments_left", "rebill_circle",
    "trial_payment", "trial_period", "transaction_quantity",
)  # fmt: skip
_MOST: Final = 1e9
"""An amount beyond it may lose a cent as a float."""
_LARGEST: Final = 10**18


def money_row(seen: Glance) -> TxnRow | None:
    """The row; None when something about the transaction takes a closer look."""
    told = seen.details
    kind, date = _kind(told.transaction_type or "", seen.action), told.transaction_date or ""
    ts = moment(date).ms if DATE.fullmatch(date) else None
    if not kind or ts is None or not _agrees(told, kind):
        return None
    numbers = [_number(getattr(told, name, None)) for name in _NUMBERS]
    amounts = [getattr(told, name, None) for name in _AMOUNTS]
    if not all(map(_is_exact, amounts)) or any(n is not None and abs(n) >= _LARGEST for n in numbers):
        return None
    return _row(seen, kind, ts, _cents(amounts[0]), numbers)


def _row(seen: Glance, kind: str, ts: int, cents: int | None, numbers: list[int | None]) -> TxnRow | None:
    if cents is not None and cents < 0 and kind not in RETURNING:
        return None
    told = seen.details
    lead_id, lead_email = _buyer(told, seen.lead)
    price_point, pay_number, payments_left, rebill_days, trial, trial_days, _ = numbers
    return TxnRow(
        transaction_id=_id(told, "transaction_id"),
        kind=kind,
        ts=ts,
        product_id=_id(told, "product_id"),
        product_name=_text(told, "product_name"),
        price_point="" if price_point is None else str(price_point),
        amount_cents=None if cents is None else abs(cents),
        original_id=_id(told, "original_id"),
        parent_id=_id(told, "transaction_parent_id"),
        subscription_id=_id(told, "transaction_subscription_id"),
        internal_subscription_id=_id(told, "transaction_internal_subscription_id"),
        pay_number=pay_number,
        payments_left=payments_left,
        rebill_days=rebill_days,
        trial=int(bool(trial)),
        trial_days=trial_days,
        processor=_text(told, "payment_processor_type"),
        affiliate_id=_text(told, "transaction_affiliate"),
        tracking_1=_text(told, "vendor_tracking_id_1"),
        tracking_2=_text(told, "vendor_tracking_id_2"),
        lead_id=lead_id,
        lead_email=lead_email,
    )


@lru_cache(maxsize=256)
def _kind(told: str, action: str) -> str:
    """The kind where type and action are of one mind and in the vendor's spelling; empty otherwise."""
    read = kind_of(told, action)
    return told if not read.note and told == read.kind and told in KINDS else ""


def _agrees(told: Any, kind: str) -> bool:
    """Whether no rule about contradictions has anything to say."""
    parent = _id(told, "transaction_parent_id")
    if kind in RETURNING:
        return bool(parent)
    if kind == "sale" and parent:
        return False
    return kind not in EARNING or told.transaction_full_amount not in ("", None)


def _is_exact(amount: Any) -> bool:
    """Whether an amount is one of whole cents, or none."""
    if type(amount) is not float:
        return True
    return -_MOST < amount < _MOST and abs(amount * 100 - round(amount * 100)) < 1e-4


def _cents(amount: Any) -> int | None:
    return round(amount * 100) if type(amount) is float else None


def _number(value: Any) -> int | None:
    return value if type(value) is int else None


def _id(told: Any, name: str) -> str:
    value = getattr(told, name, None)
    if type(value) is int:
        return str(value) if value else ""
    return identity.stored(identity.identifier(value)) if value else ""


def _text(told: Any, name: str) -> str:
    value = getattr(told, name, None)
    return identity.stored(value) if value else ""


def _buyer(told: Any, lead: Any) -> tuple[str, str]:
    """Id and address of the buyer as at the time of purchase; the lead's where the transaction has none."""
    prefix = "lead" if hasattr(told, "lead_id") else "buyer"
    id_, email = _id(told, f"{prefix}_id"), _text(told, f"{prefix}_email")
    return id_ or _id(lead, "id"), email or _text(lead, "email")
