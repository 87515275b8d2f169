"""The fields of an event or a story: few in sight, the others folded."""

from __future__ import annotations

from typing import Literal, cast

import streamlit as st
from trigger_plan import How, Prepared

from kartra.generation import EDITIONS, KINDS, Edition, Unfit, transaction_type
from kartra.generation.shop import PRODUCTS
from kartra.generation.words import meaning
from kartra.lifecycles import MUTATIONS, lifecycles
from kartra.lifecycles.wanted import Wanted, callbacks
from kartra.sending.planned import of_callbacks
from store.moment import now_ms

_SEED, _AT = "trigger.seed", "trigger.at"
_ANY = "any"
_BILLINGS = {
    _ANY: "any way",
    "once": "once",
    "subscription": "by subscription",
    "trial": "with a trial",
    "instalments": "in instalments",
}
_EDITIONS = {"later": "Today's keys (lead_…)", "2020": "2020 keys (buyer_…)"}
EXAMPLE = """\
title: Buys, and asks for the money back
steps:
  - {event: filled_form, thing: Contact us}
  - {event: buy_product, as: purchase, after: 10 minutes, product: Starter Kit}
  - {event: membership_granted}
  - {event: refund_product, of: purchase, after: 3 days}
  - {event: assign_tag, set: {tag_name: "Refunded ${purchase.transaction_id}"}}
"""


def prepare_told(what: str, how: How) -> Prepared:
    """Draw the fields and make what they ask for."""
    action = lifecycle = story = product = billing = ""
    mutate: list[str] = []
    if what == "One event":
        action = _event()
        if transaction_type(action):
            product, billing = _purchase()
    elif what == "A lifecycle":
        lifecycle = _lifecycle()
        mutate = _mutations()
    else:
        story = _story()
        mutate = _mutations()
    email = _person()
    edition, edits = _details()
    wanted = Wanted(
        action=action,
        lifecycle=lifecycle,
        scenario=story,
        set=tuple(line.strip() for line in edits.splitlines() if line.strip()),
        mutate=tuple(mutate),
        repeat=how.repeat,
        seed=st.session_state[_SEED],
        edition=edition,
        product=product,
        billing=cast(Literal["once"], billing) or None,
        email=email.strip(),
    )
    told = callbacks(wanted, st.session_state[_AT])
    if isinstance(told, Unfit):
        return Prepared(problem=str(told))
    return Prepared(of_callbacks(told, how.url, "" if action else wanted.title, how.headers))


def _event() -> str:
    return st.selectbox(
        "Event",
        KINDS,
        index=KINDS.index("buy_product"),
        format_func=lambda kind: f"{meaning(kind)[0].upper()}{meaning(kind)[1:]}  ·  {kind}",
        key="trigger.action",
        persist_state="session",
        help="The 26 actions of the outbound API, and the 7 transaction types of the IPN.",
    )


def _purchase() -> tuple[str, str]:
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
        help="A product that is not sold that way is sold as it is.",
    )
    return ("" if product == _ANY else product), ("" if billing == _ANY else billing)


def _lifecycle() -> str:
    stories = lifecycles()
    name = st.selectbox(
        "Lifecycle",
        tuple(stories),
        format_func=lambda one: stories[one].title,
        key="trigger.lifecycle",
        persist_state="session",
    )
    st.caption(stories[name].says)
    return name


def _story() -> str:
    return st.text_area(
        "Story (YAML or JSON)",
        EXAMPLE,
        height=220,
        key="trigger.scenario",
        persist_state="session",
        help="`as` names a step, `of` continues or reverses its payment, `after` waits, `set` changes fields "
        "and may refer to what an earlier step sent: `${purchase.transaction_id}`.",
    )


def _mutations() -> list[str]:
    return st.pills(
        "What goes wrong on the way",
        tuple(MUTATIONS),
        selection_mode="multi",
        format_func=lambda name: MUTATIONS[name].says,
        key="trigger.mutate",
        persist_state="session",
    )


def _person() -> str:
    st.session_state.setdefault(_SEED, 1)
    st.session_state.setdefault(_AT, now_ms())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        email = st.text_input(
            "E-mail of the person",
            placeholder="invented",
            key="trigger.email",
            persist_state="session",
        )
        st.button(
            "Somebody else",
            icon=":material/casino:",
            key="trigger.another",
            on_click=_another,
            help=f"Another person with other numbers, now. Shown is number {st.session_state[_SEED]}: "
            "the same number makes the same events.",
        )
    return email


def _another() -> None:
    st.session_state[_SEED] += 1
    st.session_state[_AT] = now_ms()


def _details() -> tuple[Edition, str]:
    with st.expander("Keys and single fields", icon=":material/tune:", key="trigger.details"):
        edition: Edition = st.segmented_control(
            "Generation of keys",
            tuple(reversed(EDITIONS)),
            default="later",
            required=True,
            format_func=_EDITIONS.__getitem__,
            key="trigger.edition",
            persist_state="session",
            help="Two are in circulation: a reader has to take either.",
        )
        edits = st.text_area(
            "Change, add or remove fields, one a line",
            placeholder="lead.first_name=Ana\ntransaction_full_amount:=49.9\n-lead.company",
            key="trigger.edits",
            persist_state="session",
            help="`path=value` keeps the type that stood there, `path:=json` sets any type, `-path` removes. "
            "A bare name is looked up in the details, then in the lead.",
        )
    return edition, edits
