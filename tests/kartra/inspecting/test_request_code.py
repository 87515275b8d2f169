"""Requests in code that really run: what arrives is what came, and no header is read as a command."""

from __future__ import annotations

import http.server
import json
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kartra.inspecting import LANGUAGES, request_code
from store import connect
from store.inbox import Whole, one
from tests.store.made import arrival, keep

BODIES = [
    b'{"a": "it\'s \\"quoted\\" $HOME `x` \\\\"}',
    b"a=1&b=%20",
    b"\xff\x00\x01",
    b"",
    "Zoë\nline".encode(),
    b"@/etc/hostname",
    b"--help",
    b"a\r\n\tb\x1b[201~\r\n$x \"y\" 'z' \\",
]
LARGE = {
    "text": b"END\n" + b"it's a line\n" * 20_000,
    "bytes": b"\xff\x00" * 100_000,
    "keys": b"a\r\n" * 70_000,
}
RUNNERS = {"cURL": "bash", "Python": sys.executable, "PHP": "php"}
OURS = {"host", "content-length", "connection", "accept-encoding", "user-agent", "accept", "expect"}


class Seen(NamedTuple):
    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes


class Echo(http.server.BaseHTTPRequestHandler):
    """Keeps what it was sent."""

    seen: list[Seen] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = [(name, value) for name, value in self.headers.items() if name.lower() not in OURS]
        self.seen.append(Seen(self.command, self.path, headers, body))
        self.send_response(200)
        self.end_headers()

    do_HEAD = do_POST

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def origin() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    Echo.seen.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def delivery(body: bytes = b"{}", *headers: tuple[str, str], **came: str) -> Whole:
    given = json.dumps([("host", "x"), ("content-length", "9"), ("authorization", "REDACTED"), *headers])
    keep(connect(), arrival(1, body=body, headers=given, **came))
    with connect().reading() as connection:
        found = one(connection, 1)
    assert found
    return found


def sent(language: str, code: str, folder: Path) -> Seen:
    """What arrives when the code is run from a file."""
    if not shutil.which(RUNNERS[language]):
        pytest.skip(f"no {RUNNERS[language]} here")
    file = folder / "code"
    file.write_bytes(code.encode())
    ran = subprocess.run([RUNNERS[language], file], check=True, capture_output=True, timeout=20)
    assert len(Echo.seen) == 1, ran
    return Echo.seen[0]


@pytest.mark.parametrize("language", RUNNERS)
@pytest.mark.parametrize("body", [*BODIES, *(pytest.param(body, id=name) for name, body in LARGE.items())])
def test_the_code_sends_the_same_bytes(language: str, body: bytes, origin: str, tmp_path: Path) -> None:
    code = request_code(delivery(body, ("x-it", "it's"), query="a=1&b=2"), language, origin)
    assert sent(language, code, tmp_path) == ("POST", "/in/kartra?a=1&b=2", [("x-it", "it's")], body)


@pytest.mark.parametrize("language", RUNNERS)
def test_the_code_keeps_the_address(language: str, origin: str, tmp_path: Path) -> None:
    came = delivery(path="/in/kartra/a b/ü%/../[1]?", query="lead[id]=10&x={1,2}&y=%zz&z=[a-c]")
    arrived = sent(language, request_code(came, language, origin), tmp_path)
    assert arrived.target == "/in/kartra/a%20b/%C3%BC%25/../%5B1%5D%3F?lead[id]=10&x={1,2}&y=%zz&z=[a-c]"


@pytest.mark.parametrize("language", RUNNERS)
def test_the_code_keeps_empty_repeated_and_foreign_headers(
    language: str, origin: str, tmp_path: Path
) -> None:
    headers = [("x-empty", ""), ("x-two", "1"), ("x-two", "2"), ("x-raw", "Zo\xeb"), ("x-utf", "ZoÃ«"),
               ("content-type", "")]  # fmt: skip
    assert (
        sent(language, request_code(delivery(b"{}", *headers), language, origin), tmp_path).headers == headers
    )


