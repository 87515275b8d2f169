"""What a recorded funnel did wrong, and what that costs."""

from __future__ import annotations

import streamlit as st
from audit_call import show_chosen_call
from audit_input import ask_for_recording
from audit_lanes import show_lanes
from audit_live import ask_how_far_back
from audit_rules import chosen, grouped, show_rules
from audit_source import opened, renewed
from audit_verdict import show_files, show_verdict
from audit_visit import show_visit
from handles import sandbox_url
from hearing import listen
from list_row import make_way


def show_report() -> None:
    """Draw the report; while live, with what came since."""
    make_way()
    report = renewed().report
    show_verdict(report)
    if not report.visits:
        return
    visits = chosen(report.visits) if report.counts else list(report.visits)
    lanes, findings, sequence, files = st.tabs(["Visits", "Findings", "One visit", "Files"], key="audit.tabs")
    with lanes:
        show_lanes(visits)
    with findings:
        show_rules(grouped(visits))
    with sequence:
        show_visit(visits)
    with files:
        show_files(report)
    listen()


st.title("Audit", anchor=False)
ask_for_recording()
now = opened()
if now is None:
    st.info(
        "Record the funnel in the browser (developer tools, Network, Export HAR) or point it at the sandbox, "
        f"`{sandbox_url()}`, and click through. Every visit is checked against the recommended flow: "
        "which call is missing, misordered, doubled or lost its session, what it costs, and how to mend it.",
        icon=":material/fact_check:",
    )
else:
    st.fragment(show_report, run_every="1s" if ask_how_far_back(now) else None, key="audit.report")()
    show_chosen_call(now.report)
