"""A walk as the audit reads it, so that both judge by the same rules."""

from __future__ import annotations

from konnektive.run import Run


def audited_rules(run: Run) -> set[str]:
    """The rules of warning or error that hold against the walk."""
    return set()
