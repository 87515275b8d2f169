"""A sandbox that can not be opened yet: every request tries again, and hears why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.exc import DBAPIError

from faces import Answer, Face, Mount, Operation, Request, json_answer
from faces.operation import Asked
from konnektive.sandbox.sandbox import Sandbox
from konnektive.web import face, mounts_of

UNREADABLE = {503: "What the sandbox held can not be read at the moment; `error` says why."}


def opening_mounts(opened: Callable[[], Sandbox]) -> tuple[Mount, ...]:
    """The sandbox's mounts; 503 with the reason as long as what it held can not be read."""
    return mounts_of(_once_open(opened))


def _once_open(opened: Callable[[], Sandbox]) -> Face:
    ready: list[Face] = []

    async def answer(request: Request) -> Answer:
        if not ready:
            try:
                ready.append(face(await asyncio.to_thread(opened)))
            except DBAPIError as wrong:
                return _unreadable(wrong)
        return await ready[0](request)

    return answer


def explained(operation: Operation) -> Operation:
    """The operation, with the same answer as long as the sandbox can not be opened."""

    async def perform(asked: Asked) -> Answer:
        try:
            return await operation.perform(asked)
        except DBAPIError as wrong:
            return _unreadable(wrong)

    return replace(operation, perform=perform, answers=UNREADABLE | dict(operation.answers))


def _unreadable(wrong: DBAPIError) -> Answer:
    reason = f"What the sandbox held can not be read: {wrong.orig}."
    return json_answer({"result": "ERROR", "message": reason, "error": reason}, 503)
