"""A walk's calls as the audit reads recorded ones, so that both judge by the same rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from konnektive.audit import Finding, Recording, Report, audit, findings_before
from konnektive.audit.call import Call
from konnektive.audit.reading.request import Request, call_of
from konnektive.exchange import Exchange


def call_made(exchange: Exchange, params: Mapping[str, str], number: int) -> Call | None:
    """The exchange as a recorded call; none where its path is not one of the CRM's.

    `params` are those that left, unmasked: the call keeps how a card number looks, and never the number.
    """
    request = Request(
        exchange.url,
        "POST",
        fields=list(params.items()),
        sent_at=exchange.sent_at,
        elapsed_ms=exchange.elapsed_ms,
        answer=exchange.text.encode(),
        status=exchange.status,
    )
    return call_of(request, number, (exchange.sent_at, number))


def found_before(url: str, params: Mapping[str, str], earlier: Sequence[Call]) -> tuple[Finding, ...]:
    """What the rules hold against a call about to be sent to that URL after these calls."""
    call = call_of(Request(url, "POST", fields=list(params.items())), len(earlier) + 1, (0, len(earlier) + 1))
    return tuple(findings_before(call, earlier)) if call else ()


def audited(calls: Sequence[Call]) -> Report:
    """The audit's report on a walk."""
    return audit([Recording("walk", "walk", tuple(calls), len(calls))])
