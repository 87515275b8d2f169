"""The call behind a finding: what was sent and answered, with the wrong parameter marked."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import streamlit as st
from call_view import show_exchange
from plain import plain

from konnektive.audit.call import Call
from konnektive.audit.report import Judged, Report
from konnektive.exchange import Exchange
from privacy import redacted_json, redacted_params, redacted_url

CHOSEN, _LET_GO = "audit.call", "audit.let_go"


def choose_call(visit: int, call: int, let_go: Callable[[], None]) -> None:
    """Open the drawer with this call; once it is closed, what was clicked lets go of its mark."""
    st.session_state[CHOSEN] = (visit, call)
    st.session_state[_LET_GO] = let_go


def show_chosen_call(report: Report) -> None:
    """Draw the drawer while a call is chosen."""
    visit, number = st.session_state.get(CHOSEN, (0, 0))
    judged = next((one for one in report.visits if one.number == visit), None)
    call = next((one for one in judged.visit.calls if one.number == number), None) if judged else None
    if judged and call:
        title = f"Call {call.number} · {call.endpoint.name}"
        st.dialog(title, width="medium", position="right", on_dismiss=_close)(_show)(judged, call)


def _close() -> None:
    st.session_state.pop(CHOSEN, None)
    st.session_state[_LET_GO]()


def _show(judged: Judged, call: Call) -> None:
    numbers = [one.number for one in judged.visit.calls]
    place = numbers.index(call.number)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{place + 1} of {len(numbers)} in visit {judged.number} · {plain(judged.file)}")
        st.space("stretch")
        for words, step, icon in (("Before", -1, "arrow_upward"), ("After", 1, "arrow_downward")):
            there = 0 <= place + step < len(numbers)
            if st.button(words, key=f"audit.{words}", icon=f":material/{icon}:", disabled=not there):
                st.session_state[CHOSEN] = (judged.number, numbers[place + step])
                st.rerun()
    findings = [finding for finding in judged.findings if finding.call.number == call.number]
    marks: dict[str, list[str]] = {}
    for finding in findings:
        marks.setdefault(finding.parameter, []).append(plain(f"{finding.rule.name}: {finding.message}"))
    notes = [judged.visit.attributed[call.number]] if call.number in judged.visit.attributed else []
    notes += [f"Its path is {call.path}, which is no endpoint."] if call.resembles else []
    notes += ["Its body is JSON, which the CRM is not known to read."] if call.json else []
    show_exchange(exchange_of(call), f"audit.call.{judged.number}.{call.number}", marks, notes)
    for finding in findings:
        st.markdown(f"**{finding.rule.name}** {plain(finding.rule.consequence)}  \n{plain(finding.rule.fix)}")
        st.caption(plain(finding.rule.source))


def exchange_of(call: Call) -> Exchange:
    """The call as an exchange, redacted."""
    message, text = _answer(call)
    return Exchange(
        call.endpoint,
        redacted_url(call.address),
        redacted_params(call.params if not call.json else call.json),
        call.sent_at or 0,
        call.elapsed_ms or 0.0,
        result=call.answer.result,
        message=message,
        text=text,
        error="" if call.answer.recorded else "The answer was not recorded.",
    )


def _answer(call: Call) -> tuple[object, str]:
    try:
        answer = redacted_json(msgspec.json.decode(call.shown_answer))
    except (ValueError, RecursionError):
        return call.answer.reason, call.shown_answer.decode("utf-8", "replace")
    return answer.get("message") if isinstance(answer, dict) else answer, ""
