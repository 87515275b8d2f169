"""What calls carry on, in plain sight, with a switch that breaks each on purpose."""

from __future__ import annotations

import streamlit as st
from walk_state import current, keep

from konnektive.breaks import BREAKS, DONE, MEANING
from konnektive.exchange import CARRIED
from konnektive.run import Run


def show_chips(run: Run) -> None:
    """One chip for sessionId and one for orderId."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="walk.chips"):
        for name in CARRIED:
            st.markdown(f"**{name}**", width="content")
            value = run.carried.get(name)
            if value:
                st.code(value, language=None, width="content")
            else:
                st.markdown(":gray[not yet]", width="content")
            show_switch(run, name)


def show_switch(run: Run, name: str) -> None:
    """How the id is broken from now on, if at all."""
    how = run.breaks.get(name)
    with st.popover(
        f":red[{DONE[how]}]" if how else "Break",
        icon=":material/link_off:" if how else ":material/link:",
        type="tertiary",
        key=f"walk.break.{name}",
        help=f"Send {name} wrong on purpose from the next call on.",
    ):
        st.radio(
            f"Send {name}",
            [None, *BREAKS],
            index=[None, *BREAKS].index(how),
            format_func=lambda one: one or "as it is",
            captions=["As the answer gave it.", *(MEANING[one] for one in BREAKS)],
            key=f"walk.break.{name}.how",
            on_change=choose_break,
            args=(name,),
        )


def choose_break(name: str) -> None:
    """Break the id, or mend it."""
    keep(current().breaking(name, st.session_state[f"walk.break.{name}.how"]))
