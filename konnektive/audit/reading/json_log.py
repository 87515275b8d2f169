"""Access logs that servers write as JSON: Caddy's, Traefik's, and nginx's or Apache's own choice of names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from konnektive.audit.reading.access_log import moment_of_log
from konnektive.audit.reading.collected import elapsed_of, moment_of
from konnektive.audit.reading.headers import header_pairs
from konnektive.audit.reading.request import Request

_NAMES: Mapping[str, tuple[str, ...]] = {
    "url": ("request_uri", "uri", "RequestPath"),
    "host": ("host", "http_host", "RequestHost"),
    "method": ("request_method", "method", "RequestMethod"),
    "time": ("time_iso8601", "ts", "time", "@timestamp", "timestamp", "StartUTC", "time_local"),
    "seconds": ("request_time", "duration"),
    "referer": ("http_referer", "referer", "request_Referer"),
}
"""What is looked for to the names it goes by."""


def logged_request(text: bytes) -> Request | None:
    """The request of a log's line; none where the line is not one of a log. Bodies are not in a log."""
    try:
        fields = msgspec.json.decode(text, type=dict[str, Any])
    except (ValueError, RecursionError):
        return None
    inner = fields.get("request")
    if isinstance(inner, dict):
        fields |= inner
    elif isinstance(inner, str) and inner.count(" ") == 2:
        fields["method"], fields["uri"], _ = inner.split(" ")
    said = {
        what: next((fields[name] for name in names if name in fields), None) for what, names in _NAMES.items()
    }
    url, method = said["url"], said["method"]
    return _request(fields, said, url, method) if isinstance(url, str) and isinstance(method, str) else None


def _request(fields: Mapping[str, Any], said: Mapping[str, Any], url: str, method: str) -> Request:
    headers = header_pairs(fields.get("headers"))
    referer, seconds, time = said["referer"], said["seconds"], said["time"]
    if isinstance(referer, str) and referer not in ("", "-"):
        headers.append(("Referer", referer))
    sent_at = moment_of(time)
    return Request(
        url=f"//{said['host']}{url}" if said["host"] and url.startswith("/") else url,
        method=method.upper(),
        headers=headers,
        knows_headers="headers" in fields or referer is not None,
        body_missing=method.upper() == "POST" and "?" not in url,
        sent_at=moment_of_log(time) if sent_at is None and isinstance(time, str) else sent_at,
        elapsed_ms=_milliseconds(seconds),
    )


def _milliseconds(seconds: Any) -> float | None:
    try:
        return elapsed_of(float(seconds) * 1000)
    except (TypeError, ValueError, OverflowError):
        return None
