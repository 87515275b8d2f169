"""Kartra's webhooks: the catalogue of events, reading, findings, tables, ledger and receiver."""

from kartra.event import Event, Finding, Problem, Reading
from kartra.reading import read

__all__ = ["Event", "Finding", "Problem", "Reading", "read"]
