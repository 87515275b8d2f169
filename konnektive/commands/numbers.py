"""Numbers of the command line; one that is out of range is wrong usage."""

from __future__ import annotations

from argparse import ArgumentTypeError

from konnektive.sandbox.identifiers import GREATEST_SEED

LONGEST = 20
"""Digits that are worth reading."""
MOST_SESSIONS = 10**9
MOST_DAYS = 3_660


def seed(text: str) -> int:
    """What ids and chances are drawn from."""
    return _within(text, 0, GREATEST_SEED)


def sessions(text: str) -> int:
    """How many visits."""
    return _within(text, 1, MOST_SESSIONS)


def days(text: str) -> int:
    """How many days."""
    return _within(text, 1, MOST_DAYS)


def _within(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or len(text) > LONGEST or not least <= int(text) <= most:
        raise ArgumentTypeError(f"{text[:40]!r} is not a whole number from {least} to {most}")
    return int(text)
