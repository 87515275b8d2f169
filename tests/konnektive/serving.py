"""A sandbox over HTTP, for exports that run by themselves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from faces import Faces
from konnektive.sandbox import Sandbox
from konnektive.web import mounts
from tests.running import free_port


@contextmanager
def served(sandbox: Sandbox) -> Iterator[str]:
    """The base URL of the sandbox."""
    port = free_port()
    app = Faces(Starlette(), mounts(sandbox))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.005)
    try:
        yield f"http://127.0.0.1:{port}/konnektive"
    finally:
        server.should_exit = True
        thread.join()
