"""The report as one self-contained page."""

from __future__ import annotations

from html import escape

from konnektive.audit.report import Report


def as_html(report: Report) -> str:
    """stub"""
    return escape(report.sentence)
