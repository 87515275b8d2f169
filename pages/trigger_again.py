"""Choosing what was received to be sent again, as it was or edited."""

from __future__ import annotations

import streamlit as st
from handles import store
from sqlalchemy import Connection
from trigger_plan import How, Prepared

from kartra.generation import Unfit
from kartra.lifecycles.wanted import MOST
from kartra.sending.chosen import chosen
from kartra.sending.planned import of_deliveries, repeated
from store.inbox import Whole

WHICH = "trigger.which"


def prepare_again(how: How) -> Prepared:
    """Draw the fields and gather the deliveries they mean."""
    text = st.text_input(
        "Which deliveries",
        placeholder="17, 18 or a search: action:buy_product email:maria",
        key=WHICH,
        help="Numbers from the inbox, or a search as there. They are sent in the order of arrival; what is "
        "kept does not change.",
    )
    edits = st.text_area(
        "Change, add or remove fields, one a line",
        placeholder="lead.email=me@example.com",
        key="trigger.again_edits",
        persist_state="session",
        help="Goes into every body that is JSON or a form; all else in it stays as it is. Secrets "
        "were masked when the delivery was kept: set `secret_key` here where the other side checks it.",
    )
    if not text.strip():
        return Prepared(empty="Name the deliveries to send again.")
    with store().reading() as connection:
        found = _found(connection, text)
    if isinstance(found, Unfit):
        return Prepared(problem=str(found))
    lines = [line.strip() for line in edits.splitlines() if line.strip()]
    plan = of_deliveries(found, how.url, lines, how.headers)
    if isinstance(plan, Unfit):
        return Prepared(problem=str(plan))
    if len(plan) * how.repeat > MOST:
        return Prepared(problem=f"That makes more than {MOST:,} requests.")
    return Prepared(repeated(plan, how.repeat))


def _found(connection: Connection, text: str) -> tuple[Whole, ...] | Unfit:
    """The deliveries, or why they can not be named so."""
    words = text.replace(",", " ").split()
    numbers = [word for word in words if word.isnumeric()]
    if numbers == words and all(word.isdecimal() and len(word) < 19 for word in words):
        return chosen(connection, [int(word) for word in words])
    # A search may hold a number; only where it leads nowhere was something else meant.
    found = chosen(connection, (), text)
    if isinstance(found, Unfit) and numbers:
        expected = "Give either numbers of deliveries, such as 17, 18, or a search."
        return Unfit(text, f"{found.reason} {expected}")
    return found
