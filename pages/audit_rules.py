"""Findings grouped by rule: how many, what they cost, how to mend them, and the calls behind them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from audit_call import choose_call
from list_row import open_row, unmark
from plain import plain

from konnektive.audit.report import Judged, Report
from konnektive.audit.rule import SEVERITIES, Finding, Severity

MARKS: dict[Severity, str] = {
    "error": ":red[:material/error:]",
    "warn": ":orange[:material/warning:]",
    "info": ":gray[:material/info:]",
}
SHOWN = 100


def show_rules(grouped: dict[str, list[tuple[Judged, Finding]]]) -> None:
    """Draw a fold for each rule, the gravest open."""
    if not grouped:
        st.caption("Nothing is held against these visits.")
    for place, found in enumerate(grouped.values()):
        rule = found[0][1].rule
        label = f"{MARKS[rule.severity]} **{rule.name}** {plain(rule.title)} · {len(found):,}"
        with st.expander(
            label, expanded=place == 0 and rule.severity == "error", key=f"audit.rule.{rule.name}"
        ):
            st.markdown(f"**Costs** {plain(rule.consequence)}  \n**Mend** {plain(rule.fix)}")
            st.caption(plain(rule.source))
            _show_calls(rule.name, found[:SHOWN])
            if len(found) > SHOWN:
                st.caption(f"and {len(found) - SHOWN:,} more; the downloads have all.")


def _show_calls(name: str, found: Sequence[tuple[Judged, Finding]]) -> None:
    key = f"audit.found.{name}"
    places = [(judged.number, finding.call.number) for judged, finding in found]
    st.dataframe(
        [
            {
                "Visit": judged.number,
                "Call": finding.call.number,
                "Endpoint": finding.call.endpoint.name,
                "What was seen": finding.message,
            }
            for judged, finding in found
        ],
        key=key,
        hide_index=True,
        on_select=lambda: open_row(
            key, range(len(places)), lambda row: choose_call(*places[row], partial(unmark, key))
        ),
        selection_mode="single-cell",
        column_config={
            "Visit": st.column_config.NumberColumn(width=60),
            "Call": st.column_config.NumberColumn(width=60),
            "Endpoint": st.column_config.TextColumn(width=130),
            "What was seen": st.column_config.TextColumn(width="large"),
        },
        alt=f"The calls that {name} points at",
    )


def chosen(judged: Sequence[Judged]) -> list[Judged]:
    """The visits that pass the filters, which are drawn here."""
    severities = {"error": "Errors", "warn": "Warnings", "info": "Notes"}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        worst = st.pills(
            "Visits with",
            [one for one in SEVERITIES if any(f.severity == one for v in judged for f in v.findings)],
            key="audit.severity",
            format_func=severities.__getitem__,
        )
        names = sorted({finding.rule.name for one in judged for finding in one.findings})
        rules = st.multiselect("Rules", names, key="audit.rules", placeholder="All rules", width=320)
        files = list(dict.fromkeys(one.file for one in judged))
        file = (
            st.selectbox("File", files, index=None, key="audit.file", placeholder="All files", width=240)
            if len(files) > 1
            else None
        )
    return [
        one
        for one in judged
        if (not worst or any(finding.severity == worst for finding in one.findings))
        and (not rules or any(finding.rule.name in rules for finding in one.findings))
        and (file is None or one.file == file)
    ]


def grouped(judged: Sequence[Judged]) -> dict[str, list[tuple[Judged, Finding]]]:
    """The findings of these visits by rule, with the filters on severity and rule applied."""
    severity, rules = st.session_state.get("audit.severity"), st.session_state.get("audit.rules")
    return {
        name: found
        for name, found in Report(tuple(judged)).by_rule.items()
        if (not severity or found[0][1].severity == severity) and (not rules or name in rules)
    }
