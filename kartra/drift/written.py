"""The drift report as Markdown, to keep beside an integration or to send to whoever maintains it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from kartra.drift.report import MEANING, Drift, FieldDrift


def as_markdown(found: Drift) -> str:
    """The whole report."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Drift) -> Iterator[str]:
    actions, of_actions = found.documented_actions_seen
    fields, of_fields = found.documented_fields_seen
    yield "# Kartra webhooks: documentation and reality"
    yield ""
    yield f"{found.events:,} events, {_day(found.first)} to {_day(found.last)}."
    yield f"Documented events seen: {actions} of {of_actions}."
    yield f"Documented fields seen: {fields} of {of_fields}."
    yield ""
    yield "## Events"
    yield ""
    yield "| event | edition | seen | remark |"
    yield "| --- | --- | ---: | --- |"
    for one in found.actions:
        edition = one.edition or "undocumented"
        yield f"| {_cell(one.action)} | {edition} | {one.events:,} | {_cell(one.note)} |"
    for verdict, group in groupby(found.fields, key=lambda one: one.verdict):
        rows = list(group)
        yield ""
        yield f"## Fields: {verdict} ({len(rows)})"
        yield ""
        yield f"{MEANING[verdict].capitalize()}."
        yield ""
        yield "| field | 2020 | current | seen as | events | first | last | example | remark |"
        yield "| --- | --- | --- | --- | ---: | --- | --- | --- | --- |"
        yield from map(_row, rows)


def _row(one: FieldDrift) -> str:
    cells = (
        f"`{one.path}`", one.in_2020 or "–", one.current or "–", shares_text(one),
        f"{one.events:,} of {one.of_events:,}" if one.of_events else "0", _day(one.first), _day(one.last),
        one.example, one.note,
    )  # fmt: skip
    return "| " + " | ".join(map(_cell, cells)) + " |"


def shares_text(one: FieldDrift) -> str:
    """Kinds with their shares: integer as text 98 %, empty text 2 %."""
    return ", ".join(f"{kind} {_percent(share)}" for kind, share in one.shares)


def _percent(share: float) -> str:
    return "under 1 %" if 0 < share < 0.01 else f"{min(share * 100, 99 if share < 1 else 100):.0f} %"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _day(ms: int | None) -> str:
    return "–" if ms is None else f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%d}"
