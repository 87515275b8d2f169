"""What can be done with the current call: one primary action, and the others beside it."""

from __future__ import annotations

import streamlit as st
from plain import plain
from walk_mistakes import show_mistakes
from walk_state import edits, fire, forget_edits, go, params, skip

from konnektive.funnel import Step
from konnektive.run import Run


def show_buttons(run: Run, step: Step) -> None:
    """One primary action: send, or go on once the call was accepted. Ctrl+Enter does it."""
    done = run.mark(step.index) in ("accepted", "redirect")
    tries = len(run.attempts_at(step.index))
    # A second click on one of these buttons, before its answer is seen, names a button that is gone.
    this, here = f"{step.index}.{tries}", (step.index, tries)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not done:
            again = "Send again" if tries else f"Send {plain(step.endpoint.name)}"
            st.button(
                again,
                key=f"walk.send.{this}",
                type="primary",
                shortcut="Ctrl+Enter",
                on_click=fire,
                args=here,
            )
            st.button(
                "Skip",
                key=f"walk.skip.{step.index}",
                on_click=skip,
                args=(step.index,),
                help="Leave this call out, as a funnel would forget it.",
            )
        else:
            show_next(run, step)
            st.button("Send again", key=f"walk.repeat.{this}", on_click=fire, args=here)
        st.button("Back", key="walk.back", disabled=step.index == 0, on_click=go, args=(step.index - 1,))
        if not done:
            show_mistakes(step)
        if edits(step.index):
            st.button(
                "Undo edits", key="walk.undo", type="tertiary", icon=":material/undo:",
                on_click=forget_edits, args=(step.index,),
            )  # fmt: skip
        st.caption(f"{len(run.to_send(params(run)))} parameters and the login are sent.")


def show_next(run: Run, step: Step) -> None:
    """The step after this one, named."""
    following = run.steps[step.index + 1] if step.index + 1 < len(run.steps) else None
    named = f"{following.endpoint.name}, {following.page.title}" if following else ""
    words = f"Next: {plain(named)}" if following else "Finish"
    st.button(
        words, key="walk.next", type="primary", shortcut="Ctrl+Enter", on_click=go, args=(step.index + 1,)
    )
