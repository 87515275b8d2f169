"""Where a command's attempts go: the store that is there; none is made just for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

from kartra.sending.batch import Record
from store import close_all, connect
from store.keeping import DEFAULT_URL


def settled() -> Future[object]:
    """A result that is there already: nothing is waited for."""
    future: Future[object] = Future()
    future.set_result(None)
    return future


@contextmanager
def recording() -> Iterator[Record]:
    """What to tell each attempt to; it is on the disk at the end."""
    default = Path(DEFAULT_URL.removeprefix("sqlite:///"))
    if not os.environ.get("DATABASE_URL") and not default.exists():
        yield lambda attempt: settled()
        return
    try:
        yield connect().write
    finally:
        close_all()
