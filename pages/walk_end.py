"""The end of a walk: how it ended, the verdict, and what the audit holds against it."""

from __future__ import annotations

from functools import partial

import streamlit as st
from plain import plain
from walk_findings import MARKS

from konnektive.audit.report import MEANING, Verdict
from konnektive.audited import audited
from konnektive.ending import outcome
from konnektive.export.report import report, verdict
from konnektive.run import Run

COLOURS: dict[Verdict, str] = {"go": "green", "soft": "yellow", "hold": "orange", "no-go": "red"}


def show_end(run: Run) -> None:
    """Draw it."""
    given = verdict(run)
    st.subheader(plain(outcome(run)), anchor=False)
    st.badge(MEANING[given], color=COLOURS[given])  # type: ignore[arg-type]  # the colours are Streamlit's own
    findings = [finding for _, finding in audited(run.visit_calls).findings]
    if not findings:
        st.markdown("The audit holds nothing against the calls of this walk.")
    for finding in findings:
        rule = finding.rule
        st.markdown(
            f"{MARKS[finding.severity]} {plain(finding.message)} {rule.consequence}",
            help=f"**{rule.name}** {rule.fix}\n\nSource: {rule.source}",
        )
    show_calls(run)
    st.download_button(
        "Report as HTML", partial(report, run), "walk.html", "text/html",
        key="walk.report", on_click="ignore", icon=":material/description:",
    )  # fmt: skip


def show_calls(run: Run) -> None:
    """Every attempt in the order it was made."""
    rows = [
        {
            "page": run.steps[one.step].page.title,
            "call": one.exchange.endpoint.name,
            "outcome": one.exchange.outcome,
            "ms": one.exchange.elapsed_ms,
            "answer": one.exchange.reason or ", ".join(one.exchange.minted.values()),
        }
        for one in run.attempts
    ]
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={"ms": st.column_config.NumberColumn(format="%.1f")},
        alt="Every call of this walk in the order it was made",
    )
