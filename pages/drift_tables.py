"""The drift report as tables: fields by verdict with search, and which events came."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from kartra.drift import ActionSeen, Drift, FieldDrift
from kartra.drift.report import MEANING, WORST_FIRST
from kartra.drift.written import shares_text


def show_fields(found: Drift) -> None:
    """Draw coverage, filters and the fields."""
    actions, of_actions = found.documented_actions_seen
    fields, of_fields = found.documented_fields_seen
    with st.grid("auto", min_column_width=165, gap="small", key="drift.tiles"):
        st.metric("Events looked at", f"{found.events:,}", border=True)
        st.metric("Documented events seen", f"{actions} of {of_actions}", border=True)
        st.metric("Documented fields seen", f"{fields} of {of_fields}", border=True)
    counts = {verdict: sum(one.verdict == verdict for one in found.fields) for verdict in WORST_FIRST}
    chosen = st.pills(
        "Verdict",
        [verdict for verdict in WORST_FIRST if counts[verdict]],
        selection_mode="multi",
        key="drift.verdicts",
        bind="query-params",
        label_visibility="collapsed",
    )
    text = st.text_input(
        "Search", key="drift.q", type="search", live="300ms", bind="query-params",
        placeholder="A field, such as lead.score or payments_left", label_visibility="collapsed",
    )  # fmt: skip
    rows = [
        one
        for one in found.fields
        if (not chosen or one.verdict in chosen) and text.casefold() in one.path.casefold()
    ]
    told = " · ".join(f"{counts[one]:,} {one}" for one in chosen or WORST_FIRST if counts[one])
    st.caption(f"{told}: {MEANING[chosen[0]]}." if len(chosen) == 1 else told)
    _show_table(rows)


def _show_table(rows: list[FieldDrift]) -> None:
    if not rows:
        st.info("No field fits.", icon=":material/search_off:")
        return
    st.dataframe(
        [_row(one) for one in rows],
        key="drift.fields",
        hide_index=True,
        height="content" if len(rows) <= 20 else 738,
        placeholder="",
        column_config={
            "Of events": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1),
            "First (UTC)": st.column_config.DateColumn(format="D MMM YYYY"),
            "Last (UTC)": st.column_config.DateColumn(format="D MMM YYYY"),
        },
        alt="Fields with their documented and seen types",
    )


def _row(one: FieldDrift) -> dict[str, Any]:
    return {
        "Field": one.path,
        "Verdict": one.verdict,
        "2020": one.in_2020 or "–",
        "Current": one.current or "–",
        "Seen as": shares_text(one) or "–",
        "Of events": one.events / one.of_events if one.of_events else None,
        "Example": one.example,
        "First (UTC)": _day(one.first),
        "Last (UTC)": _day(one.last),
        "Remark": one.note,
    }


def show_actions(found: Drift) -> None:
    """Draw which events came, documented or not."""
    st.subheader("Events", anchor=False)
    st.dataframe(
        [_action(one) for one in found.actions],
        key="drift.actions",
        hide_index=True,
        alt="Events with the edition that documents them, and how many came",
    )


def _action(one: ActionSeen) -> dict[str, Any]:
    return {
        "Event": one.action,
        "Documented in": one.edition or "no edition",
        "Seen": one.events,
        "Remark": one.note or ("never seen" if not one.events else ""),
    }


def _day(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)
