"""Which field of a transaction, in either generation of names and in the IPN, becomes which column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kartra.ipn_fields import GDPR_KEYS
from kartra.tables.column import Builder, cents, identifiers, integers, texts


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """One column: its name, how its values are read, and the fields it is taken from, preferred first."""

    name: str
    builder: Builder
    fields: tuple[str, ...]


def _column(name: str, builder: Builder, *fields: str) -> TypedColumn:
    return TypedColumn(name, builder, fields)


_SHIPPING: Final = ("first_name", "last_name", "address", "city", "zip", "country", "state")
_BILLING: Final = ("country", "state", "phone_country_code", "phone_number", "address", "city", "zip")

COLUMNS: Final = (
    _column("transaction_id", identifiers, "transaction_id"),
    _column("transaction_type", texts, "transaction_type"),
    _column("transaction_date", texts, "transaction_date"),
    _column("product_id", identifiers, "product_id"),
    _column("product_name", texts, "product_name"),
    _column("price_point", integers, "product_price_point"),
    _column("quantity", integers, "transaction_quantity"),
    _column("amount_cents", cents, "transaction_full_amount"),
    _column("base_cents", cents, "transaction_base_amount"),
    _column("discount_cents", cents, "transaction_discount"),
    _column("tax_cents", cents, "transaction_tax"),
    _column("shipping_cents", cents, "transaction_shipping"),
    _column("original_id", identifiers, "original_id"),
    _column("parent_id", identifiers, "transaction_parent_id"),
    _column("subscription_id", identifiers, "transaction_subscription_id"),
    _column("internal_subscription_id", identifiers, "transaction_internal_subscription_id"),
    _column("pay_number", integers, "transaction_subscription_pay_number"),
    _column("payments_left", integers, "payments_left"),
    _column("rebill_days", integers, "rebill_circle"),
    _column("trial", integers, "trial_payment", "trial"),
    _column("trial_days", integers, "trial_period"),
    _column("trial_cents", cents, "trial_amount"),
    _column("processor", texts, "payment_processor_type"),
    _column("last_4_card_digits", texts, "transaction_last_4_card_digits"),
    _column("affiliate", texts, "transaction_affiliate"),
    _column("jv", texts, "transaction_jv"),
    _column("tracking_1", texts, "vendor_tracking_id_1"),
    _column("tracking_2", texts, "vendor_tracking_id_2"),
    _column("tracking_link", texts, "vendor_tracking_link"),
    _column("lead_id", identifiers, "lead_id", "buyer_id"),
    _column("lead_email", texts, "lead_email", "buyer_email"),
    _column("lead_first_name", texts, "lead_first_name", "buyer_first_name"),
    _column("lead_last_name", texts, "lead_last_name", "buyer_last_name"),
    _column("lead_username", texts, "lead_username", "buyer_username"),
    *(_column(f"billing_{name}", texts, f"lead_{name}", f"buyer_billing_{name}") for name in _BILLING),
    _column("billing_country_code_2", texts, "lead_country_code_2"),
    _column("billing_country_code_3", texts, "lead_country_code_3"),
    _column("billing_ip", texts, "lead_ip"),
    *(_column(f"shipping_{name}", texts, f"shipping_{name}") for name in _SHIPPING),
    *(_column(name, texts, name) for name in GDPR_KEYS),
)

KNOWN: Final = frozenset(field for column in COLUMNS for field in column.fields)
