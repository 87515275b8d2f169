"""A walk as an HTTP archive, HAR 1.2: what browsers' tools, proxies and the audit read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from konnektive.attempt import Attempt
from konnektive.exchange import Exchange
from konnektive.export.run_json import iso
from konnektive.run import Run

FORM = "application/x-www-form-urlencoded"


def har(run: Run) -> dict[str, Any]:
    """The archive: one entry an attempt, one page a page of the funnel, secrets masked."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "Funnelscope", "version": "1"},
            "pages": _pages(run),
            "entries": [_entry(attempt, run) for attempt in run.attempts],
        }
    }


def _pages(run: Run) -> list[dict[str, Any]]:
    first: dict[str, Attempt] = {}
    for attempt in run.attempts:
        first.setdefault(run.steps[attempt.step].page.pageType, attempt)
    return [
        {"startedDateTime": iso(attempt.exchange.sent_at), "id": name, "title": name, "pageTimings": {}}
        for name, attempt in first.items()
    ]


def _entry(attempt: Attempt, run: Run) -> dict[str, Any]:
    exchange = attempt.exchange
    elapsed = round(exchange.elapsed_ms, 3)
    entry = {
        "pageref": run.steps[attempt.step].page.pageType,
        "startedDateTime": iso(exchange.sent_at),
        "time": elapsed,
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": elapsed, "receive": 0},
    }
    return entry | ({"comment": exchange.reason} if exchange.reason else {})


def _request(exchange: Exchange) -> dict[str, Any]:
    text = urlencode(exchange.params)
    return {
        "method": "POST",
        "url": exchange.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": "Content-Type", "value": FORM}],
        "queryString": [],
        "postData": {
            "mimeType": FORM,
            "params": [{"name": name, "value": value} for name, value in exchange.params.items()],
            "text": text,
        },
        "headersSize": -1,
        "bodySize": len(text),
    }


def _response(exchange: Exchange) -> dict[str, Any]:
    """An unanswered call has status 0, as browsers write it."""
    headers = [{"name": name, "value": value} for name, value in exchange.headers]
    kind = next(
        (value for name, value in exchange.headers if name.lower() == "content-type"), "application/json"
    )
    return {
        "status": exchange.status or 0,
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers,
        "content": {"size": len(exchange.text.encode()), "mimeType": kind, "text": exchange.text},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }
