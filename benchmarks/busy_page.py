"""A reader without a browser: a page of the dashboard that runs again as soon as it has been drawn."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect


class BusyPage:
    """Keeps one session's page running, as a browser whose user clicks without pause."""

    def __init__(self, url: str, page: str) -> None:
        self.runs = 0
        """How often the page was drawn to its end."""
        self._page = page
        self._socket = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
        )

    def run(self) -> None:
        """Until the connection is closed."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                _ask(self._socket, self._page)
                _drawn(self._socket)
                self.runs += 1

    def close(self) -> None:
        self._socket.close()


def _ask(socket: ClientConnection, page: str) -> None:
    message = BackMsg()
    message.rerun_script.page_name = page
    socket.send(message.SerializeToString())


def _drawn(socket: ClientConnection) -> None:
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(socket.recv(decode=False)))
        if message.WhichOneof("type") == "script_finished":
            return


@contextlib.contextmanager
def busy(url: str, page: str) -> Iterator[BusyPage]:
    """The page runs again and again while the block lasts."""
    reader = BusyPage(url, page)
    thread = threading.Thread(target=reader.run, daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        reader.close()
        thread.join()
