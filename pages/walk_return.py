"""The buyer who was sent to PayPal or to the bank: approving or cancelling in their place, on the sandbox."""

from __future__ import annotations

import streamlit as st
from handles import sandbox
from walk_state import current, keep
from walk_target import is_live

from konnektive.attempt import Attempt, approval_token
from konnektive.run import Run


def show_return(run: Run, attempt: Attempt) -> None:
    """Two buttons while the buyer is away, a sentence once they are back."""
    if not attempt.exchange.next_url or is_live():
        return
    decided = run.returned.get(attempt.step)
    if decided is not None:
        st.caption(
            f":material/keyboard_return: The buyer {'approved' if decided else 'cancelled'} and came back."
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("The buyer is away. Decide for them:", width="content")
        st.button(
            "Approve", key="walk.return.approve", icon=":material/check:", on_click=decide, args=(True,)
        )
        st.button("Cancel", key="walk.return.cancel", icon=":material/close:", on_click=decide, args=(False,))


def decide(approved: bool) -> None:
    """Come back from PayPal or the bank, as the sandbox's own page for it does."""
    run = current()
    attempt = run.attempts_at(run.position)[-1]
    sandbox().come_back(approval_token(attempt.exchange), approved=approved)
    keep(run.with_return(run.position, approved))
