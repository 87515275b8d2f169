"""The report for a terminal: the verdict first, then each rule with its findings."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.report import Report

SHOWN = 5
"""Findings of one rule before the rest is only counted."""


def as_text(report: Report) -> str:
    """A few lines a rule: what, where, what it costs, how to mend it."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield report.sentence
    yield ""
    for found in report.by_rule.values():
        rule = found[0][1].rule
        yield f"{rule.name}  {rule.severity:<5}  {rule.title} ({len(found)})"
        for judged, finding in found[:SHOWN]:
            where = f"visit {judged.number}, call {finding.call.number} ({finding.call.endpoint.name})"
            yield f"    {where}: {finding.message}"
        if len(found) > SHOWN:
            yield f"    and {len(found) - SHOWN} more"
        yield f"    Costs: {rule.consequence}"
        yield f"    Mend:  {rule.fix}"
        yield ""
    yield from _about_files(report)


def _about_files(report: Report) -> Iterator[str]:
    for recording in report.recordings:
        kind = recording.kind or "not readable"
        yield f"{recording.file}: {kind}, {len(recording.calls)} calls, {recording.ignored} other requests"
        for problem in recording.problems:
            yield f"    could not be read: {problem}"
        if recording.more_problems:
            yield f"    and {recording.more_problems} more that could not be read"
    if report.silent:
        yield f"Not judged where answers were not recorded: {', '.join(report.silent)}"
    attributed = sum(len(judged.visit.attributed) for judged in report.visits)
    if attributed:
        were = "call was" if attributed == 1 else "calls were"
        yield f"{attributed} {were} counted in without a tie by id; --json says which and why."
