"""The exact requests, before anything is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st
from trigger_plan import Prepared

from kartra.generation.reading_back import read_back
from kartra.sending.planned import Planned

_LISTED = 200
"""Requests in the list above the body; all are sent."""


def show_preview(prepared: Prepared) -> None:
    """Draw one request whole, and a choice where there are several."""
    if prepared.problem:
        st.error(prepared.problem, title="This can not be made", icon=":material/error:")
        return
    if not prepared.plan:
        st.info(prepared.empty, icon=":material/touch_app:")
        return
    chosen = _chosen(prepared.plan)
    one = chosen.outgoing
    headers = "\n".join(f"{name}: {value}" for name, value in one.headers)
    st.caption(f"{len(one.body):,} bytes, exactly as below but for the indentation")
    st.code(f"{one.method} {one.url}\n{headers}", language="http", wrap_lines=True, width="stretch")
    st.code(_readable(chosen), language=_language(chosen), height=420, wrap_lines=True, width="stretch")


def _chosen(plan: tuple[Planned, ...]) -> Planned:
    if len(plan) == 1:
        return plan[0]
    shown = plan[:_LISTED]
    more = f", the first {_LISTED} of them shown" if len(plan) > _LISTED else ""
    st.caption(f"{len(plan):,} requests in this order{more}; choose one to see it whole")
    # Another plan has other rows: a choice made among the old ones would mean something else.
    key = f"trigger.requests.{hash(shown)}"
    st.dataframe(
        [_row(one, plan[0].at) for one in shown],
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=min(300, 36 + 32 * len(shown)),
        column_config={
            "When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss", width=150),
            "Since the first": st.column_config.TextColumn(width=110),
            "Amount": st.column_config.NumberColumn(format="%.2f", width=80),
        },
        alt="Requests in the order in which they are sent",
    )
    rows = st.session_state[key]["selection"]["rows"]
    return plan[rows[0] if rows else 0]


def _row(one: Planned, first: int) -> dict[str, Any]:
    return {
        "When (UTC)": datetime.fromtimestamp(one.at / 1000, tz=UTC),
        "Since the first": _later(one.at - first),
        "Event": _name(one),
        "Amount": one.cents / 100 if one.cents is not None else None,
    }


def _name(planned: Planned) -> str:
    name = planned.trigger.rpartition(": ")[2]
    return f"delivery {planned.delivery_id}, {name}" if planned.delivery_id else name


def _later(ms: int) -> str:
    days, seconds = divmod(ms // 1000, 86_400)
    if days:
        return f"+{days} d {seconds // 3600} h"
    return f"+{seconds // 3600} h {seconds % 3600 // 60} min" if seconds >= 3600 else f"+{seconds} s"


def _readable(planned: Planned) -> str:
    callback = read_back(planned.outgoing.body, dict(planned.outgoing.headers).get("content-type", ""))
    return callback.readable if callback else planned.outgoing.body.decode("utf-8", "replace")


def _language(planned: Planned) -> str:
    return "json" if planned.outgoing.body[:1] in (b"{", b"[") else "ini"
