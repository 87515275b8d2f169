"""What counts as moving through the funnel: the choice, and the definitions printed beside it."""

from __future__ import annotations

import streamlit as st
from handles import store

from store.moment import now_ms
from store.questions.funnel import steps_in_use
from store.questions.placed import HOUR_MS, Shape
from store.questions.scope import Scope

WINDOWS = {"0.5": "30 minutes", "24": "1 day", "168": "7 days"}

DEFINITIONS = """
**Unit**: one visit, that is one CRM `sessionId`.
**Reached a step**: touched it after the step before, inside the window that starts at the visit's first step.
**Of all**: reached ÷ entered. **Of a step**: reached ÷ reached the step before.
**Lost**: came to a step and not to the next, and is over. *Declined*: the card was refused. *Broken*: a call
was refused for another reason or not answered. *Left*: none of these.
**In progress**: recorded, not sold, and its window is still open; it is counted as reached and never as lost.
**Upsells** are a branch that nobody has to take: take rate = taken ÷ shown.
**Interval**: Wilson, 95 %. Fewer than 30 are shown hollow: too few to act on.
"""


def chosen_shape(scope: Scope) -> Shape:
    """Draw the choice; steps are those that the scope's visits use."""
    with st.popover("Definitions", icon=":material/help:", key="funnel.definitions"):
        opened = st.toggle(
            "Count visits that enter at a later step too",
            key="funnel.open",
            bind="query-params",
            help="Off: only visits that begin at the first step (a closed funnel).",
        )
        window = st.selectbox(
            "Window",
            list(WINDOWS),
            index=1,
            format_func=WINDOWS.__getitem__,
            key="funnel.window",
            bind="query-params",
        )
        st.markdown(DEFINITIONS.replace("\n**", "\n\n**"))
    with store().reading() as connection:
        steps = steps_in_use(connection, scope)
    return Shape(steps or Shape().steps, int(float(window) * HOUR_MS), opened, now_ms())
