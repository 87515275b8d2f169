"""One file into the store: read beside the writing, committed part by part, never twice."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from kartra.event import Problem
from kartra.importing.growing import left_over, whole_events, whole_until
from kartra.importing.one_a_line import one_a_line
from kartra.importing.parts import Part, digest, parts, reached
from kartra.importing.reading_lines import ReadLine, packed, read_lines, read_whole, unpacked
from kartra.reading import read
from store import Arrival, Store
from store.imports import ImportedPart, Mark, marks
from store.moment import now_ms

_BESIDE: Final = 8 << 20
"""Bytes from which on starting other processes pays."""
_AHEAD: Final = 3
"""Parts that each process may be ahead of the writing: bounds the memory."""
_FIRST_LINE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file."""

    events: int
    unread: int
    """Lines kept that hold no event."""
    skipped: int
    """Bytes that an earlier import had taken in."""
    problems: tuple[Problem, ...] = ()


Progress = Callable[[int, int], None]
"""Told how many bytes and events have been committed since the last time."""


def bring_in(
    path: Path, store: Store, bin_name: str, progress: Progress = lambda size, events: None
) -> Brought:
    """Take the file in; OSError when it can not be read, Refusal when the store can not be written.

    Interrupted at any point, it goes on there when called again; a file that has grown gives what is new.
    """
    with TemporaryDirectory() as folder:
        file = File(path.name, one_a_line(path, Path(folder)))
        with store.reading() as connection:
            resumed = reached(file.path, marks(connection, file.size))
        share = path.stat().st_size / max(1, file.size)
        told = _in_proportion(progress, share)
        if resumed is not None:
            told(resumed.position, 0)
        way = _by_lines if _goes_by_lines(file.path) else _as_a_whole
        brought = way(file, store, bin_name, told, resumed)
        return replace(brought, skipped=round(brought.skipped * share))


class File(NamedTuple):
    """What is read, and the name it is known by."""

    name: str
    path: Path

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


def _in_proportion(progress: Progress, share: float) -> Progress:
    """Progress of the file that was named, from that of the one which is read in its place."""
    return progress if share == 1 else lambda size, events: progress(round(size * share), events)


def _goes_by_lines(path: Path) -> bool:
    """Whether the first line that is not empty holds an event by itself."""
    with path.open("rb") as file:
        for line in file.readlines(_FIRST_LINE):
            if line.strip():
                return bool(read(line).events)
    return False


def _by_lines(file: File, store: Store, bin_name: str, progress: Progress, resumed: Mark | None) -> Brought:
    mark = resumed or Mark("", 0, 0, 0)
    begun, started, until = mark, now_ms(), whole_until(file.path)
    waiting: deque[tuple[Future[object], int, int]] = deque()
    try:
        for part, lines in _read_beside(parts(file.path, resumed, until), until - mark.position):
            events = sum(len(line.rows.events) for line in lines)
            unread = sum(not line.rows.events for line in lines)
            after = Mark(part.digest, part.end, mark.events + events, mark.unread + unread)
            arrivals = tuple(_arrival(line, bin_name, started) for line in lines)
            change = ImportedPart(file.name, arrivals, after)
            waiting.append((store.write(change), part.end - mark.position, events))
            mark = after
            while len(waiting) > _AHEAD:
                _settle(waiting, progress)
        while waiting:
            _settle(waiting, progress)
    finally:
        # What the writer has in hand is committed before anybody may look for where to go on.
        wait(future for future, _, _ in waiting)
    left = left_over(file.size - max(until, begun.position))
    return Brought(mark.events - begun.events, mark.unread - begun.unread, begun.position, left)


def _settle(waiting: deque[tuple[Future[object], int, int]], progress: Progress) -> None:
    future, size, events = waiting.popleft()
    future.result()
    progress(size, events)


def _read_beside(todo: Iterable[Part], size: int) -> Iterator[tuple[Part, list[ReadLine]]]:
    """Each part with what was read of it, in order; large files are read by other processes."""
    if size < _BESIDE:
        yield from ((part, read_lines(part.lines())) for part in todo)
        return
    processes = max(1, min(4, (os.cpu_count() or 2) - 1))
    with ExitStack() as stack:
        # What is decoded there holds no cycles, so looking for them is lost time.
        pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), gc.disable)
        stack.callback(pool.shutdown, cancel_futures=True)
        reading: deque[tuple[Part, Future[bytes] | None]] = deque()
        for part in todo:
            reading.append((part, _submitted(pool, part)))
            if len(reading) > processes * _AHEAD:
                yield _read(*reading.popleft())
        while reading:
            yield _read(*reading.popleft())


def _submitted(pool: ProcessPoolExecutor, part: Part) -> Future[bytes] | None:
    try:
        return pool.submit(packed, part)
    except BrokenExecutor:
        return None


def _read(part: Part, beside: Future[bytes] | None) -> tuple[Part, list[ReadLine]]:
    """What was read beside; read here when the other process is gone."""
    try:
        return part, unpacked(beside.result()) if beside is not None else read_lines(part.lines())
    except BrokenExecutor:
        return part, read_lines(part.lines())


def _as_a_whole(file: File, store: Store, bin_name: str, progress: Progress, resumed: Mark | None) -> Brought:
    """All of it is read; of a file that has grown, the events that are known come first."""
    known, position = (resumed.events, resumed.position) if resumed else (0, 0)
    data = file.path.read_bytes()
    if position >= len(data):
        return Brought(0, 0, position)
    reading, lines = read_whole(data, file.name)
    whole, until = whole_events(data, reading)
    new, problems = lines[known:whole], (*reading.problems, *left_over(len(data) - until))
    if not new or until <= position:
        return Brought(0, 0, position, problems)
    started = now_ms()
    arrivals = tuple(_arrival(line, bin_name, started) for line in new)
    mark = Mark(digest(file.path, until), until, known + len(new), 0)
    store.write(ImportedPart(file.name, arrivals, mark)).result()
    progress(until - position, len(new))
    return Brought(len(new), 0, position, problems)


def _arrival(line: ReadLine, bin_name: str, started: int) -> Arrival:
    if line.received_at is not None:
        return Arrival(bin_name, line.received_at, line.body, "IMPORT", rows=line.rows)
    # Without a time of arrival nothing tells an honest repeat from a redelivery, so none is marked.
    return Arrival(bin_name, started, line.body, "IMPORT", rows=line.rows, dup_window_ms=-1)
