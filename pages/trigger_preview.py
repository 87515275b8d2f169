"""The exact requests, before anything is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st
from plain import plain
from trigger_plan import Prepared

from kartra.generation.arrived import readable
from kartra.sending.planned import Planned

_LISTED = 200
"""Requests in the list above the body; all are sent."""


def show_requests(prepared: Prepared) -> Planned | None:
    """List the requests where there are several; the one to be shown whole."""
    if prepared.problem:
        st.error(plain(prepared.problem), title="This can not be made", icon=":material/error:")
        return None
    if not prepared.plan:
        st.info(prepared.empty, icon=":material/touch_app:")
        return None
    return prepared.plan[0] if len(prepared.plan) == 1 else _chosen(prepared.plan)


def show_exactly(chosen: Planned) -> None:
    """Draw one request whole."""
    one = chosen.outgoing
    headers = "\n".join(f"{name}: {value}" for name, value in one.headers)
    st.caption(f"The exact request: {len(one.body):,} bytes, here with indentation")
    st.code(f"{one.method} {one.url}\n{headers}", language="http", wrap_lines=True)
    st.code(_readable(chosen), language=_language(chosen), height=460, wrap_lines=True)


def _chosen(plan: tuple[Planned, ...]) -> Planned:
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
        placeholder="",
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
    return f"#{planned.delivery_id} {name}" if planned.delivery_id else name


def _later(ms: int) -> str:
    days, seconds = divmod(ms // 1000, 86_400)
    if days:
        return f"+{days} d {seconds // 3600} h"
    return f"+{seconds // 3600} h {seconds % 3600 // 60} min" if seconds >= 3600 else f"+{seconds} s"


def _readable(planned: Planned) -> str:
    headers = {name.lower(): value for name, value in planned.outgoing.headers}
    return readable(planned.outgoing.body, headers.get("content-type", ""))


def _language(planned: Planned) -> str:
    return "json" if planned.outgoing.body[:1] in (b"{", b"[") else "ini"
