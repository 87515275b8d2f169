"""How the inbox speaks of a delivery: when it came, what it is, what is unusual about it."""

from __future__ import annotations

from datetime import UTC, datetime

from kartra.events import ACTION
from store.inbox import Line

_UNNAMED = {"ipn": "IPN post", "outbound": "event without action"}
"""What an event without a name is called, by the way it came."""


def arrived(line: Line) -> datetime:
    """When it came, for a table."""
    return datetime.fromtimestamp(line.received_at / 1000, tz=UTC)


def told_at(line: Line) -> str:
    """When it came, in words."""
    return f"{arrived(line):%-d %b %Y, %H:%M:%S} UTC"


def what(line: Line) -> str:
    """What came: the events' names, or how it was sent when there is none."""
    if not line.events:
        kind = line.content_type.partition(";")[0]
        return f"{line.method} {kind}" if kind else f"{line.method} without content type"
    first = line.events[0]
    more = f" and {len(line.events) - 1} more" if len(line.events) > 1 else ""
    return (first.action or _UNNAMED.get(first.surface, first.surface)) + more


def meaning(action: str) -> str:
    """The catalogue's words for an action; empty when it has none."""
    known = ACTION.get(action)
    return known.meaning if known else ""


def marks(line: Line) -> list[str]:
    """What stands out about it."""
    findings = sum(len(one.findings) for one in line.events)
    found = [
        "pinned" if line.pinned else "",
        f"repeats {line.dup_of}" if line.dup_of else "",
        "" if line.ok else "unreadable",
        f"{findings} finding{'s' if findings > 1 else ''}" if findings else "",
        *(f"#{tag}" for tag in line.tags),
        "note" if line.note else "",
    ]
    return [mark for mark in found if mark]
