"""The rows behind a number: a list below the picture that was clicked, with the calls of the chosen visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import pyarrow as pa
import streamlit as st
from handles import store
from open_row import open_clicked, opened, show_closing
from plain import code, plain

from kartra.tables.files import as_csv_bytes
from konnektive.figures import ENDED_WORDS
from store.questions.behind import PAGE, VisitRow, visits_behind
from store.questions.calls import CallRow, calls_of
from store.questions.cells import Mark
from store.questions.placed import LINEAR, Shape
from store.questions.scope import Scope

MOST = 100_000
"""Visits in one download."""
Place = tuple[int, int]
"""Where a visit stands in the list: when it began, and its id."""


def when(ms: int) -> datetime:
    """A moment for a table, in UTC."""
    return datetime.fromtimestamp(ms / 1000, tz=UTC)


def show_visits(key: str, words: str, number: int, scope: Scope, shape: Shape, mark: Mark) -> None:
    """List the visits that a mark counts, and the calls of the one that is chosen."""
    before = _turned(key, words)
    with store().reading() as connection:
        rows = visits_behind(connection, scope, shape, mark, before=before)
    st.markdown(f"**{number:,} {'visit' if number == 1 else 'visits'}** · {plain(words)}")
    table = f"{key}.rows.{words}.{before}"
    st.dataframe(
        [_visit(row, shape) for row in rows],
        key=table,
        on_select=partial(open_clicked, key, table, [row.id for row in rows]),
        selection_mode="single-cell",
        hide_index=True,
        placeholder="",
        height="content" if len(rows) <= 12 else 388,
        column_config={
            "Began (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss"),
            "Revenue": st.column_config.NumberColumn(format="accounting"),
        },
        alt=f"Visits behind: {words}",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        _turn(key, words, before, [(row.started_at, row.id) for row in rows], number)
        st.download_button(
            "CSV",
            partial(_csv, scope, shape, mark),
            file_name="visits.csv",
            mime="text/csv",
            key=f"{key}.csv",
            icon=":material/download:",
            help=f"All {number:,}, formulas disarmed." if number <= MOST else f"The latest {MOST:,}.",
        )
    chosen = next((row for row in rows if row.id == opened(key)), None)
    if chosen:
        show_calls(chosen)
        show_closing(key, table)


def show_calls(row: VisitRow) -> None:
    """Every call of one visit, in its order."""
    with store().reading() as connection:
        calls = calls_of(connection, row.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Visit {row.id} · {code(row.session_id or 'no sessionId')} · {ENDED_WORDS[row.ended]}")
        st.space("stretch")
        if calls:
            first = {"call": str(calls[0].id)}
            st.page_link("sandbox.py", label="Open its calls", icon=":material/science:", query_params=first)
            visit = {"visit": str(row.id)}
            st.page_link("audit.py", label="Audit it", icon=":material/fact_check:", query_params=visit)
    st.dataframe(
        [_call(call, row.started_at) for call in calls],
        key=f"calls.{row.id}",
        hide_index=True,
        placeholder="",
        column_config={"Took": st.column_config.NumberColumn(format="%.2f ms")},
        alt=f"The calls of visit {row.id}",
    )


def _visit(row: VisitRow, shape: Shape) -> dict[str, object]:
    return {
        "Began (UTC)": when(row.started_at),
        "Ended": ENDED_WORDS[row.ended],
        "Came to": LINEAR[shape.steps[row.depth - 1]] if row.depth else "–",
        "Revenue": row.revenue_cents / 100 or None,
        "Upsells": row.upsells or None,
        "Calls": row.calls,
        "Refused": row.refused or None,
        "Affiliate": row.aff_id,
        "UTM source": row.utm_source,
        "Device": row.device,
        "Recorded by": row.source,
        "sessionId": row.session_id,
    }


def _call(call: CallRow, began: int) -> dict[str, object]:
    return {
        "After": f"+{(call.ts - began) / 1000:,.1f} s",
        "Endpoint": call.endpoint,
        "Page": call.page_type,
        "Result": call.result or "no answer",
        "Reason": call.reason,
        "Took": call.elapsed_us / 1000,
        "Fault": call.fault,
    }


def _turned(key: str, words: str) -> Place | None:
    """The visit that this page of the list lies before; none once another number was clicked."""
    about, before = st.session_state.get(f"{key}.page", ("", None))
    return before if about == words else None


def _turn(key: str, words: str, before: Place | None, shown: Sequence[Place], number: int) -> None:
    if number <= PAGE:
        return
    first = (key, words, None)
    last = (key, words, shown[-1] if len(shown) == PAGE else None)
    st.button("Newest", key=f"{key}.newest", on_click=_to, args=first, disabled=before is None)
    st.button("Older", key=f"{key}.older", on_click=_to, args=last, disabled=last[2] is None)
    st.caption(f"{PAGE} at a time, latest first")


def _csv(scope: Scope, shape: Shape, mark: Mark) -> bytes:
    with store().reading() as connection:
        rows = visits_behind(connection, scope, shape, mark, limit=MOST)
    return as_csv_bytes(pa.Table.from_pylist([_visit(row, shape) for row in rows]))


def _to(key: str, words: str, before: Place | None) -> None:
    st.session_state[f"{key}.page"] = (words, before)
