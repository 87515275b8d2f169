"""An answer leaves in one piece, and nothing is lost or sent too late."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from faces.one_write import Joining


class Wire(asyncio.Transport):
    """A transport that notes what happens to it."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 5)})
        self.sent: list[bytes] = []
        self.gone = False

    def write(self, data: bytes) -> None:  # type: ignore[override]
        self.sent.append(data)

    def is_closing(self) -> bool:
        return self.gone

    def close(self) -> None:
        self.gone = True


def after_a_turn(act: Callable[[Joining, Wire], None]) -> list[bytes]:
    """What the wire saw once the act's turn of the event loop had ended."""

    async def turn() -> list[bytes]:
        wire = Wire()
        act(Joining(wire), wire)
        await asyncio.sleep(0)
        return wire.sent

    return asyncio.run(turn())


def test_head_and_body_leave_as_one_piece_when_the_turn_ends() -> None:
    def answer(transport: Joining, wire: Wire) -> None:
        transport.write(b"head ")
        transport.write(b"body")
        assert wire.sent == []

    assert after_a_turn(answer) == [b"head body"]


def test_closing_sends_what_was_written_first_and_only_once() -> None:
    def answer(transport: Joining, wire: Wire) -> None:
        transport.write(b"last words")
        transport.close()
        assert wire.sent == [b"last words"] and wire.gone

    assert after_a_turn(answer) == [b"last words"]


def test_nothing_is_written_to_a_peer_that_went_within_the_turn() -> None:
    def answer(transport: Joining, wire: Wire) -> None:
        transport.write(b"too late")
        wire.gone = True

    assert after_a_turn(answer) == []


def test_everything_else_is_the_transport_s_own() -> None:
    def ask(transport: Joining, wire: Wire) -> None:
        assert transport.get_extra_info("peername") == ("127.0.0.1", 5)

    assert after_a_turn(ask) == []
