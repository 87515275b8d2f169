"""One event in detail: its sentence, its cards, what is unusual about it, and all of it as a tree."""

from __future__ import annotations

from typing import Any

import streamlit as st
from event_cards import show_custom_fields, show_details, show_person, show_transaction
from findings_view import show_findings
from plain import plain

from kartra.event import Event
from kartra.lead import Lead
from kartra.sentence import sentence
from kartra.transaction import Transaction
from privacy import redacted_json, redacted_text


def show_event(event: Event, key: str) -> None:
    """Draw the event; `key` tells it from every other on the page."""
    st.markdown(f"##### {plain(redacted_text(sentence(event)))}")
    _show_marks(event)
    show_findings(event.findings)
    transaction, lead = Transaction.of(event), Lead.of(event)
    with st.grid(2, min_column_width=300, gap="small", key=f"{key}.cards"):
        with st.container(border=True):
            show_person(event)
        with st.container(border=True):
            if transaction is not None:
                show_transaction(transaction)
            else:
                show_details(event)
    if lead.custom_fields:
        show_custom_fields(lead)
    with st.expander("Everything in it, as a tree", key=f"{key}.tree"):
        st.json(tree(event), expanded=2)


def _show_marks(event: Event) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if event.surface == "ipn":
            st.badge("IPN post", icon=":material/swap_horiz:", color="blue", help="Kartra's other surface.")
        else:
            st.badge("Outbound event", icon=":material/webhook:", color="gray")
        if not event.documented:
            st.badge("Not documented", icon=":material/help:", color="orange")
        if event.received_at:
            st.badge(f"Received {plain(event.received_at)}", icon=":material/schedule:", color="gray")


def tree(event: Event) -> dict[str, Any]:
    """The event in Kartra's own shape, without secrets."""
    if event.surface == "ipn":
        shown: Any = redacted_json(event.details)
        return dict(shown)
    details = {event.details_key: event.details} if event.details_key else {}
    if event.details_key in event.details and len(event.details) == 1:
        details = dict(event.details)
    rest = {key: value for key, value in event.extras.items() if not key.startswith("action_details")}
    beside = {
        key.removeprefix("action_details."): value
        for key, value in event.extras.items()
        if key.startswith("action_details.")
    }
    shown = redacted_json(
        {"action": event.action, "action_details": {**details, **beside}, "lead": event.lead, **rest}
    )
    return dict(shown)
