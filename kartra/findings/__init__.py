"""What is worth noticing about an event: each finding has a code, a path and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kartra.event import Event, Finding


def findings(
    event: Event, doubled: Sequence[str] = (), written: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """Return the findings; `doubled` are paths given twice, `written` an IPN post's fields as they came."""
    return tuple(
        Finding("duplicate-key", path, "warn", f"{path} is given more than once; the last value counts.")
        for path in doubled
    )
