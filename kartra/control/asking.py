"""Asking the process's store from an event loop: questions on a thread, changes awaited until kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from faces import Answer, json_answer
from store import Change, Refusal, connect
from store.inbox import query_of
from store.search import Query

T = TypeVar("T")
UNAVAILABLE = {503: "The store can not do that at the moment; `error` says why."}
SLIPS = {409: "Not all of the search can be understood; `problems` says why."}


def understood(text: str) -> Query | Answer:
    """The search, or a 409: without a part of it, it would find more than was meant."""
    query, problems = query_of(text)
    if not problems:
        return query
    messages = [problem.message for problem in problems]
    return json_answer({"error": " ".join(messages), "problems": messages}, 409)


async def answer_of(question: Callable[[Connection], T]) -> T | Answer:
    """What the store says, or a 503 with the reason why it can not."""

    def answered() -> T:
        with connect().reading() as connection:
            return question(connection)

    try:
        return await asyncio.to_thread(answered)
    except DBAPIError as wrong:
        return json_answer({"error": str(wrong.orig)}, 503)


async def kept(change: Change) -> Answer | None:
    """Nothing once the change is on the disk, or a 503 with the reason why it is not."""
    try:
        await connect().written(change)
    except Refusal as refusal:
        return json_answer({"error": str(refusal)}, 503)
    return None
