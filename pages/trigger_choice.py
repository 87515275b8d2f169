"""Choosing what happens: an event in words, a lifecycle, a story of one's own, and what goes wrong."""

from __future__ import annotations

import streamlit as st

from kartra.generation import KINDS
from kartra.generation.shop import PRODUCTS
from kartra.generation.words import meaning
from kartra.lifecycles import MUTATIONS, lifecycles
from kartra.lifecycles.catalogue import source

ONE, STORY, OWN, AGAIN = "One event", "A lifecycle", "Your own story", "Send again"
_ANY = "any"
_BILLINGS = {
    _ANY: "any way",
    "once": "once",
    "subscription": "by subscription",
    "trial": "with a trial",
    "instalments": "in instalments",
}
EXAMPLE = """\
title: Buys, and asks for the money back
steps:
  - {event: filled_form, thing: Contact us}
  - {event: buy_product, as: purchase, after: 10 minutes, product: Starter Kit}
  - {event: membership_granted}
  - {event: refund_product, of: purchase, after: 3 days}
  - {event: assign_tag, set: {tag_name: "Refunded ${purchase.transaction_id}"}}
"""


def choose_event() -> str:
    """One of the actions or transaction types."""
    return st.selectbox(
        "Event",
        KINDS,
        index=KINDS.index("buy_product"),
        format_func=lambda kind: f"{meaning(kind)[0].upper()}{meaning(kind)[1:]}  ·  {kind}",
        key="trigger.action",
        persist_state="session",
        help="The 26 actions of the outbound API, and the 7 transaction types of the IPN.",
    )


def choose_purchase() -> tuple[str, str]:
    """Product and way of paying; empty for any."""
    left, right = st.columns(2)
    product = left.selectbox(
        "Product", (_ANY, *(one.name for one in PRODUCTS)), key="trigger.product", persist_state="session"
    )
    billing = right.selectbox(
        "Paid",
        tuple(_BILLINGS),
        format_func=_BILLINGS.__getitem__,
        key="trigger.billing",
        persist_state="session",
        help="Not every product is sold every way.",
    )
    return ("" if product == _ANY else product), ("" if billing == _ANY else billing)


def choose_lifecycle() -> str:
    """The name of a lifecycle that comes along."""
    stories = lifecycles()
    name = st.selectbox(
        "Lifecycle",
        tuple(stories),
        format_func=lambda one: stories[one].title,
        key="trigger.lifecycle",
        persist_state="session",
    )
    st.caption(stories[name].says)
    st.button(
        "Edit it as your own story",
        icon=":material/edit:",
        type="tertiary",
        key="trigger.edit_story",
        on_click=_edit,
        args=(name,),
    )
    return name


def choose_story() -> str:
    """A story's own text."""
    return st.text_area(
        "Story (YAML or JSON)",
        EXAMPLE,
        height=220,
        key="trigger.scenario",
        persist_state="session",
        help="`as` names a step, `of` continues or reverses its payment, `after` waits, `set` changes fields "
        "and may refer to what an earlier step sent: `${purchase.transaction_id}`.",
    )


def choose_mutations() -> list[str]:
    """Names of what goes wrong on the way."""
    return st.pills(
        "What goes wrong on the way",
        tuple(MUTATIONS),
        selection_mode="multi",
        format_func=lambda name: MUTATIONS[name].says,
        key="trigger.mutate",
        persist_state="session",
    )


def _edit(name: str) -> None:
    st.session_state["trigger.scenario"] = source(name)
    st.session_state["trigger.what"] = OWN
