"""The cards of one event: the person, the money, and whatever else it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st
from plain import plain

from kartra import identity
from kartra.event import Event
from kartra.events import ACTION
from kartra.lead import Lead
from kartra.money import money_text
from kartra.transaction import Transaction

PERSON = {
    "username": "Username", "phone": "Phone", "company": "Company", "address": "Address", "city": "City",
    "zip": "Zip", "state": "State", "country": "Country", "ip_country": "IP country", "source": "Source",
    "score": "Score", "lead_preferred_time_zone": "Zone", "website": "Website",
}  # fmt: skip


def show_person(event: Event) -> None:
    """Draw the lead: who it is, what is known, and the consent in words."""
    lead = Lead.of(event)
    st.caption(":material/person: Lead")
    if not lead.fields:
        st.markdown("This event has no lead.")
        return
    st.markdown(f"#### {plain(lead.name) or 'No name'}")
    told = {"Email": lead.email, "Id": lead.lead_id}
    told |= {label: identity.text(lead.fields.get(key)) for key, label in PERSON.items()}
    joined = identity.text(lead.fields.get("date_joined"))
    told |= {"Joined": f"{joined} (no zone stated)" if joined else "", "GDPR": lead.gdpr_status}
    _table(told | {"May be contacted": lead.contact})


def show_transaction(transaction: Transaction) -> None:
    """Draw the transaction: what, how much, when, and what it belongs to."""
    kind = transaction.kind.replace("_", " ").capitalize()
    st.caption(f":material/receipt: {plain(kind)}")
    amount = "No amount" if transaction.amount_cents is None else money_text(transaction.amount_cents)
    st.markdown(f"#### {plain(amount)}", help="Kartra names no currency.")
    left = transaction.payments_left
    _table(
        {
            "Product": transaction.product_name,
            "Product id": transaction.product_id,
            "Price point": _number(transaction.price_point),
            "Date": f"{transaction.date} (no zone stated; {transaction.zone} assumed)"
            if transaction.date
            else "",
            "Order id": transaction.transaction_id,
            "Reverses order": transaction.parent_id,
            "First order": transaction.original_id,
            "Subscription": transaction.subscription_id,
            "Instalment": _number(transaction.pay_number),
            "Payments left": "no end (9999)" if transaction.is_endless else _number(left),
            "Next payment in": f"{transaction.rebill_days} days" if transaction.rebill_days else "",
            "Trial": f"{transaction.trial_days or 0} days" if transaction.trial else "",
            "Base": _cents(transaction.base_cents),
            "Discount": _cents(transaction.discount_cents),
            "Tax": _cents(transaction.tax_cents),
            "Shipping": _cents(transaction.shipping_cents),
            "Buyer": transaction.lead_email,
            "Affiliate": transaction.affiliate_id,
            "Paid through": transaction.processor,
            "Tracking": " / ".join(filter(None, (transaction.tracking_1, transaction.tracking_2))),
        }
    )


def show_details(event: Event) -> None:
    """Draw what an event without money is about, and what its action means."""
    action = ACTION.get((event.action or "").strip().casefold())
    st.caption(f":material/bolt: {plain(event.details_key or 'Details')}")
    st.markdown(f"#### {plain(event.action or 'No action')}")
    if action:
        st.caption(f"Sent when {action.meaning} ({action.source}).")
    _table({key: _shown(value) for key, value in event.details.items()})


def show_custom_fields(lead: Lead) -> None:
    """Draw the account's own fields."""
    rows = [
        {"Field": field.identifier, "Value": field.value, "Kind": field.field_type, "Id": field.field_id}
        for field in lead.custom_fields
    ]
    st.caption(f":material/tune: {len(rows)} custom fields")
    st.dataframe(rows, hide_index=True, alt="The lead's custom fields")


def _table(told: Mapping[str, str]) -> None:
    rows = {plain(label): plain(value) for label, value in told.items() if value}
    if rows:
        st.table(rows, border="horizontal")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _cents(value: int | None) -> str:
    return money_text(value) if value else ""


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(_pairs(value.items()))
    return "" if value is None else str(value)


def _pairs(items: Iterable[tuple[str, Any]]) -> Iterable[str]:
    return (f"{key} {_shown(value)}" for key, value in items)
