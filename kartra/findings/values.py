"""Findings about values that do not mean what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kartra.event import Event, Finding, Severity
from kartra.findings.catalogue import details_path
from kartra.transaction_fields import ENDLESS

_LISTED: Final = 5
_LOOKED_AT: Final = 1_000
"""Characters of one value; what is longer is a text that somebody wrote."""
_MASKED: Final = re.compile(r"\[email.protected\]|(?:\*{2,}|…|\.{3})[^@\s]{0,60}@\S", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    r"\{\{.{0,80}?\}\}|\$\{\w{1,80}\}|%%?[A-Z_]{2,80}%%?|<%=?.{0,80}?%>|\{[A-Za-z_.]{2,80}\}"
)
_MOJIBAKE: Final = re.compile(
    r"[ÃÂ][\u0080-\u00bf\u2010-\u2122\u0152-\u0178\u0192\u02c6\u02dc]|â€[\u0090-\u2122\w\s]?|Ã[\u00a0-\u00bf]"
)
_QUESTION: Final = re.compile(r"\w\?{2,}\w|\ufffd")
_MARKUP: Final = re.compile(r"<\s*(?:script|iframe|img|svg|a)\b", re.IGNORECASE)
_MARKED: Final = re.compile(r"[{<%$*\u2026?\u00c3\u00c2\u00e2\ufffd]|\.\.\.|\[email", re.IGNORECASE)
"""A quick no to all of the above: one of these stands in each of them."""
_TEST_DOMAIN: Final = "@kartra.com"

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str], Severity, str], ...]] = (
    ("placeholder", _PLACEHOLDER, "warn", "a placeholder that was never filled"),
    ("masked-address", _MASKED, "warn", "a masked address, as web pages show it, and not the real one"),
    ("encoding-damage", _MOJIBAKE, "warn", "letters damaged by reading one encoding as another"),
    ("encoding-damage", _QUESTION, "warn", "letters that were lost in a change of encoding"),
    ("markup", _MARKUP, "warn", "markup in a value; whoever shows it must escape it"),
)


def unusual_values(event: Event) -> Iterator[Finding]:
    """Report placeholders, masks, damage, sentinels, zero dates and test addresses."""
    found: dict[int, list[tuple[str, str]]] = {}
    zeros: list[str] = []
    for path, text in _texts(event):
        if text.startswith("0000-00-00"):
            zeros.append(path)
        text = text[:_LOOKED_AT]
        if not _MARKED.search(text):
            continue
        for index, (_, pattern, _, _) in enumerate(_PATTERNS):
            if pattern.search(text):
                found.setdefault(index, []).append((path, text))
                break
    for index, places in sorted(found.items()):
        yield _grouped(index, places)
    if zeros:
        yield Finding("zero-date", zeros[0], "info", f"{_where(zeros)}: 0000-00-00 stands for no date.")
    yield from endless(event)
    yield from _test_address(event)


def _grouped(index: int, places: list[tuple[str, str]]) -> Finding:
    code, _, severity, what = _PATTERNS[index]
    example = places[0][1][:60]
    return Finding(
        code, places[0][0], severity, f"{_where([path for path, _ in places])}: {what} (“{example}”)."
    )


def _where(paths: list[str]) -> str:
    return ", ".join(paths[:_LISTED]) + (f" and {len(paths) - _LISTED} more" if len(paths) > _LISTED else "")


def _texts(event: Event) -> Iterator[tuple[str, str]]:
    if event.surface == "outbound":
        yield from _under(event.lead, "lead.")
        if event.action:
            yield "action", event.action
    yield from _under(event.details, details_path(event))


def _under(value: Mapping[str, Any], root: str) -> Iterator[tuple[str, str]]:
    for key, item in value.items():
        if isinstance(item, str):
            if item:
                yield root + key, item
        elif isinstance(item, dict):
            yield from _under(item, f"{root}{key}.")
        elif isinstance(item, list):
            yield from _under({f"{key}[{n}]": inner for n, inner in enumerate(item)}, root)


def endless(event: Event) -> Iterator[Finding]:
    """Report the number that stands for no number of payments."""
    if str(event.details.get("payments_left", "")).strip() == str(ENDLESS):
        message = "payments_left 9999 is no count: the plan most likely runs until the customer cancels."
        yield Finding("sentinel", f"{details_path(event)}payments_left", "info", message)


def _test_address(event: Event) -> Iterator[Finding]:
    email = event.lead.get("email")
    if isinstance(email, str) and email.strip().casefold().endswith(_TEST_DOMAIN):
        message = (
            "While an app is in test mode Kartra rewrites addresses to @kartra.com: perhaps no real person."
        )
        yield Finding("test-mode-address", "lead.email", "warn", message)
