"""Web server access logs (common and combined format), where parameters travel in the URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from konnektive.audit.reading.collected import Collected
from konnektive.audit.reading.request import Request

LINE = re.compile(
    r"^(?:(?P<vhost>[\w.-]+):\d+ )?\S+ \S+ .*?\[(?P<time>[^\[\]]+)\] "
    r'"(?P<method>[A-Z]+) (?P<url>\S+)(?: HTTP/[\d.]+)?" '
    r'(?P<status>\d{3}) (?P<size>\d+|-)(?: "(?P<referer>(?:[^"\\]|\\.)*)" "(?P<agent>(?:[^"\\]|\\.)*)")?'
    r"(?: .*?(?P<seconds>(?<!\d)\d{1,9}\.\d{3})\b)?",
    re.MULTILINE,
)


def read_log(lines: Iterable[str], collected: Collected) -> None:
    """Take every line; the bodies of its requests and answers are not in a log."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = LINE.match(line)
        if found is None:
            collected.miss(f"line {number}", "", "not a line of an access log")
            continue
        collected.take(_request(found))


def _request(found: re.Match[str]) -> Request:
    referer = found["referer"] or "-"
    seconds = found["seconds"]
    return Request(
        url=found["url"],
        method=found["method"],
        headers=[] if referer == "-" else [("Referer", referer)],
        knows_headers=found["referer"] is not None,
        body_missing=found["method"] == "POST" and "?" not in found["url"],
        sent_at=moment_of_log(found["time"]),
        elapsed_ms=float(seconds) * 1000 if seconds else None,
    )


def moment_of_log(text: str) -> int | None:
    """A log's time (`01/Nov/2026:10:00:00 +0000`) as UTC milliseconds."""
    try:
        return round(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z").timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
