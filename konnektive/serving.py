"""A sandbox of one's own over HTTP, on a thread: for tests of a funnel."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette

from faces import Faces
from konnektive.sandbox import Happened, Sandbox
from konnektive.sandbox.entering import kept
from konnektive.web import mounts

if TYPE_CHECKING:
    from konnektive.audit import Report


@dataclass(frozen=True, slots=True)
class Recorded:
    """One call as it was made and answered, secrets masked."""

    path: str
    params: Mapping[str, str]
    result: str
    message: Any


@dataclass(slots=True)
class ServedSandbox:
    """A running sandbox, everything it answered, and what the audit says of it."""

    sandbox: Sandbox
    origin: str
    """For clients that take only a host: `http://127.0.0.1:PORT`."""
    happened: list[Happened] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What replaces https://api.konnektive.com."""
        return f"{self.origin}/konnektive"

    @property
    def calls(self) -> list[Recorded]:
        """What was called, in its order."""
        return [
            Recorded(one.path, kept(one.params), one.answered.result, one.answered.message)
            for one in list(self.happened)
        ]

    def paths(self) -> list[str]:
        """The paths that were called, in their order."""
        return [one.path for one in list(self.happened)]

    def audit(self) -> Report:
        """What the recommended flow holds against the calls so far."""
        from konnektive.audit import Recording, audit
        from konnektive.audit.call import Call
        from konnektive.audit.reading.request import Request, call_of

        made: list[Call] = []
        for one in list(self.happened):
            request = Request(
                f"{self.url}/{one.path}",
                "POST",
                knows_headers=False,
                fields=list(kept(one.params).items()),
                sent_at=one.at,
                answer=one.answered.body,
                status=one.answered.status,
            )
            if call := call_of(request, len(made) + 1, (one.at, len(made) + 1)):
                made.append(call)
        return audit([Recording("sandbox", "sandbox", tuple(made), len(self.happened))])

    def reset(self, seed: int | None = None) -> None:
        """As new: no buyer, no record, the same ids again."""
        self.sandbox.reset(seed=seed)
        self.happened.clear()


@contextlib.contextmanager
def serve(sandbox: Sandbox, host: str = "127.0.0.1") -> Iterator[ServedSandbox]:
    """Serve the sandbox on a free port until the block ends. Nothing is written to any store."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((host, 0))
    listener.listen(128)
    served = ServedSandbox(sandbox, f"http://{host}:{listener.getsockname()[1]}")
    hear = served.happened.append
    sandbox.listeners.append(hear)
    app = Faces(Starlette(), mounts(sandbox, alone=True))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        # The socket accepts from here on: a first call waits until the server has started.
        yield served
    finally:
        server.should_exit = True
        thread.join()
        sandbox.listeners.remove(hear)
