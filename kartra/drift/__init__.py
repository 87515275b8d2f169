"""Drift: what the two editions of the documentation say of each field, beside what events really held."""

from kartra.drift.documented import DOCUMENTED, Documented
from kartra.drift.report import ActionSeen, Drift, FieldDrift, drift
from kartra.drift.seen import Seen
from kartra.drift.written import as_markdown

__all__ = ["DOCUMENTED", "ActionSeen", "Documented", "Drift", "FieldDrift", "Seen", "as_markdown", "drift"]
