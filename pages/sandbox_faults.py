"""Broken networks and servers on purpose, and the cards and values that decide a payment's fate."""

from __future__ import annotations

import streamlit as st

from konnektive.endpoints import ENDPOINTS
from konnektive.sandbox import Sandbox
from konnektive.sandbox.cards import CARDS, VALUES
from konnektive.sandbox.faults import KINDS, MEANINGS, Fault

EVERY = "every endpoint"


def show_faults(crm: Sandbox) -> None:
    """Draw what is on, the form for one more, and the magic cards."""
    _show_on(crm)
    _show_form(crm)
    st.subheader("Magic cards", anchor=False)
    st.table(
        [{"cardNumber": f"`{one.number}`", "What happens": one.meaning} for one in CARDS]
        + [{"cardNumber": f"`{value}`", "What happens": meaning} for value, meaning in VALUES.items()],
        border="horizontal",
    )
    st.caption("Any other number with a right check digit is approved.")


def _show_on(crm: Sandbox) -> None:
    on = crm.account.faults.on
    if not on:
        st.info("No fault is on: every call is answered at once.", icon=":material/check_circle:")
        return
    with st.container(horizontal=True):
        for place, fault in enumerate(on):
            st.button(
                fault.words,
                key=f"sandbox.fault.{place}",
                icon=":material/close:",
                help="Switch off",
                on_click=_remove,
                args=(crm, fault),
            )
        st.button("Switch all off", key="sandbox.faults_off", type="tertiary", on_click=_clear, args=(crm,))


def _remove(crm: Sandbox, fault: Fault) -> None:
    on = crm.account.faults.on
    # Somebody else may have switched it off meanwhile.
    place = on.index(fault) if fault in on else len(on)
    crm.set(faults=(*on[:place], *on[place + 1 :]))


def _clear(crm: Sandbox) -> None:
    crm.set(faults=())


def _show_form(crm: Sandbox) -> None:
    kind = st.segmented_control(
        "What goes wrong", list(KINDS), default="delay", required=True, key="sandbox.fault_kind"
    )
    st.caption(f"A call that meets it is {MEANINGS[kind]}.")
    with (
        st.form("sandbox.fault_form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        endpoint = st.selectbox("Where", [EVERY, *ENDPOINTS], key="sandbox.fault_endpoint", width=240)
        rate = st.number_input("Share of calls (%)", 1, 100, 100, key="sandbox.fault_rate", width=160)
        nth = st.number_input(
            "Only call number", 0, 1_000_000, 0, key="sandbox.fault_nth", width=160, help="0: no such limit."
        )
        seconds = st.number_input(
            "Seconds",
            0.0,
            600.0,
            0.0,
            key="sandbox.fault_seconds",
            width=140,
            help="For delay and timeout; 0 takes the usual length.",
        )
        if st.form_submit_button("Switch on", type="primary", icon=":material/bolt:"):
            where = "" if endpoint == EVERY else str(endpoint)
            fault = Fault(kind, where, rate / 100, int(nth), float(seconds))
            crm.set(faults=(*crm.account.faults.on, fault))
            st.rerun()
