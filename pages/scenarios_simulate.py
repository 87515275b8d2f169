"""Simulating many visits: how many, how they behave, and a progress bar that can be stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from handles import store

from konnektive.simulation import Chances, Progress, simulating
from store import Refusal

PLAN, DONE = "simulate.plan", "simulate.done"
SHARES = {
    "goes_to_lead": "Presell: goes on",
    "leaves_address": "Lead: leaves an address",
    "goes_to_checkout": "Lead: goes on to the checkout",
    "orders": "Checkout: orders",
    "declined": "Cards declined",
    "tries_another_card": "Tries another card",
    "pays_by_paypal": "Pays by PayPal",
    "confirms_paypal": "Comes back from PayPal",
    "leaves_upsells": "Leaves at an upsell",
    "confirms_order": "Confirm Order is called",
}
WEIGHTS = {
    "affiliates": "Affiliates",
    "sources": "utm_source",
    "campaigns": "utm_campaign",
    "devices": "Devices",
}


def show_simulation() -> None:
    """The form, and what the last simulation made."""
    st.caption(
        "Visits go through the sandbox's own code and are kept as simulated ones; charts can leave them out."
    )
    with st.form("simulate.form", border=False):
        sessions, seed, days = st.columns(3)
        sessions.number_input("Visits", 1, 1_000_000, 1000, 100, key="simulate.sessions")
        seed.number_input(
            "Seed", 0, value=1, key="simulate.seed", help="The same seed makes the same visits."
        )
        days.number_input("Days, up to now", 1, 3650, Chances().days, key="simulate.days")
        with st.expander("How visitors behave"):
            show_chances()
        st.form_submit_button(
            "Simulate", key="simulate.start", type="primary", icon=":material/groups:", on_click=plan
        )
    carry_on()
    done: Progress | None = st.session_state.get(DONE)
    if done:
        show_done(done)


def show_chances() -> None:
    """Shares as sliders; who comes from where as weights."""
    usual, grid = Chances(), st.columns(2)
    for place, (name, title) in enumerate(SHARES.items()):
        grid[place % 2].slider(title, 0.0, 1.0, getattr(usual, name), 0.01, key=f"simulate.{name}")
    for place, share in enumerate(usual.takes_upsell):
        grid[place % 2].slider(
            f"Takes upsell {place + 1}", 0.0, 1.0, share, 0.01, key=f"simulate.upsell.{place}"
        )
    for place, (name, title) in enumerate(WEIGHTS.items()):
        grid[place % 2].text_input(
            title,
            ", ".join(f"{one} {weight:g}" for one, weight in getattr(usual, name)),
            key=f"simulate.{name}",
            help="Name and weight, separated by commas. A weight without a name stands for none.",
        )


def plan() -> None:
    """Have the next redraw simulate what the form says."""
    held = st.session_state
    st.session_state[DONE] = None
    st.session_state[PLAN] = (int(held["simulate.sessions"]), int(held["simulate.seed"]), chosen_chances())


def chosen_chances() -> Chances:
    """What the form says about visitors."""
    held, usual = st.session_state, Chances()
    upsells = tuple(held[f"simulate.upsell.{place}"] for place in range(len(usual.takes_upsell)))
    changed: dict[str, Any] = {name: held[f"simulate.{name}"] for name in SHARES}
    changed |= {name: weights_of(held[f"simulate.{name}"]) or getattr(usual, name) for name in WEIGHTS}
    return replace(usual, takes_upsell=upsells, days=int(held["simulate.days"]), **changed)


def weights_of(text: str) -> tuple[tuple[str, float], ...]:
    """`facebook 5, google 3` as names and weights; what is no weight is passed over."""
    found = []
    for part in text.split(","):
        name, _, weight = part.strip().rpartition(" ")
        if weight.replace(".", "", 1).isdecimal() and 0 < float(weight) < 1e9:
            found.append((name.strip(), float(weight)))
    return tuple(found)


def carry_on() -> None:
    """Simulate what was planned; stopping keeps what was made."""
    if PLAN not in st.session_state:
        return
    sessions, seed, chances = st.session_state.pop(PLAN)
    bar = st.progress(0.0, "0 visits")
    st.button("Stop", key="simulate.stop")
    try:
        for step in simulating(sessions, seed, store(), chances):
            st.session_state[DONE] = step
            bar.progress(step.sessions / sessions, f"{step.sessions:,} of {sessions:,} visits")
    except Refusal as refusal:
        st.error(f"Not all of them were kept: {refusal}", icon=":material/error:")
    else:
        st.rerun()


def show_done(done: Progress) -> None:
    """What was made, and where to look at it."""
    ended = "" if done.done else "Stopped. "
    revenue = f"{done.revenue_cents / 100:,.2f}"
    st.success(
        f"{ended}{done.sessions:,} visits with {done.calls:,} calls, sales of {revenue}, "
        f"in {done.seconds:.1f} s.",
        icon=":material/groups:",
    )
    st.page_link("funnel.py", label="See them as a funnel", icon=":material/filter_alt:")
