"""Faces below a path of their own: where a proxy passes on one path alone."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Receive, Scope, Send

from faces import Answer, Below, Mount, Request, below

refusals: list[tuple[str, int]] = []


async def face(request: Request) -> Answer:
    return Answer()


MOUNT = Mount(lambda path: path.startswith("/in/"), face, refused=lambda *what: refusals.append(what))


def asked(path: str, base: str = "/tools", kind: str = "http") -> str:
    """The path that the next application sees."""
    seen: list[str] = []

    async def beyond(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["path"])

    async def nothing(*_: object) -> None:
        pass

    asyncio.run(Below(beyond, base, [MOUNT])({"type": kind, "path": path}, nothing, nothing))  # type: ignore[arg-type]
    return seen[0]


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/tools/in/kartra/secret", "/in/kartra/secret"),
        ("/in/kartra", "/in/kartra"),
        ("/tools/inbox", "/tools/inbox"),
        ("/toolsin/in/kartra", "/toolsin/in/kartra"),
        ("/tools/tools/in/kartra", "/tools/tools/in/kartra"),
        ("/other/in/kartra", "/other/in/kartra"),
    ],
)
def test_a_mount_is_found_below_the_base_and_beside_it(path: str, seen: str) -> None:
    assert asked(path) == seen
    assert asked(path, base="") == path


def test_websockets_are_left_alone() -> None:
    assert asked("/tools/in/kartra", kind="websocket") == "/tools/in/kartra"


def test_what_is_refused_there_is_counted_as_the_mount_names_it() -> None:
    refusals.clear()
    [mount] = below("/tools", [MOUNT])
    assert mount.claims("/tools/in/kartra") and not mount.claims("/in/kartra")
    mount.refused("/tools/in/kartra", 431)
    assert refusals == [("/in/kartra", 431)]
    assert below("", [MOUNT]) == ()
