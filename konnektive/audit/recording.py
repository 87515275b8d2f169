"""A recording as read: its CRM calls in the order they were sent, and what else it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from konnektive.audit.call import Call


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that could not be read."""

    place: str
    """`entry 12`, `line 4`; empty for the whole file."""
    field: str
    reason: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.field) if part)
        return f"{where}: {self.reason}" if where else self.reason


@dataclass(frozen=True, slots=True)
class Recording:
    """What one file, or the sandbox, recorded."""

    file: str
    kind: str
    """`HAR`, `JSON lines`, `cURL commands`, `access log`, `sandbox`; empty where nothing could be read."""
    calls: tuple[Call, ...] = ()
    entries: int = 0
    """Requests that were read, calls or not."""
    last_request: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Host to the place of the last request made to it, CRM calls apart."""
    problems: tuple[Problem, ...] = ()
    more_problems: int = 0
    """Those beyond the first ones, which are counted only."""

    @property
    def ignored(self) -> int:
        """Requests that are no CRM calls."""
        return self.entries - len(self.calls)
