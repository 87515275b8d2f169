"""What came back from one attempt: the outcome, what a broken id would cost, and the evidence."""

from __future__ import annotations

import call_view
import streamlit as st
from plain import plain
from walk_findings import MARKS
from walk_state import edits
from walk_target import is_live

from konnektive.attempt import Attempt
from konnektive.breaks import DONE, cost
from konnektive.comparison import differences
from konnektive.exchange import Exchange
from konnektive.mirror import mirrored
from konnektive.run import Run

NOTE_HEADER = "x-funnelscope-note"


def show_outcome(attempt: Attempt) -> None:
    """The outcome in a sentence, what the sandbox notes beside it, and what a broken id would cost."""
    call_view.show_outcome(attempt.exchange)
    for note in notes(attempt.exchange):
        st.caption(f":material/info: {plain(note)}")
    for finding in attempt.findings:
        st.markdown(f"{MARKS[finding.severity]} {plain(finding.message)}", help=finding.rule.consequence)
    for name, how in attempt.broken:
        price = cost(attempt.exchange.endpoint.path, name)
        if price:
            st.warning(price, title=f"{name} {DONE[how]}. In production:", icon=":material/money_off:")


def notes(exchange: Exchange) -> list[str]:
    """What the sandbox says beside its answer, in a header, because the CRM would not."""
    return [value for name, value in exchange.headers if name.lower() == NOTE_HEADER]


def show_evidence(run: Run, attempt: Attempt) -> None:
    """Request, answer, the same call as code, and live the sandbox's answer beside the CRM's."""
    key = f"walk.evidence.{attempt.step}"
    names = ["Request", "Answer", "Code", *(["Compare"] if is_live() else [])]
    request, answer, code, *compare = st.tabs(names, key=key, on_change="rerun")
    if request.open:
        with request:
            call_view.show_request(attempt.exchange, {})
    if answer.open:
        with answer:
            call_view.show_answer(attempt.exchange)
    if code.open:
        with code:
            call_view.show_code(attempt.exchange, key)
    for tab in compare:
        if tab.open:
            with tab:
                show_comparison(run, attempt)


def show_comparison(run: Run, attempt: Attempt) -> None:
    """Where the CRM's answer and the sandbox's differ, ids and dates aside."""
    found = differences(attempt.exchange, mirrored(run, attempt.step, edits))
    if not found:
        st.success("The sandbox answers this step alike: same shape, same values, ids and dates aside.")
        return
    st.caption(f"{len(found)} differences between the CRM and the sandbox; ids and dates are not compared.")
    rows = [
        {"field": one.path, "difference": one.kind, "CRM": one.here, "sandbox": one.there} for one in found
    ]
    st.dataframe(rows, hide_index=True, alt="Differences between the CRM's answer and the sandbox's")
