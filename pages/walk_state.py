"""What the Walk page remembers for one browser session: the walk, and edits not yet sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from walk_target import client, is_live, to_sandbox

from konnektive.link import restored, restored_edits
from konnektive.live import confirmation
from konnektive.run import Run, started
from konnektive.shipped import shipped_funnels

RUN, EDITS = "walk.run", "walk.edits"


def current() -> Run:
    """The walk of this session; at first the one that a link describes, else the full funnel."""
    if RUN not in st.session_state:
        asked = {name: st.query_params[name] for name in st.query_params}
        st.session_state[RUN] = restored(asked) or started(shipped_funnels()["full"])
        st.session_state[EDITS] = restored_edits(asked)
    run: Run = st.session_state[RUN]
    return run


def keep(run: Run) -> None:
    """The walk from here on."""
    st.session_state[RUN] = run


def begin(run: Run) -> None:
    """Another walk altogether: edits of the last one are gone, and another campaign is never live unasked."""
    if is_live() and confirmation(run.funnel) != confirmation(current().funnel):
        to_sandbox()
    keep(run.restarted())
    st.session_state[EDITS] = {}


def edits(index: int) -> Mapping[str, str]:
    """What the user changed at a step and has not started over."""
    changed: Mapping[str, str] = st.session_state.get(EDITS, {}).get(index, {})
    return changed


def edit(index: int, changes: Mapping[str, str]) -> None:
    """Remember changed parameters of a step."""
    kept = st.session_state.get(EDITS, {})
    st.session_state[EDITS] = {**kept, index: {**kept.get(index, {}), **changes}}


def forget_edits(index: int) -> None:
    """Back to what a well-made funnel would send at that step."""
    kept = st.session_state.get(EDITS, {})
    st.session_state[EDITS] = {step: changes for step, changes in kept.items() if step != index}


def params(run: Run) -> dict[str, str]:
    """What the current step would send before breaks: the draft with the edits, empty ones left out."""
    whole = {**run.draft(), **edits(run.position)}
    return {name: value for name, value in whole.items() if value}


def fire(index: int, tries: int) -> None:
    """Send the current call and stay, so that its answer is seen; not for a second click on one button."""
    run = current()
    if (run.position, len(run.attempts_at(index))) == (index, tries):
        keep(run.fire(client(), params(run)))


def go(index: int) -> None:
    """Stand at another step."""
    keep(current().at(index))


def skip(index: int) -> None:
    """Leave the current call out and go on; not for a second click on one button."""
    if current().position == index:
        keep(current().skip())


def change(**values: object) -> None:
    """The same walk with another buyer or landing URL: calls already made stay as they were."""
    keep(replace(current(), **values))  # type: ignore[arg-type]  # callers name fields of Run
