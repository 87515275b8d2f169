"""The transactions that files tell of, whatever their size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Final

from kartra.event import Event
from kartra.moment import EST
from kartra.paging.readings import readings
from kartra.transaction import Transaction

_NAMING: Final = b"transaction_"
"""Every transaction, on either surface and in either generation, names its type or its id."""


def transactions_of(events: Iterable[Event], within: tzinfo = EST) -> Iterator[Transaction]:
    """The transactions among these events."""
    for event in events:
        if (told := Transaction.of(event, within)) is not None:
            yield told


def transactions_in(path: Path, within: tzinfo = EST) -> Iterator[Transaction]:
    """The transactions of a file; OSError when it can not be opened."""
    for reading in readings(path, path.name, _NAMING):
        yield from transactions_of(reading.events, within)
