"""A payment as the outbound API reports it: `transaction_details` in either generation of keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kartra.events import ACTION
from kartra.generation.dates import kartra_date
from kartra.generation.editions import Cents, Edition, all_written
from kartra.generation.payments import Payment
from kartra.transaction_fields import LATER_NAMES

TRACKING_KEYS = ("vendor_tracking_id_1", "vendor_tracking_id_2", "vendor_tracking_link")

ACTIONS_BY_TYPE: Mapping[str, str] = {
    "sale": "buy_product",
    "refund": "refund_product",
    "partial_refund": "partial_refund_product",
    "cancellation": "cancel_subscription",
}
"""Transaction type to outbound action; rebills, failures and chargebacks have none."""


def transaction_details(payment: Payment, edition: Edition) -> dict[str, Any]:
    """The documented keys of the payment's action, in the order the edition shows them."""
    fields = ACTION[ACTIONS_BY_TYPE[payment.type]].fields
    known = facts(payment, edition)
    if edition == "2020":
        names = [(one.name, LATER_NAMES.get(one.name, one.name)) for one in fields if one.edition == "both"]
        return all_written({name: known[source] for name, source in names}, edition)
    wanted = {LATER_NAMES.get(one.name, one.name) for one in fields if one.edition != "2020"}
    return all_written({name: value for name, value in known.items() if name in wanted}, edition)


def facts(payment: Payment, edition: Edition) -> dict[str, Any]:
    """Everything that either surface says of a payment, under the later names and in their order."""
    return {
        "transaction_id": payment.transaction_id,
        **_buyer(payment),
        "product_name": payment.product.name,
        "product_id": payment.product.id,
        "product_price_point": payment.price.ordinal,
        "transaction_quantity": 1,
        **_amounts(payment),
        **_place_in_plan(payment, edition),
        **_billing(payment),
        **dict(zip(TRACKING_KEYS, payment.tracking, strict=True)),
        "trial_payment": int(payment.in_trial),
        "trial_period": payment.price.trial_days if payment.in_trial else 0,
        "rebill_circle": payment.days_to_next,
        "payments_left": payment.payments_left,
        **_shipping(payment),
        "payment_processor_type": payment.processor,
    }


def _buyer(payment: Payment) -> dict[str, Any]:
    person = payment.person
    return {
        "lead_first_name": person.first_name,
        "lead_last_name": person.last_name,
        "lead_email": person.email,
        "lead_username": person.username,
        "lead_id": person.id,
    }


def _amounts(payment: Payment) -> dict[str, Any]:
    return {
        "transaction_full_amount": Cents(payment.full_cents),
        "transaction_base_amount": Cents(payment.base_cents),
        "transaction_discount": Cents(payment.discount_cents),
        "transaction_tax": Cents(payment.tax_cents),
        "transaction_shipping": Cents(payment.shipping_cents),
        "transaction_affiliate": payment.affiliate,
        "transaction_jv": "",
    }


def _place_in_plan(payment: Payment, edition: Edition) -> dict[str, Any]:
    plan = payment.subscription
    return {
        "transaction_date": kartra_date(payment.at),
        "transaction_type": payment.type,
        "transaction_parent_id": payment.parent_id,
        # An integer in the documentation of 2020, the processor's own text later.
        "transaction_subscription_id": (plan.number if edition == "2020" else plan.id) if plan else 0,
        "transaction_internal_subscription_id": plan.number if plan else 0,
        "transaction_subscription_pay_number": payment.pay_number,
        "transaction_last_4_card_digits": payment.last_4,
        "original_id": payment.original_id,
    }


def _billing(payment: Payment) -> dict[str, Any]:
    person = payment.person
    return {
        "lead_country": person.country.name,
        "lead_country_code_2": person.country.code_2,
        "lead_country_code_3": person.country.code_3,
        "lead_ip": person.ip,
        "lead_state": person.city.state,
        "lead_phone_country_code": person.country.dial,
        "lead_phone_number": person.phone,
        "lead_address": person.address,
        "lead_city": person.city.name,
        "lead_zip": person.city.zip,
    }


def _shipping(payment: Payment) -> dict[str, Any]:
    person = payment.person
    values = (person.first_name, person.last_name, person.address, person.city.name, person.city.zip,
              person.country.name, person.city.state)  # fmt: skip
    names = ("first_name", "last_name", "address", "city", "zip", "country", "state")
    sent = payment.product.shipping_cents > 0
    return {f"shipping_{name}": value if sent else "" for name, value in zip(names, values, strict=True)}
