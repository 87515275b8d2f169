"""One JSON object for all files, in the shape of the contract; ASCII, so that any pipe bears it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from kartra.commands.reading.safe import safe
from kartra.commands.reading.spool import spooled
from kartra.commands.reading.told import Told
from kartra.event import Event, Finding, Problem
from privacy import redacted_json
from privacy.quick import may_hide


def as_json(files: Sequence[Told]) -> Iterator[str]:
    """The object in parts, written as `json.dumps(..., indent=2)` writes it."""
    yield '{\n  "files": ['
    for number, told in enumerate(files):
        yield ",\n    " if number else "\n    "
        yield from _file(told)
    summary = {
        "files": len(files),
        "events": sum(told.events for told in files),
        "problems": sum(len(told.problems) for told in files),
    }
    yield f'\n  ],\n  "summary": {_indented(json.dumps(summary, indent=2), 2)}\n}}\n'


def _file(told: Told) -> Iterator[str]:
    with spooled(_items(map(written, told.read()), 8)) as events:
        yield f'{{\n      "file": {json.dumps(told.name)},\n      "steps": '
        yield _indented(json.dumps(list(told.steps), indent=2), 6)
        yield ',\n      "events": ['
        yield from events
    problems = [_problem(problem) for problem in told.problems]
    yield ("\n      ]" if told.events else "]") + ',\n      "problems": '
    yield _indented(json.dumps(problems, indent=2), 6) + "\n    }"


def _items(texts: Iterable[str], depth: int) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield ("," if number else "") + "\n" + " " * depth + _indented(text, depth)


def _indented(text: str, depth: int) -> str:
    return text.replace("\n", "\n" + " " * depth)


def written(event: Event) -> str:
    """One event without its secrets, as JSON over several lines."""
    compact = json.dumps(_shown(event, lambda value: value)).encode()
    if may_hide(compact):
        compact = json.dumps(_shown(event, redacted_json)).encode()
    try:
        return msgspec.json.format(compact, indent=2).decode()
    except msgspec.MsgspecError:  # NaN, or half a surrogate pair
        return json.dumps(json.loads(compact), indent=2)


def _shown(event: Event, masked: Callable[[Any], Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "action": event.action,
        "surface": event.surface,
        "documented": event.documented,
        "line": event.line,
        "lead": masked(event.lead),
        "details_key": event.details_key,
        "details": masked(event.details),
        "findings": [_finding(finding) for finding in event.findings],
    }
    if event.extras:
        shown["extras"] = masked(event.extras)
    if event.received_at:
        shown["received_at"] = event.received_at
    return shown


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "path": finding.path,
        "severity": finding.severity,
        "message": safe(finding.message),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "message": safe(problem.message),
    }
