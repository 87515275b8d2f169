"""The audit: what a recorded funnel did wrong against the recommended flow, and what that costs."""

from konnektive.audit.judging import audit, findings_before, judge
from konnektive.audit.reading import read, read_file
from konnektive.audit.recording import Recording
from konnektive.audit.report import Judged, Report
from konnektive.audit.rule import Finding, Rule
from konnektive.audit.rules import RULES

__all__ = [
    "RULES",
    "Finding",
    "Judged",
    "Recording",
    "Report",
    "Rule",
    "audit",
    "findings_before",
    "judge",
    "read",
    "read_file",
]
