"""The verdict in one line, its numbers, and the report to take away."""

from __future__ import annotations

import msgspec
import streamlit as st
from plain import plain

from konnektive.audit.as_html import as_html
from konnektive.audit.as_json import as_json
from konnektive.audit.as_junit import as_junit
from konnektive.audit.as_markdown import as_markdown
from konnektive.audit.report import Report

DRAWN = {
    "no-go": (st.error, ":material/block:"),
    "hold": (st.error, ":material/front_hand:"),
    "soft": (st.warning, ":material/warning:"),
    "go": (st.success, ":material/check_circle:"),
}


def show_verdict(report: Report) -> None:
    """Draw the sentence, the counts, and what the files gave."""
    if not report.visits:
        st.warning(report.sentence, icon=":material/help:")
        show_files(report)
        return
    draw, icon = DRAWN[report.verdict]
    draw(plain(report.sentence), icon=icon)
    numbers, take_away = st.columns([4, 1], vertical_alignment="center")
    numbers.caption(_counted(report))
    with take_away.popover("Download", icon=":material/download:", width="stretch"):
        _offer(report)


def _counted(report: Report) -> str:
    fits = [judged.fitness for judged in report.visits]
    fit = f"fitness {min(fits):.2f}" + (f" to {max(fits):.2f}" if max(fits) > min(fits) else "")
    found = report.counts
    counts = (
        (len(report.visits), "visit"),
        (report.calls, "call"),
        (found["error"], "error"),
        (found["warn"], "warning"),
        (found["info"], "note"),
    )
    return " · ".join([f"{count:,} {noun}{'s' * (count != 1)}" for count, noun in counts] + [fit])


def _offer(report: Report) -> None:
    for label, name, mime, write in (
        ("Report to print", "funnel-audit.html", "text/html", lambda: as_html(report)),
        ("JSON", "funnel-audit.json", "application/json", lambda: msgspec.json.encode(as_json(report))),
        ("JUnit", "funnel-audit.xml", "application/xml", lambda: as_junit(report)),
        ("Markdown for a pull request", "funnel-audit.md", "text/markdown", lambda: as_markdown(report)),
    ):
        st.download_button(
            label, write, name, mime, key=f"audit.download.{name}", on_click="ignore", width="stretch"
        )


def show_files(report: Report) -> None:
    """What each file was, and what of it could not be read."""
    for recording in report.recordings:
        kind = recording.kind or "could not be read"
        counts = f"{len(recording.calls):,} CRM calls, {recording.ignored:,} other requests"
        st.markdown(f"**{plain(recording.file)}** {kind}: {counts}")
        for problem in recording.problems[:20]:
            st.caption(f":orange[:material/warning:] {plain(str(problem))}")
        if hidden := recording.more_problems + max(len(recording.problems) - 20, 0):
            st.caption(f"and {hidden:,} more")
    if report.silent:
        st.caption(f"Silent where an answer was not recorded: {', '.join(report.silent)}.")
