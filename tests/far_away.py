"""A server as somebody far away reaches it: what it says in a websocket arrives a while after it was sent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PORTION = 64 << 10
UPGRADE = b"upgrade: websocket"


@contextmanager
def far_away(port: int, seconds: float) -> Iterator[str]:
    """An address whose websockets speak that late, in their order; files come at once."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    meetings: set[asyncio.Task[None]] = set()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if meeting := asyncio.current_task():
            meetings.add(meeting)
        with suppress(OSError, asyncio.CancelledError):
            from_server, to_server = await asyncio.open_connection("127.0.0.1", port)
            asked = await reader.read(PORTION)
            to_server.write(asked)
            late = seconds if UPGRADE in asked.lower() else 0
            await asyncio.gather(_passed_on(reader, to_server, 0), _passed_on(from_server, writer, late))

    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(meet, "127.0.0.1", 0), loop).result()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server, meetings), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _ended(server: asyncio.Server, meetings: set[asyncio.Task[None]]) -> None:
    server.close()
    for meeting in meetings:
        meeting.cancel()
    await asyncio.gather(*meetings, return_exceptions=True)


async def _passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """Write what is read, each portion at its own time; the end of one side is the end of the other."""
    loop = asyncio.get_running_loop()
    while portion := await reader.read(PORTION):
        loop.call_later(seconds, writer.write, portion)
    loop.call_later(seconds, writer.close)
