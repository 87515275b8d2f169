"""A file that may still be written: what of its end is whole, and what waits for the next import."""

from __future__ import annotations

from pathlib import Path

from kartra.event import Problem, Reading
from kartra.importing.parts import last_line
from kartra.paging.plain import is_packed
from kartra.reading import read


def whole_until(path: Path) -> int:
    """The byte up to which the lines are whole.

    A last line without an end is whole where brackets close it; where none do, only if it is the only one.
    """
    begin = last_line(path)
    with path.open("rb") as file:
        file.seek(begin)
        line = file.read()
    alone = begin == 0 or line.lstrip().startswith((b"{", b"["))
    whole = not line.strip() or (alone and not _is_cut(read(line)))
    return begin + len(line) if whole else begin


def whole_events(data: bytes, reading: Reading) -> tuple[int, int]:
    """How many of the events are whole, and the byte up to which those lie."""
    if not reading.events or not _is_cut(reading) or is_packed(data[:8]):
        return len(reading.events), len(data)
    last = max(event.line for event in reading.events)
    whole = sum(event.line < last for event in reading.events)
    return whole, sum(map(len, data.splitlines(keepends=True)[: last - 1]))


def left_over(size: int) -> tuple[Problem, ...]:
    """What is said of bytes that wait for the next import."""
    if not size:
        return ()
    message = (
        f"The file ends within an event: its last {size:,} bytes are left for the next import. "
        "If they are whole, end them with a line break."
    )
    return (Problem("left-for-later", None, None, "warn", message),)


def _is_cut(reading: Reading) -> bool:
    return any(problem.code == "truncated" for problem in reading.problems)
