"""A recording in the making: requests are taken one by one, calls kept, the rest counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from operator import attrgetter

import msgspec

from konnektive.audit.call import Call
from konnektive.audit.hosts import host_of
from konnektive.audit.reading.request import Request, call_of
from konnektive.audit.recording import Problem, Recording

SHOWN_PROBLEMS = 50


class Collected:
    """What was read so far; memory grows with the calls, not with the file."""

    def __init__(self, *, keep_answers: bool = False) -> None:
        self.keep_answers = keep_answers
        self.calls: list[Call] = []
        self.entries = 0
        self.last_request: dict[str, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.more_problems = 0
        self._time = 0

    def take(self, request: Request) -> None:
        """One request, in the order of the file; without a time it stands right after the one before."""
        if request.sent_at is not None:
            self._time = request.sent_at
        place = (self._time, self.entries)
        self.entries += 1
        call = call_of(request, len(self.calls) + 1, place, keep_answer=self.keep_answers)
        if call is not None:
            self.calls.append(call)
        elif host := host_of(request.url):
            self.last_request[host] = max(place, self.last_request.get(host, place))

    def miss(self, place: str, field: str, reason: str) -> None:
        """Something could not be read."""
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(Problem(place, field, reason))
        else:
            self.more_problems += 1

    def recording(self, file: str, kind: str) -> Recording:
        """What was read, its calls in the order they were sent."""
        return Recording(
            file,
            kind,
            tuple(in_order(self.calls)),
            self.entries,
            self.last_request,
            tuple(self.problems),
            self.more_problems,
        )


def in_order(calls: Iterable[Call]) -> list[Call]:
    """Calls by the time they were sent, numbered from 1."""
    ordered = sorted(calls, key=attrgetter("place"))
    return [
        call if call.number == number else msgspec.structs.replace(call, number=number)
        for number, call in enumerate(ordered, 1)
    ]


def moment_of(value: object) -> int | None:
    """A recorded time as UTC milliseconds; ISO 8601 text, or seconds or milliseconds since 1970."""
    if isinstance(value, str):
        return _moment_of_text(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value if value > 1e11 else value * 1000) if 0 < value < 1e14 else None


def elapsed_of(value: object) -> float | None:
    """A recorded duration in milliseconds; none for what is no number, or longer than thirty years."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e12 else None


def _moment_of_text(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            return moment_of(float(text))
        except ValueError:
            return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return round(moment.timestamp() * 1000)
    except (OverflowError, ValueError, OSError):
        return None
