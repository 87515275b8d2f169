"""One visit: the recommended sequence beside the actual one, and what became of its attribution."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from plain import plain

from konnektive.audit.attribution import steps, traces
from konnektive.audit.fitness import slots
from konnektive.audit.lanes import worst_first
from konnektive.audit.report import Judged

CHOICES = 500
"""Visits to choose from; the gravest where there are more."""


def show_visit(judged: Sequence[Judged]) -> None:
    """Draw the visit that is chosen among these."""
    if not judged:
        return
    by_number = {one.number: one for one in worst_first(judged, CHOICES)}
    worst = min(judged, key=lambda one: (one.fitness, one.number))
    number = st.selectbox(
        "Visit",
        list(by_number),
        index=list(by_number).index(worst.number),
        key="audit.visit",
        format_func=lambda number: _label(by_number[number]),
    )
    one = by_number.get(number, worst)
    recommended, actual = st.columns(2, gap="medium")
    with recommended:
        st.markdown("**Recommended for its pages**")
        _show_recommended(one)
    with actual:
        st.markdown("**As it was**")
        _show_actual(one)
    _show_attribution(one)


def _label(one: Judged) -> str:
    session = one.visit.session_id
    return f"Visit {one.number} · fitness {one.fitness:.2f} · {session[:8] or 'no sessionId'} · {one.file}"


def _show_recommended(one: Judged) -> None:
    wrong = {finding.call.number for finding in one.findings if finding.severity != "info"}
    rows = []
    for slot in slots(one.visit):
        good = next((call for call in slot.calls if call.number not in wrong), None)
        made = "missing" if slot.call is None else f"call {(good or slot.call).number}"
        mark = "✗" if slot.call is None else "✓" if good else "!"
        rows.append({"Page": slot.page, "Call": slot.endpoint.name, "Made": f"{mark} {made}"})
    st.dataframe(
        rows,
        key="audit.recommended",
        hide_index=True,
        height="content",
        alt="Recommended calls of the pages used",
    )


def _show_actual(one: Judged) -> None:
    rules: dict[int, list[str]] = {}
    for finding in one.findings:
        rules.setdefault(finding.call.number, []).append(finding.rule.name)
    rows = [
        {
            "Call": call.number,
            "Endpoint": call.endpoint.name,
            "Page": call.page_type,
            "Answer": call.answer.result or ("?" if call.answer.recorded else "not recorded"),
            "Findings": rules.get(call.number, []),
        }
        for call in one.visit.calls
    ]
    st.dataframe(
        rows, key="audit.actual", hide_index=True, height="content", alt="The visit's calls in the order sent"
    )
    for number, reason in sorted(one.visit.attributed.items()):
        st.caption(f"Call {number} {plain(reason)}.")


def _show_attribution(one: Judged) -> None:
    found = traces(one.visit)
    st.markdown("**Attribution**")
    if not found:
        st.caption("The first click, where attribution enters, brought none or is not in the recording.")
        return
    rows = [
        {
            "Value": trace.spelt,
            "Came with": trace.landed,
            "Carried by calls": ", ".join(dict.fromkeys(str(step.call) for step in steps(one.visit, trace))),
            "Credited": trace.credited or "nothing",
            "Lost": f"call {trace.lost_at}: {trace.why}" if trace.why else "",
        }
        for trace in found
    ]
    st.dataframe(
        rows,
        key="audit.attribution",
        hide_index=True,
        height="content",
        alt="Attribution values and what became of them",
    )
