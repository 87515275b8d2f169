"""The fields of transaction_details: sale, refund, cancellation, in both generations of key names."""

from __future__ import annotations

from typing import Final

from kartra.field import Field, integer, moment, money, string

LATER_NAMES: Final[dict[str, str]] = {
    "buyer_first_name": "lead_first_name",
    "buyer_last_name": "lead_last_name",
    "buyer_email": "lead_email",
    "buyer_username": "lead_username",
    "buyer_id": "lead_id",
    "buyer_billing_country": "lead_country",
    "buyer_billing_state": "lead_state",
    "buyer_billing_phone_country_code": "lead_phone_country_code",
    "buyer_billing_phone_number": "lead_phone_number",
    "buyer_billing_address": "lead_address",
    "buyer_billing_city": "lead_city",
    "buyer_billing_zip": "lead_zip",
}
"""2020 key -> key of the later edition (support article 15391960); events of both are in circulation."""

EARLIER_NAMES: Final[dict[str, str]] = {later: earlier for earlier, later in LATER_NAMES.items()}

PROCESSORS: Final = ("PayPal", "Braintree", "Stripe", "Authorize.net", "Square")

ENDLESS: Final = 9999
"""payments_left of a plan that runs until the customer cancels; it shows on a first sale."""

_BUYER: Final = (
    integer("transaction_id", "Kartra's order id of this event"),
    string("buyer_first_name"),
    string("buyer_last_name"),
    string("buyer_email", "can differ from lead.email: it is the address at the time of purchase"),
    string("buyer_username"),
    integer("buyer_id", "the buyer's lead id"),
    string("product_name"),
    integer("product_id"),
    integer("product_price_point", "the ordinal of the price point within the product, not an id"),
)

_AMOUNTS: Final = (
    money("transaction_full_amount", "what was paid in this transaction"),
    money("transaction_base_amount", "the base price; with a trial, that of the initial transaction"),
    money("transaction_discount", "coupon discount"),
    money("transaction_tax", "sales tax or VAT"),
    money("transaction_shipping", "shipping cost"),
    string("transaction_affiliate", "the affiliate's username, empty if none"),
    string("transaction_jv", "the JV broker's username, empty if none"),
)

_DATE: Final = moment("transaction_date", "no time zone here; other Kartra pages say EST")
_SUBSCRIPTION: Final = Field("transaction_subscription_id", "string", "0 or empty when nothing recurs")
_ORIGINAL: Final = integer("original_id", "order id of the subscription's first transaction")
_PARENT: Final = (
    integer("transaction_parent_id", "0 on a sale; on a refund the order id being reversed"),
    _SUBSCRIPTION,
    integer("transaction_subscription_pay_number", "the ordinal of the instalment; 1 on a first sale"),
    _ORIGINAL,
)

_BILLING: Final = (
    string("buyer_billing_country"),
    string("buyer_billing_state"),
    string("buyer_billing_phone_country_code"),
    string("buyer_billing_phone_number"),
    string("buyer_billing_address"),
    string("buyer_billing_city"),
    string("buyer_billing_zip"),
)

_TRACKING: Final = (
    string("vendor_tracking_id_1"),
    string("vendor_tracking_id_2"),
    string("vendor_tracking_link", "the name of the tracking link the sale came through"),
)

_PLAN: Final = (
    integer("trial_payment", "1 when a trial is on", "0", "1"),
    integer("trial_period", "the trial's days"),
    integer("rebill_circle", "days until the next payment"),
    integer("payments_left", "remaining payments; 9999 stands for a plan without an end"),
)

_SHIPPING: Final = (
    string("shipping_first_name"),
    string("shipping_last_name"),
    string("shipping_address"),
    string("shipping_city"),
    string("shipping_zip"),
    string("shipping_country"),
    string("shipping_state"),
)

_PROCESSOR: Final = string("payment_processor_type", "the payment processor", *PROCESSORS)

_LATER: Final = (
    integer("transaction_quantity", edition="later"),
    integer("transaction_internal_subscription_id", edition="later"),
    string("transaction_last_4_card_digits", edition="later"),
    string("lead_country_code_2", edition="later"),
    string("lead_country_code_3", edition="later"),
    string("lead_ip", edition="later"),
)


def _kind(*values: str) -> Field:
    return Field("transaction_type", "enum", "the kind of transaction", values)


SALE_FIELDS: Final[tuple[Field, ...]] = (
    *_BUYER, *_AMOUNTS, _DATE, _kind("sale"), *_PARENT, *_BILLING, *_TRACKING, *_PLAN, *_SHIPPING,
    _PROCESSOR, *_LATER,
)  # fmt: skip

REFUND_FIELDS: Final[tuple[Field, ...]] = (
    *_BUYER, *_AMOUNTS, _DATE, _kind("refund", "partial_refund"), *_PARENT, *_BILLING, *_TRACKING, *_SHIPPING,
    _PROCESSOR, *_LATER,
)  # fmt: skip

CANCELLATION_FIELDS: Final[tuple[Field, ...]] = (
    *_BUYER, _DATE, _kind("cancellation"), _SUBSCRIPTION, _ORIGINAL, *_BILLING, _PROCESSOR, *_LATER,
)  # fmt: skip
"""A cancellation carries no money, no affiliate and no tracking."""
