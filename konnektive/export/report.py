"""A walk's verdict as one HTML file: go, soft, hold or no-go, with what it rests on; needs no network."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from string import Template

from konnektive.attempt import Attempt
from konnektive.audit import Finding, Report
from konnektive.audit.report import MEANING, Verdict
from konnektive.audited import audited
from konnektive.ending import SELLING, outcome
from konnektive.export.run_json import iso, response
from konnektive.run import Run

PAGE = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
"""Its own styles and nothing from elsewhere."""


def report(run: Run) -> str:
    """The whole file. Everything in it has been redacted, and every value is escaped."""
    found = audited(run.visit_calls)
    given = verdict(run, found)
    steps = f"{len(run.attempts)} calls, {len(run.steps)} steps"
    when = f", started {iso(run.attempts[0].exchange.sent_at)}" if run.attempts else ""
    return PAGE.substitute(
        title=escape(f"Walk of {run.funnel.name}"),
        kind=given,
        verdict=escape(MEANING[given]),
        sentence=escape(outcome(run)),
        facts=escape(steps + when),
        findings=_findings(found),
        calls="".join(_call(attempt, run) for attempt in run.attempts),
    )


def verdict(run: Run, found: Report | None = None) -> Verdict:
    """The audit's verdict; worse where a step of the funnel was tried and not accepted in the end."""
    given = (found or audited(run.visit_calls)).verdict
    stuck = [step for step in run.steps if run.mark(step.index) in ("refused", "failed")]
    # An upsell that is refused is normal, and its funnel goes on.
    if any(step.call.path in SELLING for step in stuck):
        return "no-go"
    if any(step.call.path != "upsale/import" for step in stuck) and given in ("go", "soft"):
        return "hold"
    return given


def _findings(found: Report) -> str:
    rows = [_finding(finding) for _, finding in found.findings]
    return f"<ul>{''.join(rows)}</ul>" if rows else "<p>Nothing is wrong with the calls.</p>"


def _finding(finding: Finding) -> str:
    rule = finding.rule
    said = f'<strong class="{rule.severity}">{escape(rule.name)}</strong> {escape(finding.message)}'
    cost = f"{escape(rule.consequence)} {escape(rule.fix)}"
    source = (
        f"Call {finding.call.number}, {escape(finding.call.endpoint.name)}. Source: {escape(rule.source)}"
    )
    return f'<li>{said}<br>{cost}<br><span class="quiet">{source}</span></li>'


def _call(attempt: Attempt, run: Run) -> str:
    exchange, page = attempt.exchange, run.steps[attempt.step].page
    head = f"{escape(exchange.endpoint.name)}, {escape(page.title)}: "
    head += f'<span class="{exchange.outcome}">{exchange.outcome}</span>, {exchange.elapsed_ms:,.1f} ms'
    said = f"<br>{escape(exchange.reason)}" if exchange.reason else ""
    evidence = _folded("Request", dict(exchange.params)) + _folded("Answer", response(exchange))
    return f"<li>{head}{said}{evidence}</li>"


def _folded(name: str, value: object) -> str:
    text = escape(json.dumps(value, indent=2, ensure_ascii=False))
    return f"<details><summary>{name}</summary><pre>{text}</pre></details>"
