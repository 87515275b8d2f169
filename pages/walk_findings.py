"""What is wrong with the call that stands in the form, before it is sent, with one click to mend it."""

from __future__ import annotations

import streamlit as st
from plain import plain
from walk_state import EDITS, current, keep, params
from walk_target import client

from konnektive.audit import Finding
from konnektive.audit.rule import Severity
from konnektive.mending import Mended, mended
from konnektive.run import Run

MARKS: dict[Severity, str] = {
    "error": ":red[:material/error:]",
    "warn": ":orange[:material/warning:]",
    "info": ":gray[:material/info:]",
}


def found_now(run: Run) -> tuple[Finding, ...]:
    """What the audit's rules hold against the call as it would leave now."""
    return run.findings(client().base_url, params(run))


def show_finding(run: Run, finding: Finding) -> None:
    """One finding: what was seen, what it costs, and the mending where there is one."""
    rule = finding.rule
    st.markdown(
        f"{MARKS[finding.severity]} {plain(finding.message)}",
        help=f"**{rule.name}** {rule.consequence}\n\n{rule.fix}\n\nSource: {rule.source}",
    )
    better = mended(run, client().base_url, params(run), finding)
    if better:
        st.button(
            "Mend",
            key=f"walk.mend.{rule.name}.{finding.parameter}",
            icon=":material/build:",
            type="tertiary",
            on_click=mend,
            args=(better,),
        )


def mend(better: Mended) -> None:
    """Put the mended parameters into the form, and stop breaking what has to be whole."""
    run = current()
    for name in better.breaks_off:
        run = run.breaking(name, None)
    keep(run)
    draft = run.draft()
    names = {**draft, **params(run), **better.params}
    changes = {
        name: better.params.get(name, "")
        for name in names
        if better.params.get(name, "") != draft.get(name, "")
    }
    st.session_state[EDITS] = {**st.session_state.get(EDITS, {}), run.position: changes}
