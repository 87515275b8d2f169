"""One file as it is being read: events go by one after another, and what is said of the file adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kartra.event import Event, Problem
from kartra.paging.readings import readings

_LISTED: Final = 1_000
"""Problems of one kind that are listed; further ones are counted."""


@dataclass(slots=True)
class Told:
    """What a file has told so far; complete when its events have gone by."""

    name: str
    path: Path
    steps: dict[str, None] = field(default_factory=dict)
    events: int = 0
    failed: bool = False
    """Whether something is at error."""
    _problems: list[Problem] = field(default_factory=list)
    _kinds: Counter[str] = field(default_factory=Counter)

    def read(self) -> Iterator[Event]:
        """The file's events; OSError when it can not be read."""
        for reading in readings(self.path, self.name):
            self.steps |= dict.fromkeys(reading.steps)
            self.failed = self.failed or reading.worst == "error"
            self.events += len(reading.events)
            for problem in reading.problems:
                self._kinds[problem.code] += 1
                if self._kinds[problem.code] <= _LISTED:
                    self._problems.append(problem)
            yield from reading.events

    @property
    def problems(self) -> list[Problem]:
        """What stood in the way, a bounded number of each kind."""
        more = {code: count - _LISTED for code, count in self._kinds.items() if count > _LISTED}
        return self._problems + [
            Problem(code, None, None, "info", f"{count:,} more of the kind {code}.")
            for code, count in more.items()
        ]
