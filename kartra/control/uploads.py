"""Large files over the control API: written to the disk as they come, opened on the payloads page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

from faces import Answer, Asked, Operation, json_answer
from store.uploads import LARGEST, Incoming, Upload, remove, room, uploads

TICKET: Final = "uploads"
_BLOCK: Final = 1 << 20
"""Bytes that are collected before they are written."""
_FULL: Final = "The disk has no room for it."
_UPLOAD: Final = {
    "type": "object",
    "required": ["id", "name", "size", "received_at"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "size": {"type": "integer", "description": "Bytes."},
        "received_at": {"type": "integer", "description": "UTC ms."},
    },
}


async def take(asked: Asked) -> Answer:
    """Write the body to the disk; a file that does not come whole leaves nothing."""
    try:
        allowed = await asyncio.to_thread(room)
        told = asked.request.header("content-length")
        if told.isdigit() and int(told) > allowed:
            return _refused(allowed)
        return await _taken(asked, await asyncio.to_thread(Incoming, asked.path["file"]), allowed)
    except OSError as wrong:
        return json_answer({"error": f"It can not be written: {wrong.strerror or wrong}."}, 507)


async def _taken(asked: Asked, incoming: Incoming, allowed: int) -> Answer:
    try:
        if not await _written(asked.body, incoming, allowed):
            return _refused(allowed)
        return json_answer(shown(await asyncio.to_thread(incoming.keep)), 201)
    finally:
        incoming.drop()


async def _written(body: AsyncIterator[bytes], incoming: Incoming, allowed: int) -> bool:
    """Write all of it; False as soon as it is more than that."""
    block = bytearray()
    async for chunk in body:
        block += chunk
        if incoming.size + len(block) > allowed:
            return False
        if len(block) >= _BLOCK:
            await asyncio.to_thread(incoming.write, bytes(block))
            block.clear()
    await asyncio.to_thread(incoming.write, bytes(block))
    return True


def _refused(allowed: int) -> Answer:
    if allowed < LARGEST:
        return json_answer({"error": _FULL}, 507)
    return json_answer({"error": f"A file may have {LARGEST >> 30} GB."}, 413)


async def list_uploads(asked: Asked) -> Answer:
    """The files, the newest first."""
    return json_answer({"uploads": [shown(one) for one in await asyncio.to_thread(uploads)]})


async def remove_upload(asked: Asked) -> Answer:
    """Remove one file."""
    id = asked.path["file"]
    if not await asyncio.to_thread(remove, id):
        return json_answer({"error": f"There is no upload {id[:80]!r}."}, 404)
    return json_answer({"removed": id})


def shown(one: Upload) -> dict[str, Any]:
    """An upload as the API tells of it."""
    return {"id": one.id, "name": one.name, "size": one.size, "received_at": one.received_at}


OPERATIONS = (
    Operation(
        "PUT",
        "/uploads/{file}",
        "Upload a file of any size, named so, for the payloads page; unless it is looked at, it stays a day.",
        take,
        answers={
            201: "It lies on the disk.",
            413: f"It is larger than {LARGEST >> 30} GB.",
            507: "The disk has no room for it.",
        },
        answer_schema=_UPLOAD,
        streamed=True,
        ticket=TICKET,
    ),
    Operation(
        "GET",
        "/uploads",
        "The files that were uploaded.",
        list_uploads,
        answers={200: "The newest first."},
        answer_schema={
            "type": "object",
            "required": ["uploads"],
            "properties": {"uploads": {"type": "array", "items": _UPLOAD}},
        },
    ),
    Operation(
        "DELETE",
        "/uploads/{file}",
        "Remove an uploaded file, named by its id.",
        remove_upload,
        answers={200: "It is gone."},
        answer_schema={
            "type": "object",
            "required": ["removed"],
            "properties": {"removed": {"type": "string"}},
        },
    ),
)
