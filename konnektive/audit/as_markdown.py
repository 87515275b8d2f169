"""The report as Markdown, for a pull request or a chat."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.report import Report

MARK = {"error": "🔴", "warn": "🟠", "info": "🔵"}


def as_markdown(report: Report) -> str:
    """The verdict, a table of rules, and the visits' fitness."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"## Funnel audit: {report.verdict}"
    yield ""
    yield report.sentence
    yield ""
    if report.by_rule:
        yield "| | rule | what | where | how to mend it |"
        yield "| --- | --- | --- | --- | --- |"
        for found in report.by_rule.values():
            rule = found[0][1].rule
            places = [f"visit {judged.number} call {finding.call.number}" for judged, finding in found[:3]]
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            cells = (MARK[rule.severity], rule.name, rule.title, ", ".join(places) + more, rule.fix)
            yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
        yield ""
    fits = [judged.fitness for judged in report.visits]
    if fits:
        yield f"{len(fits)} visits, {report.calls} calls, fitness {min(fits):.2f} to {max(fits):.2f}."
    for recording in report.recordings:
        for problem in recording.problems[:5]:
            yield f"- could not be read: `{_cell(recording.file)}` {_cell(str(problem))}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
