"""The transactions that files tell of, read in bounded memory: a large file line by line, any other whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Final

from kartra.event import Event
from kartra.moment import EST
from kartra.reading import read
from kartra.transaction import Transaction

WHOLE: Final = 32 << 20
"""Bytes up to which a file is read as one text, so that wrappings over many lines are understood."""


def transactions_of(events: Iterable[Event], within: tzinfo = EST) -> Iterator[Transaction]:
    """The transactions among these events."""
    for event in events:
        if (told := Transaction.of(event, within)) is not None:
            yield told


def transactions_in(path: Path, within: tzinfo = EST) -> Iterator[Transaction]:
    """The transactions of a file; OSError when it can not be opened."""
    if path.stat().st_size <= WHOLE:
        yield from transactions_of(read(path.read_bytes(), path.name).events, within)
        return
    with path.open("rb") as file:
        for line in file:
            # Every transaction, on either surface and in either generation, names its type or its id.
            if b"transaction_" in line:
                yield from transactions_of(read(line, path.name).events, within)
