"""The report as one self-contained page: nothing is loaded, nothing secret is in it, and it prints."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from konnektive.audit.attribution import traces
from konnektive.audit.html_style import STYLE
from konnektive.audit.lanes import PAGES, Lane, Mark, lanes, worst_first
from konnektive.audit.report import Judged, Report
from konnektive.audit.rule import Finding

KEY = {"": "fine", "info": "note", "warn": "warning", "error": "error", "missing": "missing"}
SHOWN_VISITS = 200
SHOWN_FINDINGS = 50


def as_html(report: Report) -> str:
    """The verdict, the lanes, the findings by rule, attribution, and what could not be read."""
    return "".join(_document(report))


def _document(report: Report) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Funnel audit: {report.verdict}</title><style>{STYLE}</style></head><body>\n"
    yield f'<header class="{report.verdict}"><h1>{escape(report.sentence)}</h1>'
    yield f"<p>{_counted(report)}</p></header>\n"
    yield from _lanes(report)
    yield from _rules(report)
    yield from _attribution(report)
    yield from _files(report)
    yield "</body></html>\n"


def _counted(report: Report) -> str:
    found = report.counts
    nouns = {"visit": len(report.visits), "call": report.calls}
    nouns |= {"error": found["error"], "warning": found["warn"], "note": found["info"]}
    return ", ".join(f"{count:,} {noun}{'s' * (count != 1)}" for noun, count in nouns.items())


def _lanes(report: Report) -> Iterator[str]:
    if not report.visits:
        return
    shown = lanes(worst_first(report.visits, SHOWN_VISITS))
    pages = [page for page in PAGES if any(lane.on(page) for lane in shown)]
    yield "<h2>Visits</h2>"
    if len(shown) < len(report.visits):
        yield f"<p>The {len(shown)} gravest of {len(report.visits)} visits.</p>"
    yield '<div class="scroll"><table class="lanes"><thead><tr><th>Visit</th>'
    yield "".join(f"<th>{page}</th>" for page in pages) + "<th>Fitness</th></tr></thead><tbody>\n"
    for lane in shown:
        yield from _lane(lane, pages)
    yield "</tbody></table></div>\n<p class='key'>"
    for kind, word in KEY.items():
        yield f'<span class="mark {kind}">{word}</span> '
    yield "</p>\n"


def _lane(lane: Lane, pages: list[str]) -> Iterator[str]:
    judged = lane.judged
    yield f"<tr><th>{judged.number}<small>{escape(judged.visit.session_id[:8])}</small></th>"
    for page in pages:
        yield f"<td>{''.join(_mark(mark) for mark in lane.on(page))}</td>"
    yield f"<td>{judged.fitness:.2f}</td></tr>\n"


def _mark(mark: Mark) -> str:
    if mark.call is None:
        return f'<span class="mark missing" title="{mark.endpoint.name} is missing">{mark.word}</span>'
    rules = ", ".join(finding.rule.name for finding in mark.findings)
    title = escape(f"call {mark.call.number}: {mark.endpoint.name} {rules}".strip(), quote=True)
    told = mark.findings if mark.severity in ("error", "warn") else ()
    named = "".join(f" <small>{finding.rule.name}</small>" for finding in told)
    kind = mark.severity or ""
    return f'<span class="mark {kind}" title="{title}">{mark.call.number} {mark.word}{named}</span>'


def _rules(report: Report) -> Iterator[str]:
    if not report.visits:
        return
    yield "<h2>Findings</h2>\n" if report.by_rule else "<h2>Findings</h2><p>None.</p>\n"
    for name, found in report.by_rule.items():
        rule = found[0][1].rule
        yield f'<section><h3><span class="mark {rule.severity}">{rule.severity}</span> '
        yield f"{name} {escape(rule.title)} <small>{len(found)}</small></h3><dl><dt>Costs</dt>"
        yield f"<dd>{escape(rule.consequence)}</dd><dt>Mend</dt><dd>{escape(rule.fix)}</dd>"
        yield f"<dt>Source</dt><dd>{escape(rule.source)}</dd></dl><ul>\n"
        for judged, finding in found[:SHOWN_FINDINGS]:
            yield _finding(judged, finding)
        if len(found) > SHOWN_FINDINGS:
            yield f"<li>and {len(found) - SHOWN_FINDINGS} more</li>"
        yield "</ul></section>\n"


def _finding(judged: Judged, finding: Finding) -> str:
    where = f"visit {judged.number}, call {finding.call.number}, {finding.call.endpoint.name}"
    return f"<li><b>{where}</b>: {escape(finding.message)}</li>\n"


def _attribution(report: Report) -> Iterator[str]:
    traced = [(judged.number, traces(judged.visit)) for judged in worst_first(report.visits, SHOWN_VISITS)]
    lost = [(number, trace) for number, found in traced for trace in found if trace.why]
    whole = sum(bool(found) and not any(trace.why for trace in found) for _, found in traced)
    if not lost and not whole:
        return
    credited = f"In {whole} of {len(traced)} visits all that the visitor came with is credited."
    yield f"<h2>Attribution</h2><p>{credited}</p>\n"
    if not lost:
        return
    yield '<div class="scroll"><table><thead><tr><th>Visit</th><th>Value</th>'
    yield "<th>Came with</th><th>Lost at</th><th>Why</th></tr></thead><tbody>\n"
    for number, trace in lost:
        cells = (str(number), trace.spelt, trace.landed, f"call {trace.lost_at}", trace.why)
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"
    yield "</tbody></table></div>\n"


def _files(report: Report) -> Iterator[str]:
    yield "<h2>Files</h2><ul>\n"
    for recording in report.recordings:
        kind = recording.kind or "could not be read"
        counts = f"{len(recording.calls)} calls, {recording.ignored} other requests"
        yield f"<li><b>{escape(recording.file)}</b>: {kind}, {counts}"
        problems = [f"<li>{escape(str(problem))}</li>" for problem in recording.problems]
        yield f"<ul>{''.join(problems)}</ul></li>\n" if problems else "</li>\n"
    yield "</ul>\n"
    if report.silent:
        yield f"<p>Not judged where an answer was not recorded: {', '.join(report.silent)}.</p>\n"
