"""The sandbox's traffic: live, newest visit first, its calls in the order they were made."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st
from handles import sandbox_url, store
from hearing import listen
from list_reading import TABLE, is_reading, watch_reading
from list_row import make_way, mark_row, open_row
from sandbox_call import choose, chosen

from konnektive.endpoints import FLOW, at
from konnektive.sandbox import Sandbox
from konnektive.sandbox.recording import Recorder
from store.questions.calls import CallRow
from store.questions.traffic import EACH, VisitTraffic, latest_traffic, newest_call

VISITS = 40
SOURCES = {"http": "Over HTTP", "walk": "Walks"}
OUTCOMES = {
    "sold": "sold",
    "declined": "declined",
    "paypal_unconfirmed": "PayPal not confirmed",
    "lead": "lead",
    "abandoned": "left",
}
MARKS = {"SUCCESS": "accepted", "MERC_REDIRECT": "sent on", "ERROR": "refused"}
COLOURS = {"accepted": "green", "sent on": "blue", "refused": "red", "broken": "orange"}
OFTEN_CALLED = (*(one.path for one in FLOW), "order/query", "transactions/query")
LIVE, SOURCE, ONLY = "sandbox.live", "sandbox.source", "sandbox.only"
_DRAWN = "sandbox.drawn"
"""The filters and the visits that the list was last drawn with."""


def show_traffic(crm: Sandbox) -> None:
    """Draw the filters and the list; while live, the list looks again each second."""
    with st.container(horizontal=True, vertical_alignment="center"):
        live = st.toggle("Live", value=True, key=LIVE)
        source = st.segmented_control(
            "Who called",
            ["All", *SOURCES.values()],
            default="All",
            required=True,
            key=SOURCE,
            label_visibility="collapsed",
        )
        only = st.pills(
            "Only", ["refused", "faulted"], key=ONLY, label_visibility="collapsed", selection_mode="single"
        )
        endpoint = st.selectbox(
            "Endpoint",
            OFTEN_CALLED,
            index=None,
            placeholder="Any endpoint",
            key="sandbox.endpoint",
            label_visibility="collapsed",
            width=220,
        )
    st.fragment(_show_list, run_every="1s" if live else None, key="sandbox.list")(crm, source, only, endpoint)


def _show_list(crm: Sandbox, source: str, only: str | None, endpoint: str | None) -> None:
    make_way()
    visits = _visits(source)
    rows = [(visit, call) for visit in visits for call in visit.calls if _passes(call, only, endpoint)]
    with st.container(key=TABLE):
        if rows:
            _show_rows(crm, rows, f"sandbox.calls.{source}.{only}.{endpoint}")
        elif _any_call():
            st.info("No call fits these filters.", icon=":material/filter_alt_off:")
        else:
            _show_empty()
    watch_reading()
    listen()


def _visits(source: str) -> tuple[VisitTraffic, ...]:
    """The latest visits; those of before while somebody reads in the list, so that no row moves."""
    before: tuple[str, tuple[VisitTraffic, ...]] = st.session_state.get(_DRAWN, ("", ()))
    if before[0] == source and is_reading():
        return before[1]
    named = tuple(key for key, words in SOURCES.items() if source in ("All", words))
    with store().reading() as connection:
        visits = latest_traffic(connection, sources=named, limit=VISITS)
    st.session_state[_DRAWN] = (source, visits)
    return visits


def _any_call() -> bool:
    with store().reading() as connection:
        return newest_call(connection) > 0


def _passes(call: CallRow, only: str | None, endpoint: str | None) -> bool:
    if endpoint and call.endpoint != endpoint:
        return False
    if only == "faulted":
        return bool(call.fault)
    return only is None or call.result == "ERROR"


def _show_rows(crm: Sandbox, rows: list[tuple[VisitTraffic, CallRow]], key: str) -> None:
    ids = [call.id for _, call in rows]
    mark_row(key, ids, chosen(), "Visit")
    shown: set[int] = set()
    table = []
    for visit, call in rows:
        table.append(_row(visit, call, visit.id not in shown))
        shown.add(visit.id)
    st.dataframe(
        table,
        key=key,
        on_select=partial(open_row, key, ids, choose),
        selection_mode="single-cell",
        hide_index=True,
        height="content" if len(ids) <= 20 else 700,
        column_config={
            "Visit": st.column_config.TextColumn(width=170),
            "At (UTC)": st.column_config.DatetimeColumn(format="HH:mm:ss", width=80),
            "Call": st.column_config.TextColumn(width=150),
            "Page": st.column_config.TextColumn(width=110),
            "Result": st.column_config.MultiselectColumn(
                width=100, options=list(COLOURS), color=list(COLOURS.values())
            ),
            "Reason": st.column_config.TextColumn(),
            "Took": st.column_config.NumberColumn(format="%.2f ms", width=90),
        },
        alt="Calls to the sandbox by visit, newest visit first",
    )
    if lost := sum(one.lost for one in crm.listeners if isinstance(one, Recorder)):
        st.warning(f"{lost:,} calls came faster than they could be kept, and are not in this list.")
    longest = max(visit.made for visit, _ in rows)
    last = f" Of a visit with more than {EACH} calls, these are the last." if longest > EACH else ""
    st.caption(f"{len(rows)} calls of the latest {len(shown)} visits.{last} Select one to see it whole.")


def _row(visit: VisitTraffic, call: CallRow, first: bool) -> dict[str, Any]:
    endpoint = at(call.endpoint)
    return {
        "Visit": f"{visit.id} · {OUTCOMES.get(visit.outcome, visit.outcome)}" if first else "",
        "At (UTC)": datetime.fromtimestamp(call.ts / 1000, tz=UTC),
        "Call": endpoint.name if endpoint else call.endpoint,
        "Page": call.page_type,
        "Result": [_mark(call)],
        "Reason": call.reason or (f"fault: {call.fault}" if call.fault else ""),
        "Took": call.elapsed_us / 1000,
    }


def _mark(call: CallRow) -> str:
    return MARKS.get(call.result, "broken")


def _show_empty() -> None:
    st.info(
        "Point a funnel's API base URL at the address above and open its first page, or send this. "
        "It shows up below within a second.",
        title="Nothing has called yet",
        icon=":material/science:",
    )
    st.code(
        f"curl {sandbox_url()}/landers/clicks/import/ \\\n"
        "  -d loginId=demo -d password=demo -d campaignId=1 -d pageType=leadPage \\\n"
        "  --data-urlencode 'requestUri=https://shop.example.com/?affId=AF54B33412' -d userAgent=curl",
        language="bash",
        wrap_lines=True,
    )
