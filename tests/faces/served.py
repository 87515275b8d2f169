"""An application behind uvicorn, on a thread and a free port."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn


@contextlib.contextmanager
def served(app: Any, log_level: str = "critical") -> Iterator[int]:
    """The port that it answers at."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level=log_level, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()


def said(port: int, *pieces: bytes, until: bytes | None = None) -> bytes:
    """All that is answered on one connection until the server closes it, or until it has said so."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            peer.sendall(piece)
        answer = b""
        while (until is None or until not in answer) and (piece := peer.recv(65536)):
            answer += piece
    return answer
