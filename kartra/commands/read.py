"""`python -m kartra read`: what is in these files, as text, JSON or CSV."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kartra.event import Event, Finding, Problem, Reading
from kartra.reading import read
from kartra.sentence import sentence
from privacy import redacted_json, redacted_text

CSV_TABLES: Final = ("leads", "transactions", "events")


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser("read", help="read webhooks from files", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", choices=CSV_TABLES, help="print one table as CSV")


def run(args: argparse.Namespace) -> int:
    """Print what was read; 1: nothing in a file, or something at error; 2: a file can not be opened."""
    readings: list[Reading] = []
    for name in args.files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            print(f"kartra read: {name}: {error.strerror or error}", file=sys.stderr)
            return 2
        readings.append(read(data, name))
    show: Callable[[Sequence[Reading]], Iterable[str]] = _as_json if args.json else _as_text
    _print(_as_csv(readings, args.csv) if args.csv else show(readings))
    return exit_code(readings)


def _print(lines: Iterable[str]) -> None:
    """Print in UTF-8 whatever the terminal is set to, and stop quietly when nobody reads on."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def exit_code(readings: Sequence[Reading]) -> int:
    """Return 1 when nothing could be read from a file, or something is at error."""
    return int(any(not reading.events or reading.worst == "error" for reading in readings))


def as_object(reading: Reading) -> dict[str, Any]:
    """Return one file in the shape of the contract."""
    return {
        "file": reading.name,
        "steps": list(reading.steps),
        "events": [_event(event) for event in reading.events],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _event(event: Event) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "action": event.action,
        "surface": event.surface,
        "documented": event.documented,
        "line": event.line,
        "lead": redacted_json(event.lead),
        "details_key": event.details_key,
        "details": redacted_json(event.details),
        "findings": [_finding(finding) for finding in event.findings],
    }
    if event.extras:
        shown["extras"] = redacted_json(event.extras)
    if event.received_at:
        shown["received_at"] = event.received_at
    return shown


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "path": finding.path,
        "severity": finding.severity,
        "message": redacted_text(finding.message),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "message": redacted_text(problem.message),
    }


def _as_json(readings: Sequence[Reading]) -> Iterator[str]:
    summary = {
        "files": len(readings),
        "events": sum(len(reading.events) for reading in readings),
        "problems": sum(len(reading.problems) for reading in readings),
    }
    files = [as_object(reading) for reading in readings]
    # ASCII, so that a terminal or a pipe of any encoding bears it.
    yield json.dumps({"files": files, "summary": summary}, indent=2)


def _as_text(readings: Sequence[Reading]) -> Iterator[str]:
    for reading in readings:
        steps = ", ".join(reading.steps) or "no steps"
        yield f"{reading.name}: {_counted(len(reading.events), 'event')} ({steps})"
        for event in reading.events:
            yield f"  line {event.line}: {redacted_text(sentence(event))}"
            yield from (f"    {f.severity}: {f.path}: {redacted_text(f.message)}" for f in event.findings)
        for problem in reading.problems:
            place = f"line {problem.line}, column {problem.column}: " if problem.line else ""
            yield f"  {problem.severity}: {place}{redacted_text(problem.message)}"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


def _as_csv(readings: Sequence[Reading], table: str) -> Iterator[str]:
    from kartra.tables import as_csv, tables

    events = [event for reading in readings for event in reading.events]
    yield as_csv(getattr(tables(events), table)).rstrip("\r\n")
