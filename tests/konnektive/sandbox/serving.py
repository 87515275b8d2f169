"""A sandbox over real HTTP, for tests."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import requests
import uvicorn
from starlette.applications import Starlette

from faces import Faces, Mount
from konnektive.sandbox import Sandbox
from konnektive.web import mounts


@contextlib.contextmanager
def serving(made: tuple[Mount, ...]) -> Iterator[str]:
    """Serve these faces on a free port; gives the origin."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Faces(Starlette(), made), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        # The socket accepts already: the first request waits until the server has started.
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextlib.contextmanager
def served(crm: Sandbox, *, alone: bool = False) -> Iterator[str]:
    """Serve the sandbox; gives the origin, below which /konnektive stands."""
    with serving(mounts(crm, alone=alone)) as origin:
        yield origin


def session() -> requests.Session:
    """A session that no proxy comes between."""
    made = requests.Session()
    made.trust_env = False
    return made
