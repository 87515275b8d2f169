"""Who walks and where they landed: the buyer by seed, and the landing URL with its encoding shown."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from walk_state import begin, change, current
from walk_target import is_live

from konnektive.buyer import Card, edited, seeded_buyer
from konnektive.landing import landing_of
from konnektive.run import Run, started

BUYER_FIELDS = (
    "firstName", "lastName", "emailAddress", "phoneNumber", "address1", "city", "state", "postalCode",
    "country", "ipAddress", "userAgent", "cardNumber", "cardMonth", "cardYear", "cardSecurityCode",
)  # fmt: skip


def show_buyer(run: Run) -> None:
    """The person who buys, made by seed and editable."""
    st.session_state["walk.buyer.seed"] = run.seed
    st.number_input(
        "Seed", min_value=0, key="walk.buyer.seed", on_change=choose_seed,
        help="The same seed makes the same buyer.",
    )  # fmt: skip
    left, right = st.columns(2)
    for place, name in enumerate(BUYER_FIELDS):
        holder = run.buyer.card if name in Card.__dataclass_fields__ else run.buyer
        key = f"walk.buyer.{name}"
        st.session_state[key] = getattr(holder, name)
        hidden = is_live() and name in ("cardNumber", "cardSecurityCode")
        kind: Literal["default", "password"] = "password" if hidden else "default"
        (left, right)[place % 2].text_input(name, key=key, type=kind, on_change=edit_buyer, args=(name,))


def choose_seed() -> None:
    """Another buyer, from the start: a partial belongs to one person."""
    run, seed = current(), int(st.session_state["walk.buyer.seed"])
    begin(started(run.funnel, seed, seeded_buyer(seed), run.landing))


def edit_buyer(name: str) -> None:
    """The same walk with one of the buyer's values changed."""
    change(buyer=edited(current().buyer, {name: st.session_state[f"walk.buyer.{name}"]}))


def show_landing(run: Run) -> None:
    """The address the visitor lands on, and what the first click makes of it."""
    st.session_state["walk.landing.url"] = run.landing.requestUri
    st.text_input("The visitor lands on", key="walk.landing.url", on_change=choose_landing, width=560)
    st.caption("requestUri as it travels, encoded once")
    st.code(run.landing.on_the_wire, language=None, wrap_lines=True)
    st.caption("httpReferer" if run.landing.httpReferer else "No httpReferer: the URL carries no utm codes.")
    if run.landing.httpReferer:
        st.code(run.landing.httpReferer, language=None, wrap_lines=True)


def choose_landing() -> None:
    """The same walk with another landing URL."""
    change(landing=landing_of(st.session_state["walk.landing.url"]))
