"""A delivery looked at closely: bytes, differences, and requests in code that really run."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from kartra.inspecting import LANGUAGES, Difference, differences, hexdump, is_readable, request_code
from store import connect
from store.inbox import Whole, one
from tests.store.made import arrival, keep

BODIES = [
    b'{"a": "it\'s \\"quoted\\" $HOME `x` \\\\"}',
    b"a=1&b=%20",
    b"\xff\x00\x01",
    b"",
    "Zoë\nline".encode(),
]
RUNNERS = {"cURL": ["bash", "-c"], "Python": [sys.executable, "-c"]}


class Echo(http.server.BaseHTTPRequestHandler):
    """Keeps what it was sent."""

    seen: list[tuple[str, str, str | None, bytes]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.seen.append((self.command, self.path, self.headers.get("x-it"), body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def origin() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Echo.seen.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def delivery(body: bytes) -> Whole:
    headers = '[["host","x"],["content-length","9"],["x-it","it\'s"],["authorization","REDACTED"]]'
    keep(connect(), arrival(1, body=body, query="a=1&b=2", headers=headers))
    with connect().reading() as connection:
        found = one(connection, 1)
    assert found
    return found


@pytest.mark.parametrize("language", RUNNERS)
@pytest.mark.parametrize("body", BODIES)
def test_the_code_sends_the_same_bytes(language: str, body: bytes, origin: str) -> None:
    code = request_code(delivery(body), language, origin)
    subprocess.run([*RUNNERS[language], code], check=True, capture_output=True, timeout=20)
    assert Echo.seen == [("POST", "/in/kartra?a=1&b=2", "it's", body)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_carries_what_was_masked(language: str) -> None:
    code = request_code(delivery(BODIES[0]), language, "http://127.0.0.1")
    assert "REDACTED" not in code
    assert "content-length" not in code


def test_differences_are_named_by_path() -> None:
    before = b'{"lead": {"id": "1", "tags": ["a", "b"]}, "gone": 1}'
    after = b'{"lead": {"id": 1, "tags": ["a", "c", "d"]}, "new": null}'
    assert differences(before, after) == (
        Difference("lead.id", "changed", '"1"', "1"),
        Difference("lead.tags[1]", "changed", '"b"', '"c"'),
        Difference("lead.tags[2]", "added", "", '"d"'),
        Difference("gone", "removed", "1", ""),
        Difference("new", "added", "", "null"),
    )


def test_forms_differ_by_field_and_texts_by_line() -> None:
    assert differences(b"a=1&b=2", b"a=1&b=3") == (Difference("b", "changed", '"2"', '"3"'),)
    assert differences(b"one\ntwo\nthree", b"one\n2\nthree") == (Difference("line 2", "changed", "two", "2"),)


@pytest.mark.parametrize("body", BODIES)
def test_the_same_body_differs_in_nothing(body: bytes) -> None:
    assert differences(body, body) == ()


def test_bytes_are_drawn_sixteen_a_line() -> None:
    drawn = hexdump(bytes(range(65, 85)) + b"\xff").split("\n")
    assert drawn[0] == "00000000  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|"
    assert drawn[1].endswith("|QRST.|")
    assert hexdump(b"x" * 40, limit=16).endswith("... 24 more bytes")


def test_text_is_told_from_bytes() -> None:
    assert [is_readable(body) for body in BODIES] == [True, True, False, True, True]
