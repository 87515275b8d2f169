"""Running several steps by themselves: to the end or to a chosen step, with a pause, stopping or going on."""

from __future__ import annotations

import time

import streamlit as st
from walk_state import current, edits, keep
from walk_target import client

from konnektive.run import Run

PLAN = "walk.running"


def show_running(run: Run) -> None:
    """The button, what it may be told, and the run itself while it goes on."""
    st.button(
        "Run to the end", key="walk.run_to_end", icon=":material/fast_forward:", on_click=plan, args=(None,)
    )
    with st.popover("How", type="tertiary", key="walk.how", help="Where to stop, and how fast"):
        st.selectbox(
            "Run up to",
            range(len(run.steps)),
            index=None,
            placeholder="the end",
            key="walk.how.until",
            format_func=lambda n: f"{n + 1}. {run.steps[n].endpoint.name}, {run.steps[n].page.title}",
        )
        st.number_input("Pause between calls, seconds", 0.0, 30.0, 0.0, 0.5, key="walk.how.pause")
        st.toggle("Go on after a refusal", key="walk.how.go_on")
        st.button(
            "Run",
            key="walk.how.run",
            type="primary",
            on_click=lambda: plan(st.session_state["walk.how.until"]),
        )


def plan(until: int | None) -> None:
    """Have the next redraw run the steps; it is drawn while it goes on, and can be stopped."""
    st.session_state[PLAN] = (until, st.session_state["walk.how.pause"], st.session_state["walk.how.go_on"])


def carry_on() -> None:
    """Run what was planned, one step after another, keeping the walk after each."""
    if PLAN not in st.session_state:
        return
    until, pause, go_on = st.session_state.pop(PLAN)
    run = current()
    last = len(run.steps) if until is None else until
    with st.status(f"Running {max(0, last - run.position)} steps", expanded=False) as shown:
        if pause:
            st.button("Stop", key="walk.how.stop")
        for step in run.to_end(client(), until=until, stop_on_refusal=not go_on, edits=edits):
            keep(step)
            shown.update(label=f"{step.position} of {last}")
            time.sleep(pause)
    st.rerun()
