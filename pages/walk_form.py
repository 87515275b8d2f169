"""The current call's parameters as a form, each with its meaning and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st
from plain import plain
from streamlit.delta_generator import DeltaGenerator
from walk_findings import found_now, show_finding
from walk_state import edit, edits
from walk_target import is_live

from konnektive.breaks import DONE
from konnektive.endpoints import Endpoint, Parameter
from konnektive.funnel import Step
from konnektive.run import Run

CREDENTIALS = ("loginId", "password")


def show_form(run: Run, step: Step) -> None:
    """Parameters in documented order: what this call needs or has first, the rest folded."""
    values = {**run.draft(), **edits(step.index)}
    findings = found_now(run)
    first = [name for name in ordered(step.endpoint) if name in values or is_needed(step.endpoint, name)]
    first += [name for name in values if name not in first]
    first += [one.parameter for one in findings if one.parameter and one.parameter not in first]
    for finding in findings:
        if not finding.parameter:
            show_finding(run, finding)
    for cell, name in in_threes(first):
        with cell:
            show_parameter(run, step, name, values.get(name, ""))
            for finding in findings:
                if finding.parameter == name:
                    show_finding(run, finding)
    rest = [name for name in ordered(step.endpoint) if name not in first]
    with st.expander(
        f"{len(rest)} more parameters", key=f"walk.rest.{step.index}", on_change="rerun"
    ) as folded:
        if folded.open:
            show_rest(run, step, rest)


def in_threes(names: list[str]) -> Iterator[tuple[DeltaGenerator, str]]:
    """Each name with its place, three to a row, so that a long remark pushes its whole row."""
    for start in range(0, len(names), 3):
        yield from zip(st.columns(3), names[start : start + 3], strict=False)


def ordered(endpoint: Endpoint) -> list[str]:
    """The documented parameters' names, required ones first, credentials aside."""
    documented = sorted(endpoint.parameters, key=lambda one: one.need != "required")
    return [one.name for one in documented if one.name not in CREDENTIALS]


def is_needed(endpoint: Endpoint, name: str) -> bool:
    """Whether every such call must carry it."""
    return any(one.name == name for one in endpoint.required)


def show_parameter(run: Run, step: Step, name: str, value: str) -> None:
    """One parameter: its value, its documented meaning as help, and a remark when it is broken on purpose."""
    key = f"walk.param.{step.index}.{name}"
    st.session_state[key] = value
    described = step.endpoint.parameter(name)
    st.text_input(
        label(described, name),
        key=key,
        help=explained(described),
        placeholder="not sent",
        type="password" if described and described.secret and is_live() else "default",
        on_change=lambda: edit(step.index, {name: st.session_state[key]}),
    )
    if name in run.breaks and value:
        left = run.to_send({name: value}).get(name, "not sent")
        st.caption(f":red[{DONE[run.breaks[name]]}: {plain(left)}]")


def label(described: Parameter | None, name: str) -> str:
    """The name, marked when the call must carry it."""
    return f"{name} *" if described and described.need == "required" else name


def explained(described: Parameter | None) -> str:
    """Meaning, requirement, format and source."""
    if described is None:
        return "Not documented for this call."
    lines = [
        described.meaning,
        f"**{described.need}** {described.when}".strip(),
        f"Format: {described.format}" if described.format else "",
        f"Allowed: {', '.join(described.allowed)}" if described.allowed else "",
        f"At most {described.max_length} characters" if described.max_length else "",
        f"Source: {described.source}" if described.source else "",
    ]
    return "\n\n".join(line for line in lines if line)


def show_rest(run: Run, step: Step, names: list[str]) -> None:
    """The documented parameters that this call does not carry, and one of the user's own."""
    for cell, name in in_threes(names):
        with cell:
            show_parameter(run, step, name, "")
    own, value, add = st.columns(3, vertical_alignment="bottom")
    own.text_input("Another parameter's name", key="walk.own.name")
    value.text_input("Its value", key="walk.own.value")
    add.button("Add it", key="walk.own.add", on_click=add_own, args=(step.index,))


def add_own(index: int) -> None:
    """Add the typed name and value to the call."""
    name, value = st.session_state["walk.own.name"].strip(), st.session_state["walk.own.value"]
    if name:
        edit(index, {name: value})
        st.session_state["walk.own.name"] = st.session_state["walk.own.value"] = ""
