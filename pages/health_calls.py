"""Calls by endpoint and their times; a click lists the calls behind a bar."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from chart import HINT, clicked
from handles import store
from rows_view import when

from konnektive import figures_calls
from store.questions.calls import EndpointCalls, calls_behind
from store.questions.proportion import Proportion
from store.questions.scope import Scope

LIMIT = 200


@st.fragment
def show_calls(scope: Scope, endpoints: Sequence[EndpointCalls]) -> None:
    """How the calls were answered, and beside it how long that took."""
    if not endpoints:
        st.info("No call to the CRM in this period.", icon=":material/call:")
        return
    total = sum(one.calls for one in endpoints)
    trouble = Proportion(sum(one.trouble.part for one in endpoints), total)
    slowest = max(endpoints, key=lambda one: one.p95_us)
    left, right = st.columns(2, gap="medium")
    with left:
        words = f"{trouble.text} calls refused or failed"
        st.subheader(words, anchor=False)
        point = clicked(figures_calls.calls(endpoints), "health.calls", f"Calls by endpoint. {words}")
    with right:
        slow = f"{slowest.endpoint} is slowest: 95 % within {slowest.p95_us / 1000:,.1f} ms"
        st.subheader(slow, anchor=False)
        st.plotly_chart(
            figures_calls.response_times(endpoints),
            key="health.times",
            config={"displayModeBar": False},
            alt=f"Response times by endpoint. {slow}",
        )
    if point is None:
        st.caption(HINT)
        return
    answer = list(figures_calls.ANSWERS)[point.get("curve_number", 0)]
    one = endpoints[point["point_index"]]
    show_calls_behind(f"{one.endpoint} {answer}", getattr(one, answer), scope, one.endpoint, answer)


def show_calls_behind(words: str, number: int, scope: Scope, endpoint: str, answer: str) -> None:
    """List the calls, newest first."""
    with store().reading() as connection:
        rows = calls_behind(connection, scope, endpoint, answer, limit=LIMIT)
    st.markdown(f"**{number:,} {'call' if number == 1 else 'calls'}** · {words}")
    st.dataframe(
        [
            {
                "When (UTC)": when(row.ts),
                "Result": row.result or "no answer",
                "Reason": row.reason,
                "Took": row.elapsed_us / 1000,
                "Page": row.page_type,
                "Fault": row.fault,
                "Visit": row.visit_id,
                "Call": f"/sandbox?call={row.id}",
            }
            for row in rows
        ],
        key="health.calls.rows",
        hide_index=True,
        placeholder="",
        height="content",
        column_config={
            "When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss"),
            "Took": st.column_config.NumberColumn(format="%.2f ms"),
            "Call": st.column_config.LinkColumn(display_text=r"call=(\d+)"),
        },
        alt=f"Calls behind: {words}",
    )
    if len(rows) < number:
        st.caption(f"The newest {len(rows):,} of {number:,}.")
