"""The report as the JSON object that other programs rely on."""

from __future__ import annotations

from typing import Any

from konnektive.audit.attribution import traces
from konnektive.audit.report import Judged, Report
from konnektive.audit.rule import Finding


def as_json(report: Report) -> dict[str, Any]:
    """Visits with findings, a summary over all, and what of the files could not be read."""
    return {
        "visits": [_visit(judged) for judged in report.visits],
        "summary": {
            "visits": len(report.visits),
            "calls": report.calls,
            "errors": report.counts["error"],
            "warnings": report.counts["warn"],
            "infos": report.counts["info"],
            "verdict": report.verdict,
        },
        "files": [
            {
                "file": recording.file,
                "kind": recording.kind,
                "calls": len(recording.calls),
                "ignored": recording.ignored,
                "problems": [
                    {"place": one.place, "field": one.field, "reason": one.reason}
                    for one in recording.problems
                ],
                "more_problems": recording.more_problems,
            }
            for recording in report.recordings
        ],
    }


def _visit(judged: Judged) -> dict[str, Any]:
    visit = judged.visit
    return {
        "visit": judged.number,
        "file": judged.file,
        "sessionId": visit.session_id or None,
        "pages": list(visit.pages),
        "calls": len(visit.calls),
        "fitness": judged.fitness,
        "findings": [finding_json(finding) for finding in judged.findings],
        "silent": list(judged.silent),
        "attribution": [
            {
                "name": trace.name,
                "spelt": trace.spelt,
                "landed": trace.landed,
                "credited": trace.credited or None,
                "lost_at": trace.lost_at,
                "why": trace.why or None,
            }
            for trace in traces(visit)
        ],
        "attributed": [
            {"call": number, "reason": reason} for number, reason in sorted(visit.attributed.items())
        ],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": finding.rule.name,
        "severity": finding.severity,
        "call": finding.call.number,
        "endpoint": finding.call.endpoint.path,
        "parameter": finding.parameter or None,
        "message": finding.message,
        "consequence": finding.rule.consequence,
        "fix": finding.rule.fix,
        "source": finding.rule.source,
    }
