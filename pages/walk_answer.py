"""What came back from one attempt: the outcome, what a broken id would cost, and the evidence."""

from __future__ import annotations

import call_view
import streamlit as st

from konnektive.breaks import cost
from konnektive.exchange import Exchange
from konnektive.run import Attempt

NOTE_HEADER = "x-funnelscope-note"


def show_outcome(attempt: Attempt) -> None:
    """The outcome in a sentence, what the sandbox notes beside it, and what a broken id would cost."""
    call_view.show_outcome(attempt.exchange)
    for note in notes(attempt.exchange):
        st.caption(f":material/info: {note}")
    for name, how in attempt.broken:
        price = cost(attempt.exchange.endpoint.path, name)
        if price:
            st.warning(price, title=f"{name}: {how}. In production:", icon=":material/money_off:")


def notes(exchange: Exchange) -> list[str]:
    """What the sandbox says beside its answer, in a header, because the CRM would not."""
    return [value for name, value in exchange.headers if name.lower() == NOTE_HEADER]


def show_evidence(attempt: Attempt) -> None:
    """Request, answer, and the same call as code."""
    key = f"walk.evidence.{attempt.step}"
    request, answer, code = st.tabs(["Request", "Answer", "Code"], key=key, on_change="rerun")
    if request.open:
        with request:
            call_view.show_request(attempt.exchange, {})
    if answer.open:
        with answer:
            call_view.show_answer(attempt.exchange)
    if code.open:
        with code:
            call_view.show_code(attempt.exchange, key)
