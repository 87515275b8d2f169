"""Bytes as people read them, and text told from them."""

from __future__ import annotations

from kartra.inspecting import hexdump, is_readable

BODIES = [
    b'{"a": "it\'s \\"quoted\\" $HOME `x` \\\\"}',
    b"a=1&b=%20",
    b"\xff\x00\x01",
    b"",
    "Zoë\nline".encode(),
]


def test_bytes_are_drawn_sixteen_a_line() -> None:
    drawn = hexdump(bytes(range(65, 85)) + b"\xff").split("\n")
    assert drawn[0] == "00000000  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|"
    assert drawn[1].endswith("|QRST.|")
    assert hexdump(b"x" * 40, limit=16).endswith("... 24 more bytes")


def test_text_is_told_from_bytes() -> None:
    assert [is_readable(body) for body in BODIES] == [True, True, False, True, True]
