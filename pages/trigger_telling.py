"""The fields of an event or a story: few in sight, the others folded."""

from __future__ import annotations

import secrets
from typing import cast

import streamlit as st
from trigger_choice import (
    ONE,
    STORY,
    choose_event,
    choose_lifecycle,
    choose_mutations,
    choose_purchase,
    choose_story,
)
from trigger_plan import How, Prepared

from kartra.generation import EDITIONS, Edition, Unfit, transaction_type
from kartra.generation.shop import Billing
from kartra.lifecycles.wanted import Wanted, callbacks
from kartra.sending.planned import of_callbacks
from store.moment import now_ms

_SEED, _AT = "trigger.seed", "trigger.at"
_EDITIONS = {"later": "Today's keys (lead_…)", "2020": "2020 keys (buyer_…)"}


def prepare_told(what: str, how: How) -> Prepared:
    """Draw the fields and make what they ask for."""
    action = lifecycle = story = product = billing = ""
    mutate: list[str] = []
    if what == ONE:
        action = choose_event()
        if transaction_type(action):
            product, billing = choose_purchase()
    elif what == STORY:
        lifecycle = choose_lifecycle()
        mutate = choose_mutations()
    else:
        story = choose_story()
        mutate = choose_mutations()
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
        billing=cast(Billing, billing) or None,
        email=email.strip(),
    )
    told = callbacks(wanted, st.session_state[_AT])
    if isinstance(told, Unfit):
        return Prepared(problem=str(told))
    return Prepared(of_callbacks(told, how.url, "" if action else wanted.title, how.headers))


def _person() -> str:
    # Two sessions that tell the same story tell of two people.
    st.session_state.setdefault(_SEED, secrets.randbelow(10**6))
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
