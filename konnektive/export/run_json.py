"""A walk as one JSON object: what the command line prints and what the page downloads and reads back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from konnektive.attempt import Attempt
from konnektive.ending import ending, outcome, upsells
from konnektive.exchange import Exchange
from konnektive.run import Run


def run_json(run: Run) -> dict[str, Any]:
    """The walk: how it ended, what was carried, and every attempt with request and answer, redacted."""
    return {
        "funnel": run.funnel.name,
        "seed": run.seed,
        "ended": ending(run),
        "outcome": outcome(run),
        "sessionId": run.carried.get("sessionId"),
        "orderId": run.carried.get("orderId"),
        "upsells": upsells(run),
        "pages": list(run.funnel.page_types),
        "calls": [_call(number, attempt, run) for number, attempt in enumerate(run.attempts, 1)],
        "summary": _summary(run),
    }


def _call(number: int, attempt: Attempt, run: Run) -> dict[str, Any]:
    step, exchange = run.steps[attempt.step], attempt.exchange
    return {
        "call": number,
        "step": attempt.step + 1,
        "page": step.page.pageType,
        "endpoint": exchange.endpoint.path,
        "outcome": exchange.outcome,
        "reason": exchange.reason,
        "broken": dict(attempt.broken),
        "findings": [finding.rule.name for finding in attempt.findings],
        "time": iso(exchange.sent_at),
        "elapsed_ms": round(exchange.elapsed_ms, 3),
        "url": exchange.url,
        "params": dict(exchange.params),
        "status": exchange.status,
        "response": response(exchange),
    }


def response(exchange: Exchange) -> Any:
    """The envelope where there was one, else the text as answered, else None."""
    if exchange.result:
        return {"result": exchange.result, "message": exchange.message}
    return exchange.text or None


def iso(milliseconds: int) -> str:
    """UTC milliseconds as ISO 8601."""
    return (
        datetime.fromtimestamp(milliseconds / 1000, UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )


def _summary(run: Run) -> dict[str, int]:
    marks = [run.mark(step.index) for step in run.steps]
    accepted = sum(mark in ("accepted", "redirect") for mark in marks)
    refused = sum(mark in ("refused", "failed") for mark in marks)
    waiting = len(marks) - accepted - refused
    return {
        "steps": len(marks),
        "calls": len(run.attempts),
        "accepted": accepted,
        "refused": refused,
        "left": waiting,
    }
