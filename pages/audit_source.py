"""What is being audited: files that were opened, or what the sandbox recorded; kept for the session."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import streamlit as st
from handles import sandbox, store
from linked import is_news, named

from konnektive.audit import Recording, Report, audit, read
from konnektive.audit.sandbox_record import recordings, settle
from store.questions.recorded import recorded_calls
from store.questions.traffic import newest_call

OPEN = "audit.open"
SAMPLES = Path(__file__).parent.parent / "sample_payloads" / "konnektive"
SAMPLE_NAMES = {
    "clean-visit.har": "A clean visit",
    "ten-faults.har": "Ten typical faults",
    "three-visitors.jsonl": "Three visitors at once",
    "commands.sh": "cURL commands",
}
SINCE = {"10 minutes": 10, "Hour": 60, "Day": 1440, "All": None}
"""What is offered, to minutes."""
LARGE = 64 << 20
"""Bytes; of larger recordings the answers are not kept for looking at."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A report and where it comes from."""

    report: Report
    of_sandbox: bool = False
    visit: int | None = None
    """The one recorded visit that is looked at; all of the latest otherwise."""
    newest: int = 0
    """The latest call when the report was made."""


def opened() -> Opened | None:
    """What is open; a link may name a recorded visit or a sample."""
    visit, sample = named("visit"), named("sample")
    if is_news(f"{visit}/{sample}"):
        if visit.isdecimal() and len(visit) < 19:
            open_sandbox(int(visit))
        elif sample in SAMPLE_NAMES:
            open_sample(sample)
    found: Opened | None = st.session_state.get(OPEN)
    return found


def open_files(files: Sequence[tuple[str, BinaryIO]]) -> None:
    """Read and judge them."""
    keep(Opened(audit([_read(source, name) for name, source in files])) if files else None)


def _read(source: BinaryIO, name: str) -> Recording:
    size = source.seek(0, 2)
    source.seek(0)
    return read(source, name, keep_answers=size <= LARGE)


def open_bytes(data: bytes, name: str) -> None:
    """Read and judge what was pasted."""
    open_files([(name, BytesIO(data))] if data.strip() else [])


def open_sample(name: str) -> None:
    """Read and judge a recording that is shipped."""
    open_bytes((SAMPLES / name).read_bytes(), name)


def open_sandbox(visit: int | None = None) -> None:
    """Judge what the sandbox recorded, up to this moment."""
    settle(sandbox(), store())
    keep(_judged(visit))


def renewed() -> Opened:
    """What is open; the sandbox's report with what came since."""
    now: Opened = st.session_state[OPEN]
    if not now.of_sandbox:
        return now
    with store().reading() as connection:
        newest = newest_call(connection)
    if newest == now.newest:
        return now
    st.session_state[OPEN] = later = _judged(now.visit)
    return later


def _judged(visit: int | None) -> Opened:
    with store().reading() as connection:
        newest = newest_call(connection)
        minutes = SINCE[st.session_state.get("audit.since") or "All"] if visit is None else None
        since = int((time.time() - minutes * 60) * 1000) if minutes else None
        rows = recorded_calls(connection, visit_id=visit, since=since)
        found = recordings(rows, keep_answers=True)
    return Opened(audit(found), of_sandbox=True, visit=visit, newest=newest)


def keep(now: Opened | None) -> None:
    """Make this what is open; choices that belong to another report are let go."""
    st.session_state[OPEN] = now
    for key in ("audit.call", "audit.visit"):
        st.session_state.pop(key, None)
