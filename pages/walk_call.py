"""The current call: why it is made, its parameters, what is sent, and what came back."""

from __future__ import annotations

import streamlit as st
from plain import plain
from walk_answer import show_evidence, show_outcome
from walk_buttons import show_buttons
from walk_form import show_form
from walk_return import show_return

from konnektive.attempt import Attempt
from konnektive.funnel import Step
from konnektive.run import Run


def show_call(run: Run, step: Step) -> None:
    """Draw the call from its reason to its evidence."""
    tried = run.attempts_at(step.index)
    done = run.mark(step.index) in ("accepted", "redirect")
    st.subheader(plain(f"{step.endpoint.name} · {step.page.title}"), anchor=False)
    st.caption(step.endpoint.why or "This path is not one of the CRM's; it is sent as it stands.")
    if tried:
        show_outcome(tried[-1])
        show_return(run, tried[-1])
    if done:
        show_buttons(run, step)
        with st.expander(
            "Parameters, to send it again", key=f"walk.again.{step.index}", on_change="rerun"
        ) as folded:
            if folded.open:
                show_form(run, step)
    else:
        show_form(run, step)
        show_buttons(run, step)
    if tried:
        show_evidence(run, chosen_attempt(step, tried))


def chosen_attempt(step: Step, tried: tuple[Attempt, ...]) -> Attempt:
    """The attempt whose evidence is shown: the last unless another was picked."""
    if len(tried) == 1:
        return tried[0]
    chosen = st.segmented_control(
        "Attempts",
        range(len(tried)),
        default=len(tried) - 1,
        required=True,
        format_func=lambda n: f"{n + 1}. {tried[n].exchange.outcome}",
        key=f"walk.attempt.{step.index}.{len(tried)}",
    )
    return tried[chosen]
