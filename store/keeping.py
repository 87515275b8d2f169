"""The store of a database: one writer, many readers, migrated when first reached."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection

from store.change import Change, Refusal
from store.commits import Commits
from store.engine import database_file, database_url, reading_engine, writing_engine
from store.migrations import migrate
from store.writer import Writer

DEFAULT_URL = "sqlite:///data/funnelscope.db"


class Store:
    """What is kept, reachable from any thread of this process."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.file = database_file(url)
        """The SQLite file; none for a served database."""
        self._writing = writing_engine(url)
        self._reading = reading_engine(url)
        self._writer = Writer(Commits(self._writing, migrate))
        self.before_closing: list[Callable[[], None]] = []
        """Called as the store is about to close, while it can still be written."""
        with suppress(Refusal):
            # A database that can not be written now may be later: the first write that succeeds migrates it.
            self.write(_Opening()).result()

    @property
    def trouble(self) -> str:
        """Why nothing can be kept at the moment; empty while all is well."""
        return self._writer.trouble

    @property
    def lost(self) -> int:
        """Write-behind changes that this process could not keep."""
        return self._writer.lost

    @property
    def lost_why(self) -> str:
        """Why the latest of them could not be kept, where it is known."""
        return self._writer.lost_why

    def lose(self, reason: str) -> None:
        """Count something that was to be written behind and can not be kept."""
        self._writer.lose(reason)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees what is committed and can not write."""
        with self._reading.connect() as connection:
            yield connection

    def write(self, change: Change) -> Future[object]:
        """Keep the change; the result arrives once it is on the disk, a Refusal if it can not be."""
        future: Future[object] = Future()
        if reason := self._writer.submit(change, future):
            future.set_exception(Refusal(reason))
        return future

    def written(self, change: Change) -> asyncio.Future[object]:
        """As `write`, to be awaited on the running event loop."""
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        if reason := self._writer.submit(change, future):
            future.set_exception(Refusal(reason))
        return future

    def later(self, change: Change) -> None:
        """Keep the change within a second; nobody waits, and closing waits for it."""
        self._writer.later(change)

    def close(self) -> None:
        """Write what is waiting and let go of the database."""
        for end in self.before_closing:
            end()
        self._writer.close()
        self._reading.dispose()


class _Opening:
    """Nothing to write: reaching the database migrates it."""

    @classmethod
    def write(cls, connection: Connection, changes: object) -> list[object]:
        return [None]


_stores: dict[str, Store] = {}
_opening = threading.Lock()


def connect(url: str | None = None) -> Store:
    """The process's store for that URL (default: DATABASE_URL, else a file under data/); opened once."""
    text = url or os.environ.get("DATABASE_URL") or DEFAULT_URL
    with _opening:
        if text not in _stores:
            address = database_url(text)
            if file := database_file(address):
                _make_room(file.parent)
            _stores[text] = Store(address)
        return _stores[text]


def _make_room(folder: Path) -> None:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)


def close_all() -> None:
    """Close every store that this process opened."""
    with _opening:
        for store in _stores.values():
            store.close()
        _stores.clear()