@pytest.mark.parametrize("language", RUNNERS)
@pytest.mark.parametrize(("method", "body"), [("POST", b""), ("POST", b"x"), ("HEAD", b"")])
def test_the_code_adds_no_header(
    language: str, method: str, body: bytes, origin: str, tmp_path: Path
) -> None:
    code = request_code(delivery(body, method=method), language, origin)
    assert sent(language, code, tmp_path) == (method, "/in/kartra", [], body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_carries_what_was_masked(language: str) -> None:
    code = request_code(delivery(BODIES[0]), language, "http://127.0.0.1")
    assert "REDACTED" not in code
    assert "content-length: 9" not in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_secret_segment_is_to_be_filled_in(language: str) -> None:
    came = delivery(path="/in/kartra/more")
    code = request_code(came, language, "http://127.0.0.1", has_secret=True)
    assert "/in/kartra/YOUR-SECRET/more" in code
    assert "Put the secret of the bin in the place of YOUR-SECRET" in code
    assert "SECRET" not in request_code(came, language, "http://127.0.0.1")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["@/etc/hostname", "a=", "a:", "a:=", "a;", "a\\", "a==", ":authority", "a b"]
)
def test_what_is_no_header_name_is_left_out_and_said(language: str, name: str) -> None:
    code = request_code(delivery(b"{}", (name, "odd"), ("x-it", "1")), language, "http://127.0.0.1")
    assert "odd" not in code
    assert "1 header is left out" in code


def test_a_value_with_a_line_break_is_left_out() -> None:
    code = request_code(delivery(b"{}", ("x-it", "a\r\nx-more: b")), "cURL", "http://127.0.0.1")
    assert "x-more" not in code


SPECIAL = ":;=@"
"""The characters of HTTPie's separators."""


def httpie_item(word: str) -> tuple[str, str, str]:
    """Name, separator and value, as HTTPie 3 takes an item apart (httpie/cli/argtypes.py)."""
    tokens: list[tuple[bool, str]] = [(False, "")]
    letters = iter(word)
    for letter in letters:
        if letter == "\\" and (after := next(letters, "")):
            tokens += [(True, after), (False, "")] if after in SPECIAL else []
            letter = "" if after in SPECIAL else f"\\{after}"
        tokens[-1] = (False, tokens[-1][1] + letter)
    for at, (escaped, token) in enumerate(tokens):
        places = [(token.find(mark), -len(mark), mark)
                  for mark in (":", ";", "=", "==", ":=", "@", ":@", "=@", "==@", ":=@")
                  if not escaped and mark in token]  # fmt: skip
        if places:
            name, value = token.split(min(places)[2], 1)
            before = "".join(text for _, text in tokens[:at])
            after = "".join(text for _, text in tokens[at + 1 :])
            return before + name, min(places)[2], value + after
    raise AssertionError(word)


@pytest.mark.parametrize(
    "first", ["@", "=", ":=", ":", ";", "\\", "==", "=@", ":@", ":=@", "\\\\", "-", "\\a"]
)
def test_httpie_takes_a_header_for_nothing_else(first: str) -> None:
    value = f"{first}/etc/hostname"
    code = request_code(delivery(b"", ("x-at", value)), "HTTPie", "http://127.0.0.1")
    word = shlex.split(code.replace("\\\n", ""))[-1]
    assert httpie_item(word) == ("x-at", ":", value)


def test_httpie_gets_nothing_that_it_would_misread() -> None:
    odd = [("-ofile", "x"), ("x-back", "\\@/etc/hostname"), ("x-empty", "")]
    code = request_code(delivery(b"--output=file", *odd), "HTTPie", "http://127.0.0.1")
    assert "2 headers are left out" in code
    assert shlex.split(code.replace("\\\n", ""), comments=True) == [
        "http", "--ignore-stdin", "POST", "http://127.0.0.1/in/kartra", "x-empty;", "content-type:",
        "--raw=--output=file",
    ]  # fmt: skip


def test_httpie_is_not_told_a_method_that_it_takes_for_an_address() -> None:
    code = request_code(delivery(method="M-SEARCH"), "HTTPie", "http://127.0.0.1")
    assert all(line.startswith("#") for line in code.splitlines())
