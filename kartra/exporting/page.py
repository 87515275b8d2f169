"""A self-contained page of deliveries to share: it reads everywhere, runs nothing and loads nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import msgspec

from kartra.exporting.readable import json_of, text_of
from kartra.inspecting.as_json import NOT_JSON
from store.inbox import EventLine, Whole

_STYLE = """
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
details { border-top: 1px solid #8884; padding: .4rem 0; }
summary { cursor: pointer; display: flex; gap: 1rem; flex-wrap: wrap; }
summary > :nth-child(1) { color: #888; font-variant-numeric: tabular-nums; }
summary > :nth-child(2) { font-weight: 600; }
pre { background: #8881; padding: .8rem; overflow: auto; border-radius: 6px; }
td, th { text-align: left; padding: .1rem 1rem .1rem 0; vertical-align: top; }
.mark { color: #b36b00; } .note { color: #888; }
"""


def page(wholes: list[Whole], report: str) -> bytes:
    """The page as UTF-8."""
    shown = "\n".join(_delivery(one) for one in wholes)
    text = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{len(wholes):,} deliveries</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>{_STYLE}</style></head><body>
<h1>{len(wholes):,} deliveries</h1><p class="note">{escape(report)}</p>
{shown}
</body></html>
"""
    return text.encode()


def _delivery(whole: Whole) -> str:
    line = whole.line
    at = datetime.fromtimestamp(line.received_at / 1000, tz=UTC)
    what = ", ".join(_named(one) for one in line.events) or f"{line.method} {line.content_type}"
    who = next(
        (one.lead_name or one.lead_email for one in line.events if one.lead_name or one.lead_email), ""
    )
    marks = [f"repeats {line.dup_of}"] if line.dup_of else []
    marks += [] if line.ok else ["unreadable"]
    marks += sorted({code for one in line.events for code in one.findings})
    headers = "".join(f"<tr><th>{escape(n)}</th><td>{escape(v)}</td></tr>" for n, v in whole.headers)
    query = f"?{line.query}" if line.query else ""
    return (
        f'<details id="d{line.id}"><summary><span>{line.id} · {at:%Y-%m-%d %H:%M:%S} UTC</span>'
        f"<span>{escape(what)}</span><span>{escape(who)}</span>"
        f'<span class="mark">{escape(", ".join(marks))}</span></summary>'
        f"<p><code>{escape(f'{line.method} {line.path}{query}')}</code></p>"
        f"<table>{headers}</table><pre>{escape(_body(whole.body))}</pre>"
        + (f'<p class="note">{escape(line.note)}</p>' if line.note else "")
        + "</details>"
    )


def _named(one: EventLine) -> str:
    amount = f" {one.amount_cents / 100:,.2f}" if one.amount_cents is not None else ""
    about = f" · {one.subject}" if one.subject else ""
    return f"{one.action or one.surface}{about}{amount}"


def _body(body: bytes) -> str:
    value = json_of(body)
    if value is NOT_JSON:
        text, encoding = text_of(body)
        return text if encoding == "utf-8" else f"{len(body):,} bytes that are no text, as base64:\n{text}"
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
