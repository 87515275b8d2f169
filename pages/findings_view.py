"""What is unusual, the gravest first; what every normal event shows is folded away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from plain import plain

from kartra.event import Finding
from privacy import redacted_text

_ICONS = {
    "error": ":red[:material/error:]",
    "warn": ":orange[:material/warning:]",
    "info": ":gray[:material/info:]",
}


def show_findings(findings: Sequence[Finding]) -> None:
    """List the findings with their path; nothing unusual is said in one line."""
    unusual = [finding for finding in findings if finding.severity != "info"]
    ordinary = [finding for finding in findings if finding.severity == "info"]
    if not unusual:
        st.markdown(":green[:material/check_circle:] Nothing unusual about the event.")
    for finding in unusual:
        st.markdown(_line(finding))
    if ordinary:
        remarks = "1 remark" if len(ordinary) == 1 else f"{len(ordinary)} remarks"
        with st.expander(f"{remarks} that normal events carry too", type="compact"):
            for finding in ordinary:
                st.markdown(_line(finding))


def _line(finding: Finding) -> str:
    # No code: a bracket in a path would end the colour, and what follows would be Markdown.
    message = plain(redacted_text(finding.message))
    return f"{_ICONS[finding.severity]} {message}  \n:small[:gray[{plain(finding.path)} · {finding.code}]]"
