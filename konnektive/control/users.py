"""API users of the sandbox: logins, the addresses they may call from, the endpoints they may call."""

from __future__ import annotations

import asyncio

import msgspec

from faces import Answer, Asked, Operation, json_answer
from konnektive.control.schemas import schema_of
from konnektive.sandbox import ApiUser, shared
from konnektive.sandbox.users import edited
from privacy import MASK

SCHEMA = {"type": "array", "items": schema_of(ApiUser), "maxItems": 100}


def shown(users: tuple[ApiUser, ...]) -> list[ApiUser]:
    """The users without their passwords."""
    return [msgspec.structs.replace(one, password=MASK) for one in users]


async def show(asked: Asked) -> Answer:
    return json_answer(shown(shared().account.users))


async def replace(asked: Asked) -> Answer:
    users = edited(asked.body, shared().account.users)
    if isinstance(users, str):
        return json_answer({"error": users}, 409)
    # Sealing a hundred passwords takes a second.
    await asyncio.to_thread(lambda: shared().set(users=users))
    return json_answer(shown(users))


OPERATIONS = (
    Operation("GET", "/sandbox/users", "API users, without their passwords.", show, answer_schema=SCHEMA),
    Operation(
        "PUT",
        "/sandbox/users",
        "Let these API users in and no others; a masked password stays as it is.",
        replace,
        body=SCHEMA,
        answers={200: "Done.", 409: "A loginId is used twice."},
        answer_schema=SCHEMA,
    ),
)
