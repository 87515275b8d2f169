"""Requests go to the address that was checked, as they are, within bounds."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kartra.sending import Outcome, Outgoing, Reach, Sender, sender
from konnektive.certificate import make_certificate
from tests.kartra.sending.servers import Received, shop

OPEN = Reach(loopback=True)
CLOSED = Reach(loopback=False)


def sent(one: Outgoing, reach: Reach = OPEN, **settings: object) -> Outcome:
    return asyncio.run(Sender(reach, **settings).send(one))


class Names:
    """A resolver that answers from a list, one answer per question."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0)


@contextmanager
def raw_server(*answers: bytes) -> Iterator[int]:
    """Answers each connection with those bytes, then closes; with no bytes it only listens."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for answer in answers:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.close()


def test_a_request_arrives_as_it_was_made() -> None:
    with shop(lambda received: (202, {"x-seen": "yes"}, b"thanks")) as there:
        headers = (("Content-Type", "application/json"), ("X-Funnelscope", "1"))
        outcome = sent(Outgoing(f"{there.url}/hooks?a=1", b'{"a": 1}', "POST", headers))
    assert (outcome.status, outcome.body, outcome.verdict) == (202, b"thanks", "accepted")
    assert ("x-seen", "yes") in outcome.headers
    [received] = there.received
    assert (received.method, received.path, received.body) == ("POST", "/hooks?a=1", b'{"a": 1}')
    assert received.header("content-type") == "application/json"
    assert received.header("host") == f"127.0.0.1:{there.port}"


def test_a_name_is_asked_once_and_the_checked_address_connected_to() -> None:
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    with shop() as there:
        outcome = sent(Outgoing(f"http://shop.example:{there.port}/"), resolve=names)
    assert outcome.status == 200
    assert names.asked == ["shop.example"]
    assert there.received[0].header("host") == f"shop.example:{there.port}"


def test_a_name_that_leads_to_a_private_address_is_refused() -> None:
    outcome = sent(Outgoing("http://shop.example/"), resolve=Names(["10.0.0.1"]))
    assert (outcome.verdict, outcome.status) == ("refused", None)
    assert "10.0.0.1, a private address" in outcome.error


def test_one_refused_address_among_public_ones_spoils_the_name() -> None:
    outcome = sent(Outgoing("http://shop.example/"), resolve=Names(["93.184.216.34", "169.254.169.254"]))
    assert outcome.refused


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/",
                                 "http://[::ffff:127.0.0.1]:9/"])  # fmt: skip
def test_this_machine_is_not_reached_from_a_served_process(url: str) -> None:
    outcome = sent(Outgoing(url), CLOSED)
    assert outcome.refused and "this machine" in outcome.error


def test_a_redirect_is_reported_and_not_followed() -> None:
    with shop(lambda received: (302, {"location": "http://10.0.0.1/"}, b"")) as there:
        outcome = sent(Outgoing(there.url, b"{}"))
    assert (outcome.status, outcome.verdict, len(there.received)) == (302, "not accepted", 1)


def test_where_redirects_are_followed_a_private_one_is_refused() -> None:
    with shop(lambda received: (307, {"location": "http://10.0.0.1/latest"}, b"")) as there:
        outcome = sent(Outgoing(there.url, b"{}"), follow=True)
    assert outcome.refused and "10.0.0.1" in outcome.error


def test_a_followed_redirect_is_resolved_and_checked_anew() -> None:
    def away(received: Received) -> tuple[int, dict[str, str], bytes]:
        return 307, {"location": "http://other.example/"}, b""

    with shop(away) as there:
        names = Names(["127.0.0.1"], ["192.168.1.1"])
        outcome = sent(Outgoing(f"http://shop.example:{there.port}/"), resolve=names, follow=True)
    assert outcome.refused and names.asked == ["shop.example", "other.example"]


def test_a_followed_307_repeats_the_body_and_a_302_fetches() -> None:
    def turn(received: Received) -> tuple[int, dict[str, str], bytes]:
        goal = {"/keep": (307, "/end"), "/fetch": (302, "/end")}.get(received.path)
        return (goal[0], {"location": goal[1]}, b"") if goal else (200, {}, b"")

    with shop(turn) as there:
        outcomes = [sent(Outgoing(f"{there.url}{path}", b"x"), follow=True) for path in ("/keep", "/fetch")]
    assert [one.status for one in outcomes] == [200, 200]
    assert [(one.method, one.body) for one in there.received if one.path == "/end"] == [
        ("POST", b"x"),
        ("GET", b""),
    ]


def test_redirects_in_a_circle_end() -> None:
    with shop(lambda received: (307, {"location": "/again"}, b"")) as there:
        outcome = sent(Outgoing(there.url), follow=True)
    assert outcome.status == 307 and len(there.received) == 4


def test_a_smuggled_header_is_refused_before_anything_is_sent() -> None:
    with shop() as there:
        outcome = sent(Outgoing(there.url, headers=(("x", "1\r\nx-evil: 1"),)))
    assert outcome.refused and not there.received


@pytest.mark.parametrize("method", ["CONNECT", "TRACE", "GET /x HTTP/1.1\r\nHost: evil", "post"])
def test_other_methods_are_refused(method: str) -> None:
    assert sent(Outgoing("http://shop.example/", method=method)).refused


def test_a_body_that_no_webhook_has_is_refused() -> None:
    assert "larger" in sent(Outgoing("http://shop.example/", b"x" * (8 << 20) + b"x")).error


def test_nobody_listening_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    outcome = sent(Outgoing(f"http://127.0.0.1:{port}/"))
    assert (outcome.verdict, outcome.error) == ("failed", f"Nothing is listening at 127.0.0.1:{port}.")


def test_an_unknown_name_is_a_sentence() -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    outcome = sent(Outgoing("http://nowhere.example/"), resolve=nowhere)
    assert outcome.error == "nowhere.example was not found: Name or service not known."


def test_silence_ends_after_the_time_given() -> None:
    with raw_server() as port:
        outcome = sent(Outgoing(f"http://127.0.0.1:{port}/"), seconds=0.05)
    assert outcome.error == "No answer within 0.05 s."


def test_the_second_address_is_tried_when_the_first_does_not_answer() -> None:
    with shop() as there:
        names = Names(["127.0.0.2", "127.0.0.1"])
        outcome = sent(Outgoing(f"http://shop.example:{there.port}/"), resolve=names)
    assert outcome.status == 200


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\nuntil the end", 200, b"until the end"),
        (b"HTTP/1.0 503 No\r\ncontent-length: 0\r\n\r\n", 503, b""),
        (b"HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 201 Made\r\ncontent-length: 2\r\n\r\nokEXTRA", 201, b"ok"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200, b"abc"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2000000\r\n\r\n" + b"x" * 1_500_000, 200, b"x" * 65_536),
    ],
    ids=["to the end", "old", "interim", "chunked", "endless"],
)  # fmt: skip
def test_answers_are_read_in_every_framing_and_to_a_bound(answer: bytes, status: int, body: bytes) -> None:
    with raw_server(answer) as port:
        outcome = sent(Outgoing(f"http://127.0.0.1:{port}/"))
    assert (outcome.status, outcome.body) == (status, body)


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 999"])
def test_what_is_no_answer_is_a_sentence(answer: bytes) -> None:
    with raw_server(answer) as port:
        outcome = sent(Outgoing(f"http://127.0.0.1:{port}/"))
    assert outcome.verdict == "failed" and f"127.0.0.1:{port}" in outcome.error


def test_plain_http_where_tls_was_expected_is_a_sentence() -> None:
    with raw_server(b"HTTP/1.1 400 Bad\r\n\r\n") as port:
        outcome = sent(Outgoing(f"https://127.0.0.1:{port}/"))
    assert outcome.verdict == "failed" and "TLS" in outcome.error


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """A server's side with a certificate for shop.example, which this process trusts and nothing else."""
    certificate, key = make_certificate(tmp_path, ("shop.example",))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sender._trusting.cache_clear()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    yield serving
    sender._trusting.cache_clear()


