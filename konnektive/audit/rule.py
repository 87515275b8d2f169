"""A rule of the audit, what it sees, and the finding that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from konnektive.audit.call import Call
from konnektive.audit.visit import Visit
from konnektive.endpoints import Endpoint
from privacy import redacted_value

Severity = Literal["error", "warn", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warn", "info")
"""The gravest first."""

FLOW = "Recommended API Flow (vendor help)"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule saw at a call."""

    call: Call
    message: str
    parameter: str = ""
    """The parameter that is wrong or missing; empty where none is."""


Judge = Callable[[Visit], Iterator[Seen]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the catalogue. Its name and severity are relied on by other programs."""

    name: str
    severity: Severity
    judge: Judge
    title: str
    consequence: str
    """What it costs the business."""
    fix: str
    source: str
    """Which line of which document says so."""
    of: tuple[Endpoint, ...] = ()
    """The calls it is about: only a visit with one of them is asked. Empty where any call may be wrong."""
    needs: tuple[Endpoint, ...] = ()
    """The calls whose answers it depends on: silent where one was not recorded."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds against a visit, and the call it points at."""

    rule: Rule
    call: Call
    message: str
    parameter: str = ""

    @property
    def severity(self) -> Severity:
        """The rule's."""
        return self.rule.severity


def shown(call: Call, name: str, longest: int = 80) -> str:
    """A parameter's value as it may be shown: redacted, in quotes, not too long."""
    value = redacted_value(name, call.given(name))
    return repr(value if len(value) <= longest else value[: longest - 1] + "…")


def pace(before: Call, again: Call) -> str:
    """How long after a call it is repeated, and what that looks like; empty where times are unknown."""
    if before.sent_at is None or again.sent_at is None:
        return ""
    seconds = (again.sent_at - before.sent_at) / 1000
    if seconds < 3:
        return f", {seconds:.1f} s later: pressed or sent twice"
    if seconds < 120:
        return f", {seconds:.0f} s later: a retry"
    return f", {seconds / 60:.0f} minutes later: a reload or a return"


def listed(names: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join([", ".join(names[:-1])] * (len(names) > 1) + names[-1:])
