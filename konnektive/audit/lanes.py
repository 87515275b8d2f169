"""Each visit as a lane: the pages across, its calls as marks, recommended calls that are missing hollow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from konnektive.audit.call import Call
from konnektive.audit.fitness import CALLS_OF_PAGE, placed, slots
from konnektive.audit.pages import RANK
from konnektive.audit.report import Judged
from konnektive.audit.rule import SEVERITIES, Finding, Severity
from konnektive.endpoints import PAGE_TYPES, Endpoint

ELSEWHERE = "no page"
PAGES = (*PAGE_TYPES, ELSEWHERE)
SHORT = {
    "landers/clicks/import": "click",
    "leads/import": "lead",
    "order/import": "order",
    "transactions/confirmPaypal": "PayPal",
    "upsale/import": "upsale",
    "order/confirm": "confirm",
}
"""Endpoint to the word on its mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A call on a page, or a recommended one that was not made."""

    page: str
    endpoint: Endpoint
    call: Call | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest of what is held against the call."""
        found = {finding.severity for finding in self.findings}
        return next((one for one in SEVERITIES if one in found), None)

    @property
    def word(self) -> str:
        """What the mark says."""
        return SHORT[self.endpoint.path]


@dataclass(frozen=True, slots=True)
class Lane:
    """One visit's marks, by page and then in the order made."""

    judged: Judged
    marks: tuple[Mark, ...]

    def on(self, page: str) -> list[Mark]:
        """The marks of one page."""
        return [mark for mark in self.marks if mark.page == page]


def lanes(judged: Iterable[Judged]) -> list[Lane]:
    """A lane for each visit."""
    return [Lane(one, tuple(_marks(one))) for one in judged]


def worst_first(judged: Sequence[Judged], most: int) -> list[Judged]:
    """The visits with the gravest findings, at most so many, in their order."""
    ranked = sorted(judged, key=lambda one: (_rank(one.worst), one.fitness, one.number))
    return sorted(ranked[:most], key=lambda one: one.number)


def _rank(severity: Severity | None) -> int:
    return SEVERITIES.index(severity) if severity else len(SEVERITIES)


def _marks(judged: Judged) -> list[Mark]:
    findings: dict[int, list[Finding]] = {}
    for finding in judged.findings:
        findings.setdefault(finding.call.number, []).append(finding)
    marks = [
        Mark(page if page in RANK else ELSEWHERE, call.endpoint, call, tuple(findings.get(call.number, ())))
        for call, page in placed(judged.visit)
    ]
    marks += [Mark(slot.page, slot.endpoint) for slot in slots(judged.visit) if slot.call is None]
    return sorted(marks, key=_order)


def _order(mark: Mark) -> tuple[int, float]:
    """Pages in the funnel's order; a missing call stands where the page should have made it."""
    page = PAGES.index(mark.page)
    if mark.call is not None:
        return page, float(mark.call.number)
    first = mark.endpoint is CALLS_OF_PAGE[mark.page][0]
    return page, 0.0 if first else float("inf")