def test_the_certificate_is_checked_against_the_name_and_the_address_connected_to(
    trusted: ssl.SSLContext,
) -> None:
    asked: list[str] = []
    trusted.sni_callback = lambda connection, name, context: asked.append(name)
    with shop(tls=trusted) as there:
        good = sent(Outgoing(f"https://shop.example:{there.port}/"), resolve=Names(["127.0.0.1"]))
        bad = sent(Outgoing(f"https://other.example:{there.port}/"), resolve=Names(["127.0.0.1"]))
    assert (good.status, asked) == (200, ["shop.example", "other.example"])
    assert bad.verdict == "failed"
    assert "The certificate of other.example is not valid" in bad.error
    assert len(there.received) == 1


def test_a_certificate_that_nobody_vouches_for_is_a_sentence(
    trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    sender._trusting.cache_clear()
    with shop(tls=trusted) as there:
        outcome = sent(Outgoing(f"https://shop.example:{there.port}/"), resolve=Names(["127.0.0.1"]))
    assert "The certificate of shop.example is not valid" in outcome.error and not there.received


@pytest.mark.parametrize("place", ["http://[::1", "http://[", "//[x"])
def test_a_redirect_to_no_url_is_told(place: str) -> None:
    with shop(lambda received: (307, {"location": place}, b"")) as there:
        outcome = sent(Outgoing(f"{there.url}/"), follow=True)
    assert (outcome.status, outcome.verdict) == (307, "not accepted")
    assert "no URL" in outcome.error


def test_what_was_meant_for_one_place_is_not_taken_to_another() -> None:
    headers = (("Authorization", "Bearer x"), ("X-Kartra-Secret", "y"), ("Content-Type", "application/json"))
    with (
        shop() as other,
        shop(lambda received: (307, {"location": f"{other.url}/new"}, b"")) as there,
    ):
        outcome = sent(Outgoing(f"{there.url}/", b"{}", headers=headers), follow=True)
    [received] = other.received
    assert (received.header("authorization"), received.header("x-kartra-secret")) == ("", "")
    assert (received.header("content-type"), received.body) == ("application/json", b"{}")
    assert outcome.location == f"{other.url}/new"


def test_within_one_place_a_redirect_keeps_the_headers() -> None:
    def respond(received: Received) -> tuple[int, dict[str, str], bytes]:
        return (200, {}, b"") if received.path == "/new" else (308, {"location": "/new"}, b"")

    with shop(respond) as there:
        sent(Outgoing(f"{there.url}/", headers=(("Authorization", "Bearer x"),)), follow=True)
    assert [one.header("authorization") for one in there.received] == ["Bearer x", "Bearer x"]
