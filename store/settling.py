"""Telling those who wait how their change ended: threads by futures, event loops once for a whole batch."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress

Settle = Future[object] | asyncio.Future[object]
Ending = tuple[Settle | None, object, Exception | None]


def settle(endings: Iterable[Ending]) -> None:
    """Give each future its result or its reason; a loop is woken once, not once for each future."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Ending]] = {}
    for ending in endings:
        future = ending[0]
        if isinstance(future, Future):
            _end(ending)
        elif future is not None:
            by_loop.setdefault(future.get_loop(), []).append(ending)
    for loop, ended in by_loop.items():
        # A loop that closed meanwhile has nobody left to tell.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_end_all, ended)


def _end_all(endings: Sequence[Ending]) -> None:
    for ending in endings:
        _end(ending)


def _end(ending: Ending) -> None:
    future, result, wrong = ending
    if future is None or future.done():
        return
    if wrong is None:
        future.set_result(result)
    else:
        future.set_exception(wrong)
