"""How far each answer of the sandbox is known: by endpoint, and every assumption in one table."""

from __future__ import annotations

import msgspec
import streamlit as st

from konnektive.endpoints import ENDPOINTS
from konnektive.sandbox import Sandbox
from konnektive.sandbox.assumed import TABLE

WORDS = {
    "recorded": "Recorded from the live CRM",
    "vendor": "Printed by the vendor",
    "code": "Read from client code",
    "assumed": "Assumed",
}


def show_known(crm: Sandbox) -> None:
    """Draw both tables."""
    st.caption(
        "The vendor publishes no sandbox, and its full reference is not public. This is what answers rest on."
    )
    st.dataframe(
        [
            {
                "Endpoint": one.path,
                "Call": one.name,
                "The answer is": WORDS[one.evidence],
                "Source": one.source,
            }
            for one in ENDPOINTS.values()
        ],
        key="sandbox.evidence",
        hide_index=True,
        height=360,
        alt="What each endpoint's answer rests on",
    )
    st.subheader("What is assumed", anchor=False)
    st.dataframe(
        [
            {"Calls": one.calls, "When": one.when, "Answer": _answer(one.answer), "Because": one.basis}
            for one in TABLE
        ],
        key="sandbox.assumed",
        hide_index=True,
        height=38 + 35 * len(TABLE),
        alt="Answers whose real words or shape nobody has shown",
    )


def _answer(answer: object) -> str:
    return answer if isinstance(answer, str) else msgspec.json.encode(answer).decode()
