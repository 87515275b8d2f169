"""The IPN, Kartra's other surface: a flat form post about one transaction, with N/A for empty."""

from __future__ import annotations

from typing import Final

from kartra.transaction_fields import EARLIER_NAMES

EMPTY: Final = "N/A"
DISCRIMINATOR: Final = "transaction_type"

TRANSACTION_TYPES: Final = (
    "sale",
    "rebill",
    "refund",
    "partial_refund",
    "chargeback",
    "failed",
    "cancellation",
)

LEAD_KEYS: Final = (
    "id",
    "first_name",
    "last_name",
    "email",
    "username",
    "phone_country_code",
    "phone_number",
    "address",
    "city",
    "zip",
    "state",
    "country",
    "country_code_2",
    "country_code_3",
    "ip",
)
"""Keys of the person, after lead_ (later edition) or buyer_ and buyer_billing_ (2020)."""

GDPR_KEYS: Final = (
    "gdpr_lead_status",
    "gdpr_lead_status_date",
    "gdpr_lead_status_ip",
    "gdpr_lead_communications",
)

PERSON_KEYS: Final[dict[str, str]] = {
    **{f"lead_{key}": key for key in LEAD_KEYS},
    **{earlier: later.removeprefix("lead_") for later, earlier in EARLIER_NAMES.items()},
    **{key: key for key in GDPR_KEYS},
}
"""Flat key -> key of the lead object that an outbound event would carry."""

TRANSACTION_KEYS: Final = (
    "transaction_id",
    "transaction_full_amount",
    "transaction_base_amount",
    "transaction_discount",
    "transaction_shipping",
    "transaction_tax",
    "transaction_date",
    "transaction_type",
    "transaction_parent_id",
    "transaction_affiliate",
    "transaction_jv",
    "transaction_quantity",
    "transaction_subscription_id",
    "transaction_internal_subscription_id",
    "transaction_subscription_pay_number",
    "transaction_last_4_card_digits",
    "original_id",
    "product_name",
    "product_id",
    "product_price_point",
    "trial",
    "trial_amount",
    "trial_payment",
    "trial_period",
    "rebill_circle",
    "payments_left",
    "payment_processor_type",
    "secret_key",
    "vendor_tracking_id_1",
    "vendor_tracking_id_2",
    "vendor_tracking_link",
    "shipping_first_name",
    "shipping_last_name",
    "shipping_address",
    "shipping_city",
    "shipping_zip",
    "shipping_country",
    "shipping_state",
)

IPN_KEYS: Final = frozenset((*PERSON_KEYS, *TRANSACTION_KEYS))
