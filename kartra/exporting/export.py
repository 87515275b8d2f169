"""The formats in which deliveries leave: each a function from deliveries to bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from kartra.exporting.page import page
from kartra.exporting.readable import json_of, text_of
from kartra.exporting.shared_body import HIDDEN
from kartra.exporting.sharing import Sharing
from kartra.inspecting.as_json import NOT_JSON
from kartra.tables.disarmed import disarmed
from privacy.pseudonyms import HIDDEN_PARTS
from store.inbox import Whole

_LEFT_OUT = frozenset({*HIDDEN, *HIDDEN_PARTS})


@dataclass(frozen=True, slots=True)
class Export:
    """A file to take away, and what it does not show."""

    data: bytes
    name: str
    media: str
    deliveries: int
    hidden: Mapping[str, int]
    """Kind to how many stand-ins are in the file; empty when it shows everything that is kept."""

    @property
    def report(self) -> str:
        """What was hidden, in a sentence."""
        if not self.hidden:
            return "Nothing was replaced; secrets and card numbers were never kept."
        parts = (
            ("Replaced by tokens that stay the same", [k for k in self.hidden if k not in _LEFT_OUT]),
            ("Not shown as it came", [k for k in self.hidden if k in _LEFT_OUT]),
        )
        return " ".join(f"{what}: {self._listed(kinds)}." for what, kinds in parts if kinds)

    def _listed(self, kinds: list[str]) -> str:
        return ", ".join(f"{self.hidden[kind]:,} × {kind}" for kind in sorted(kinds, key=self._rank))

    def _rank(self, kind: str) -> tuple[int, str]:
        return -self.hidden[kind], kind


def export(kind: str, wholes: Iterable[Whole], sharing: Sharing | None) -> Export:
    """The deliveries in that format; with `sharing`, nobody can be told from them."""
    chosen = FORMATS[kind]
    shown = [sharing.shared(one) if sharing else one for one in wholes]
    hidden = sharing.counted(chosen.write(shown, "")) if sharing else {}
    made = Export(b"", f"deliveries.{chosen.suffix}", chosen.media, len(shown), hidden)
    return replace(made, data=chosen.write(shown, made.report))


def _json_lines(wholes: list[Whole], report: str) -> bytes:
    return b"".join(msgspec.json.encode(_plain(one)) + b"\n" for one in wholes)


def _plain(whole: Whole) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(whole.line)
    plain["received_at"] = _iso(whole.line.received_at)
    value = json_of(whole.body)
    text, encoding = text_of(whole.body)
    shown = {"body": text if value is NOT_JSON else value, "encoding": encoding}
    return plain | {"headers": whole.headers} | shown


def _iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_COLUMNS = (
    "id", "received_at", "bin", "method", "path", "action", "surface", "lead_id", "lead_email", "lead_name",
    "subject", "amount", "findings", "dup_of", "readable", "bytes", "tags", "note",
)  # fmt: skip


def _csv(wholes: list[Whole], report: str) -> bytes:
    """One line an event; a delivery without one has a line of its own."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for whole in wholes:
        line = whole.line
        for one in line.events or (None,):
            cents = one.amount_cents if one else None
            event = (
                (one.action, one.surface, one.lead_id, one.lead_email, one.lead_name, one.subject)
                if one
                else ("",) * 6
            )
            row = (
                line.id, _iso(line.received_at), line.bin, line.method, line.path, *event,
                "" if cents is None else f"{cents / 100:.2f}", " ".join(one.findings) if one else "",
                line.dup_of or "", "yes" if line.ok else "no", line.size, " ".join(line.tags), line.note,
            )  # fmt: skip
            writer.writerow([disarmed(str(value)) for value in row])
    return written.getvalue().encode("utf-8-sig")


def _har(wholes: list[Whole], report: str) -> bytes:
    log = {
        "version": "1.2",
        "creator": {"name": "Funnelscope", "version": "1"},
        "comment": report,
        "entries": [_entry(one) for one in wholes],
    }
    return msgspec.json.encode({"log": log})


def _entry(whole: Whole) -> dict[str, Any]:
    line = whole.line
    named = dict(whole.headers)
    url = f"http://{named.get('host', 'localhost')}{line.path}" + (f"?{line.query}" if line.query else "")
    query = [{"name": name, "value": value} for name, value in parse_qsl(line.query, keep_blank_values=True)]
    request: dict[str, Any] = {
        "method": line.method, "url": url, "httpVersion": "HTTP/1.1", "cookies": [],
        "headers": [{"name": name, "value": value} for name, value in whole.headers],
        "queryString": query, "headersSize": -1, "bodySize": line.size,
    }  # fmt: skip
    response = {
        "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [],
        "content": {"size": 0, "mimeType": ""}, "redirectURL": "", "headersSize": -1, "bodySize": 0,
    }  # fmt: skip
    return {
        "startedDateTime": _iso(line.received_at),
        "time": 0,
        "request": request | ({"postData": _posted(whole)} if whole.body else {}),
        "response": response,
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    }


def _posted(whole: Whole) -> dict[str, str]:
    text, encoding = text_of(whole.body)
    posted = {"mimeType": whole.line.content_type, "text": text}
    # HAR 1.2 knows an encoding of answers alone; what reads requests looks for the same word.
    return posted if encoding == "utf-8" else posted | {"encoding": encoding, "comment": "text is base64"}


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written."""

    suffix: str
    media: str
    write: Callable[[list[Whole], str], bytes]


FORMATS: Mapping[str, Format] = {
    "JSON lines": Format("ndjson", "application/x-ndjson", _json_lines),
    "CSV": Format("csv", "text/csv", _csv),
    "HAR": Format("har", "application/json", _har),
    "Page": Format("html", "text/html", page),
}
