"""Files over the control API: whole on the disk or not there at all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from starlette.requests import ClientDisconnect

from faces import Answer, Asked, Request
from kartra.control import uploads as control
from store.uploads import folder, uploads


async def arriving(*chunks: bytes, broken: bool = False) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
    if broken:
        raise ClientDisconnect


def put(body: AsyncIterator[bytes], *headers: tuple[str, str]) -> Answer:
    asked = Asked({"file": "events.ndjson"}, {}, body, Request("PUT", "/api/uploads/x", headers=headers))
    return asyncio.run(control.take(asked))


def test_a_file_is_kept_as_it_came() -> None:
    chunks = [bytes([n]) * 700_000 for n in range(5)]
    answer = put(arriving(*chunks))
    assert answer.status == 201
    [one] = uploads()
    assert json.loads(answer.body) == control.shown(one)
    assert (one.name, one.path.read_bytes()) == ("events.ndjson", b"".join(chunks))


def test_a_sender_that_leaves_leaves_nothing() -> None:
    with pytest.raises(ClientDisconnect):
        put(arriving(b"x" * 3_000_000, broken=True))
    assert list(folder().iterdir()) == []


@pytest.mark.parametrize("headers", [(), (("content-length", "2000"),)])
def test_what_has_no_room_is_refused(
    monkeypatch: pytest.MonkeyPatch, headers: tuple[tuple[str, str], ...]
) -> None:
    monkeypatch.setattr(control, "room", lambda: 1000)
    answer = put(arriving(b"x" * 2000), *headers)
    assert answer.status == 507
    assert list(folder().iterdir()) == []


def test_an_upload_is_listed_and_removed() -> None:
    put(arriving(b"1"))
    [one] = uploads()
    asked = Asked({"file": one.id}, {}, None, Request("DELETE", ""))
    listed = asyncio.run(control.list_uploads(Asked({}, {}, None, Request("GET", ""))))
    assert [found["id"] for found in json.loads(listed.body)["uploads"]] == [one.id]
    assert asyncio.run(control.remove_upload(asked)).status == 200
    assert asyncio.run(control.remove_upload(asked)).status == 404
