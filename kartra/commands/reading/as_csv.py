"""One table of all files' events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from kartra.commands.reading.told import Told
from kartra.event import Event

CSV_TABLES: Final = ("leads", "transactions", "events")
_ROWS: Final = 5_000


def as_csv(files: Sequence[Told], table: str) -> Iterator[str]:
    """The table in parts, the names of its columns first."""
    # These load Arrow, which the other forms do without.
    from kartra.tables import Gathering
    from kartra.tables import as_csv as printed

    events = chain.from_iterable(told.read() for told in files)
    if table == "events":
        yield from _event_rows(events)
        return
    gathering = Gathering()
    for event in events:
        gathering.event(event)
    yield printed(getattr(gathering.tables(), table)).rstrip("\r\n") + "\n"


def _event_rows(events: Iterable[Event]) -> Iterator[str]:
    from kartra.tables import as_csv as printed
    from kartra.tables.events import event_table

    rest = iter(events)
    yield printed(event_table(islice(rest, _ROWS))).rstrip("\r\n")
    while part := list(islice(rest, _ROWS)):
        yield "\r\n" + printed(event_table(part)).partition("\n")[2].rstrip("\r\n")
    yield "\n"
