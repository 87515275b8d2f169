"""The report: visits with what is held against them, and the verdict over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from konnektive.audit.recording import Recording
from konnektive.audit.rule import SEVERITIES, Finding, Rule, Severity
from konnektive.audit.visit import Visit

Verdict = Literal["no-go", "hold", "soft", "go"]

MEANING: dict[Verdict, str] = {
    "no-go": "No-go",
    "hold": "Hold",
    "soft": "Soft launch",
    "go": "Go",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A visit and what the rules hold against it."""

    number: int
    """Counts from 1 through all files."""
    file: str
    visit: Visit
    findings: tuple[Finding, ...]
    fitness: float
    silent: tuple[str, ...]
    """Rules that were not judged, since an answer that they need was not recorded."""

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; none where nothing was."""
        found = {finding.severity for finding in self.findings}
        return next((one for one in SEVERITIES if one in found), None)


@dataclass(frozen=True)
class Report:
    """What an audit found. Never changes."""

    visits: tuple[Judged, ...]
    recordings: tuple[Recording, ...] = ()

    @property
    def findings(self) -> Iterator[tuple[Judged, Finding]]:
        """Every finding with its visit."""
        return ((judged, finding) for judged in self.visits for finding in judged.findings)

    @cached_property
    def counts(self) -> Counter[str]:
        """Findings by severity."""
        return Counter(finding.severity for _, finding in self.findings)

    @cached_property
    def by_rule(self) -> dict[str, list[tuple[Judged, Finding]]]:
        """Rule to its findings, the gravest and most frequent rules first."""
        grouped: dict[str, list[tuple[Judged, Finding]]] = {}
        for judged, finding in self.findings:
            grouped.setdefault(finding.rule.name, []).append((judged, finding))

        def weight(name: str) -> tuple[int, bool, int, str]:
            found = grouped[name]
            grave = any(is_grave(finding) for _, finding in found)
            return SEVERITIES.index(found[0][1].severity), not grave, -len(found), name

        return {name: grouped[name] for name in sorted(grouped, key=weight)}

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """The rules that stayed silent in some visit, since an answer was not recorded."""
        return tuple(sorted({name for judged in self.visits for name in judged.silent}))

    @property
    def calls(self) -> int:
        """CRM calls over all recordings."""
        return sum(len(judged.visit.calls) for judged in self.visits)

    @property
    def was_read(self) -> bool:
        """Whether anything could be read at all."""
        return any(recording.entries for recording in self.recordings) or bool(self.visits)

    @property
    def verdict(self) -> Verdict:
        """`no-go` with an error on a call that earns money or in SEC, `hold` with any other, `soft`, `go`.

        Where there is no visit nothing was judged, which is no `go`: `hold`.
        """
        if any(is_grave(finding) for _, finding in self.findings):
            return "no-go"
        if self.counts["error"] or not self.visits:
            return "hold"
        return "soft" if self.counts["warn"] else "go"

    def reaches(self, threshold: Severity) -> bool:
        """Whether something was found at or above this severity."""
        return any(self.counts[one] for one in SEVERITIES[: SEVERITIES.index(threshold) + 1])

    @property
    def sentence(self) -> str:
        """The verdict in one line, with what it rests on and what it costs."""
        if not self.visits:
            return "No CRM call was found." if self.was_read else "Nothing could be read."
        return f"{MEANING[self.verdict]}: {_found(self)}"


def is_grave(finding: Finding) -> bool:
    """An error on a call that earns money, or one that lays secrets open."""
    return finding.severity == "error" and (finding.call.earns or finding.rule.name.startswith("SEC-"))


def _found(report: Report) -> str:
    total = f"{len(report.visits)} visits" if len(report.visits) > 1 else "the one visit"
    worst: Severity = "error" if report.counts["error"] else "warn"
    count = report.counts[worst]
    if not count:
        return f"nothing is wrong in {total}.{_unjudged(report)}"
    touched = sum(any(f.severity == worst for f in judged.findings) for judged in report.visits)
    noun = {"error": "error", "warn": "warning"}[worst]
    first: Rule = next(iter(report.by_rule.values()))[0][1].rule
    where = f"{touched} of {total}" if len(report.visits) > 1 else total
    return f"{count} {noun}{'s' * (count != 1)} in {where}. {first.consequence}"


def _unjudged(report: Report) -> str:
    silent = report.silent
    return f" {len(silent)} rules were not judged: answers they need were not recorded." if silent else ""
