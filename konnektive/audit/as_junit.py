"""The report as JUnit XML: one test case for each rule and visit."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from konnektive.audit.report import Judged, Report
from konnektive.audit.rule import Finding, Rule
from konnektive.audit.rules import RULES


def as_junit(report: Report) -> str:
    """A suite for each visit; errors and warnings fail their case, infos pass and are told in its output.

    A file that nothing could be read of fails too.
    """
    return "".join(_document(report))


def _document(report: Report) -> Iterator[str]:
    unread = [recording for recording in report.recordings if recording.problems]
    cases = len(RULES) * len(report.visits) + (not report.visits) + len(unread)
    failures = sum(len(_failed(judged)) for judged in report.visits) + (not report.was_read)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="funnel audit" tests="{cases}" failures="{failures}">\n'
    for judged in report.visits:
        yield from _suite(judged)
    if not report.visits:
        yield from _unjudged(report)
    for recording in unread:
        yield from _unread(recording.file, str(recording.problems[0]))
    yield "</testsuites>\n"


def _suite(judged: Judged) -> Iterator[str]:
    name = f"{judged.file} visit {judged.number}"
    counts = f'tests="{len(RULES)}" failures="{len(_failed(judged))}" skipped="{len(judged.silent)}"'
    yield f"  <testsuite name={_attribute(name)} {counts}>\n"
    for rule in RULES:
        found = [finding for finding in judged.findings if finding.rule.name == rule.name]
        yield from _case(rule, found, name, rule.name in judged.silent)
    yield "  </testsuite>\n"


def _case(rule: Rule, found: list[Finding], suite: str, unjudged: bool) -> Iterator[str]:
    head = f"    <testcase classname={_attribute(suite)} name={_attribute(f'{rule.name} {rule.title}')}"
    if not found and not unjudged:
        yield f"{head}/>\n"
        return
    yield f"{head}>\n"
    lines = [f"call {one.call.number} ({one.call.endpoint.name}): {one.message}" for one in found]
    text = "\n".join([*lines, f"Costs: {rule.consequence}", f"Mend: {rule.fix}", f"Source: {rule.source}"])
    if found and rule.severity != "info":
        head = f'type="{rule.severity}" message={_attribute(lines[0])}'
        yield f"      <failure {head}>{_text(text)}</failure>\n"
    elif found:
        yield f"      <system-out>{_text(text)}</system-out>\n"
    else:
        yield '      <skipped message="an answer that this rule needs was not recorded"/>\n'
    yield "    </testcase>\n"


def _unjudged(report: Report) -> Iterator[str]:
    outcome = "skipped" if report.was_read else "failure"
    counts = f'tests="1" failures="{int(not report.was_read)}" skipped="{int(report.was_read)}"'
    yield f'  <testsuite name="recordings" {counts}>\n'
    yield f'    <testcase classname="recordings" name="hold CRM calls"><{outcome} '
    yield f"message={_attribute(report.sentence)}/></testcase>\n  </testsuite>\n"


def _unread(file: str, problem: str) -> Iterator[str]:
    name = _attribute(f"{file} as a file")
    yield f'  <testsuite name={name} tests="1" failures="0" skipped="1">\n'
    yield f'    <testcase classname={name} name="is read whole"><skipped message={_attribute(problem)}/>'
    yield "</testcase>\n  </testsuite>\n"


def _failed(judged: Judged) -> set[str]:
    return {finding.rule.name for finding in judged.findings if finding.severity != "info"}


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _text(text: str) -> str:
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """The text without the characters that XML 1.0 knows no way to write."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "�" or c >= "\U00010000" else "�"
        for c in text
    )
