"""What is worth noticing about an event: each finding has a code, a path and a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kartra.event import Event, Finding
from kartra.findings.catalogue import against_catalogue
from kartra.findings.consent import about_consent
from kartra.findings.contradictions import contradictions
from kartra.findings.ipn import about_ipn
from kartra.findings.types import wrong_types
from kartra.findings.values import endless, unusual_values
from kartra.transaction import Transaction

_RANK = {"error": 0, "warn": 1, "info": 2}


def findings(
    event: Event, doubled: Sequence[str] = (), written: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """Return the findings, the gravest first; `doubled` are paths given twice.

    `written` are an IPN post's fields as they came. What Kartra's events always show is info and grouped.
    """
    found = {(finding.path, finding.code): finding for finding in _all(event, doubled, written)}
    return tuple(sorted(found.values(), key=lambda finding: _RANK[finding.severity]))


def of_ordinary(event: Event) -> tuple[Finding, ...]:
    """The same for an outbound event that `kartra.ordinary` has accepted: no value of it is unusual."""
    found = {(finding.path, finding.code): finding for finding in _about_ordinary(event)}
    return tuple(sorted(found.values(), key=lambda finding: _RANK[finding.severity]))


def _about_ordinary(event: Event) -> Iterator[Finding]:
    yield from against_catalogue(event)
    yield from wrong_types(event)
    yield from contradictions(event)
    yield from endless(event)
    yield from about_consent(event)
    transaction = Transaction.of(event)
    yield from transaction.findings if transaction else ()


def _all(event: Event, doubled: Sequence[str], written: Mapping[str, Any] | None) -> Iterator[Finding]:
    for path in doubled:
        yield Finding(
            "duplicate-key", path, "warn", f"{path} is given more than once; the last value counts."
        )
    if event.surface == "ipn":
        yield from about_ipn(event, written or event.details)
    else:
        yield from against_catalogue(event)
        yield from wrong_types(event)
    yield from contradictions(event)
    yield from unusual_values(event)
    yield from about_consent(event)
    transaction = Transaction.of(event)
    yield from transaction.findings if transaction else ()
