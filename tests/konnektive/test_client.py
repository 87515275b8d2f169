"""The client: whatever the network does comes back as a value, and nothing is sent twice."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from konnektive.client import Client
from konnektive.endpoints import IMPORT_CLICK, IMPORT_ORDER

PARAMS = {"pageType": "leadPage"}
NO_ENVELOPE = "HTTP 200: not the CRM's envelope but an answer"


@contextmanager
def answering(status: int, body: bytes, headers: dict[str, str] | None = None):
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Client(f"http://127.0.0.1:{server.server_port}", "somebody", "hunter2"), received
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def listening(behave: Callable[[socket.socket], None]):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=lambda: behave(server.accept()[0]), daemon=True).start()
        yield Client(f"http://127.0.0.1:{server.getsockname()[1]}", "somebody", "hunter2")


@pytest.mark.parametrize(
    ("body", "outcome", "reason"),
    [
        (b'{"result":"SUCCESS","message":{"sessionId":"a"}}', "accepted", ""),
        (b'{"result":"ERROR","message":"Campaign not found"}', "refused", "Campaign not found"),
        (b'{"result":"ERROR","message":{"shipCity":"is missing"}}', "refused", "shipCity is missing"),
        (b'{"result":"MERC_REDIRECT","message":{"url":"u"}}', "redirect", "The browser is to be sent on."),
        (b"<p>busy</p>", "failed", f"{NO_ENVELOPE} that starts with '<p>busy</p>'."),
        (b"", "failed", f"{NO_ENVELOPE} without a body."),
        (b"[1, 2]", "failed", f"{NO_ENVELOPE} that starts with '[1, 2]'."),
        (b"\xff\xfe", "failed", None),
        (b'{"result":"SUCCESS","message":' + b"[" * 900 + b"]" * 900 + b"}", "failed", None),
        (b"[" * 90_000, "failed", None),
    ],
)  # fmt: skip
def test_an_answer_is_read_by_its_envelope(body: bytes, outcome: str, reason: str | None) -> None:
    with answering(200, body) as (client, _):
        exchange = client.call(IMPORT_CLICK, PARAMS)
    assert exchange.outcome == outcome
    assert reason is None or exchange.reason == reason


def test_a_refusal_counts_whatever_its_http_status() -> None:
    with answering(500, b'{"result":"ERROR","message":"no"}') as (client, _):
        assert client.call(IMPORT_CLICK, PARAMS).outcome == "refused"


def test_a_redirect_is_looked_at_and_not_followed() -> None:
    with answering(302, b"", {"location": "/elsewhere"}) as (client, received):
        exchange = client.call(IMPORT_ORDER, PARAMS)
    assert exchange.outcome == "failed"
    assert len(received) == 1


def test_a_charging_call_is_sent_once_when_the_answer_is_broken_off() -> None:
    accepted: list[socket.socket] = []

    def hang_up(peer: socket.socket) -> None:
        accepted.append(peer)
        peer.recv(65536)
        peer.close()

    with listening(hang_up) as client:
        exchange = client.call(IMPORT_ORDER, PARAMS)
    assert "whether it acted on the call is unknown" in exchange.error
    assert len(accepted) == 1


def test_a_peer_that_dribbles_is_left_after_the_whole_time() -> None:
    let_go = threading.Event()

    def dribble(peer: socket.socket) -> None:
        peer.recv(65536)
        peer.sendall(b"HTTP/1.1 200 OK\r\n")
        while not let_go.wait(0.02):
            peer.sendall(b"x: y\r\n")

    with listening(dribble) as client:
        exchange = replace(client, whole_seconds=0.2).call(IMPORT_CLICK, PARAMS)
        let_go.set()
    assert "did not answer within 0.2 s" in exchange.error


def test_an_answer_in_many_small_pieces_is_read_whole() -> None:
    answer = b'{"result":"SUCCESS","message":{"sessionId":"' + b"a" * 300 + b'"}}'

    def in_pieces(peer: socket.socket) -> None:
        peer.recv(65536)
        pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in answer)
        peer.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n")

    with listening(in_pieces) as client:
        assert client.call(IMPORT_CLICK, PARAMS).minted == {"sessionId": "a" * 300}


def test_an_answer_that_ends_too_early_is_said_in_a_sentence() -> None:
    def cut(peer: socket.socket) -> None:
        peer.recv(65536)
        peer.sendall(b'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"result":')
        peer.close()

    with listening(cut) as client:
        exchange = client.call(IMPORT_ORDER, PARAMS)
    assert exchange.error == "127.0.0.1 broke the connection off; whether it acted on the call is unknown."


def test_nobody_listening_is_said_in_a_sentence() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    exchange = Client(f"http://127.0.0.1:{port}", "a", "b").call(IMPORT_CLICK, PARAMS)
    assert exchange.error == "Nothing is listening at 127.0.0.1: the connection was refused."


@pytest.mark.parametrize("base_url", ["", "not a url", "http://", "ftp://x", "http://[::1"])
def test_a_base_url_that_is_none_is_an_answer_too(base_url: str) -> None:
    assert Client(base_url, "a", "b").call(IMPORT_CLICK, PARAMS).outcome == "failed"


def test_parameters_leave_as_a_form_with_requestUri_encoded_once() -> None:
    uri = "https://x.example/?affId=A&c1=b c"
    with answering(200, b"{}") as (client, received):
        client.call(IMPORT_CLICK, {"requestUri": uri})
    assert b"requestUri=https%3A%2F%2Fx.example%2F%3FaffId%3DA%26c1%3Db+c" in received[0]


def test_secrets_leave_the_process_but_stay_out_of_the_exchange() -> None:
    with answering(200, b'{"result":"SUCCESS","message":{"password":"hunter2"}}') as (client, received):
        exchange = client.call(IMPORT_ORDER, {"cardNumber": "4111111111111111"})
    assert b"hunter2" in received[0] and b"4111111111111111" in received[0]
    assert "hunter2" not in repr(exchange) + repr(client)
    assert "4111111111111111" not in repr(exchange)
