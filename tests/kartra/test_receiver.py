"""The receiver: whatever is sent is kept before it is answered, and nothing secret with it."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy import event as happening
from starlette.applications import Starlette

from faces import Answer, Faces, Request
from kartra import sent_headers
from kartra.receiver import BODY_LIMIT, Receiver, mounts
from store import Store, connect
from store.bins import Bin, SavedBin, bins
from store.inbox import Whole, newest, one
from store.tables import delivery, event, roll
from tests.store.made import count, eventually

JSON = (("content-type", "application/json"),)
EVENT = {"lead": {"id": "10", "email": "maria@example.com"}, "action": "assign_tag",
         "action_details": {"tag": {"tag_id": "1", "tag_name": "VIP"}}}  # fmt: skip


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    store = connect()
    yield Receiver(store)
    store.close()


def send(receiver: Receiver, path: str = "/in/kartra", body: bytes = b"{}", **changed: Any) -> Answer:
    values: dict[str, Any] = {
        "method": "POST",
        "path": path,
        "body": body,
        "headers": JSON,
        "remote": "203.0.113.9",
    }
    return asyncio.run(_send(receiver, Request(**values | changed)))


async def _send(receiver: Receiver, request: Request) -> Answer:
    return await receiver.answer(request)


def last(store: Store) -> Whole:
    with store.reading() as connection:
        found = one(connection, newest(connection))
    assert found
    return found


def set_up(receiver: Receiver, **how: Any) -> None:
    receiver.store.write(SavedBin(Bin(**{"name": "shop", **how}))).result()


def test_an_empty_200_means_kept(receiver: Receiver) -> None:
    answer = send(receiver, body=json.dumps(EVENT).encode())
    assert (answer.status, answer.body) == (200, b"")
    kept = last(receiver.store)
    assert json.loads(kept.body) == EVENT
    assert (kept.line.remote, kept.line.content_type) == ("203.0.113.9", "application/json")


def test_it_is_read_soon_after(receiver: Receiver) -> None:
    send(receiver, body=json.dumps(EVENT).encode())
    eventually(lambda: count(receiver.store, event))
    line = last(receiver.store).line
    assert [(found.action, found.lead_email, found.subject) for found in line.events] == [
        ("assign_tag", "maria@example.com", "VIP")
    ]


def test_what_a_crash_left_unread_is_read_at_the_next_start(receiver: Receiver) -> None:
    from store import Arrival

    receiver.projector.close()
    body = json.dumps(EVENT).encode()
    receiver.store.write(Arrival("kartra", 1, body)).result()
    assert count(receiver.store, event) == 0
    Receiver(receiver.store)
    eventually(lambda: count(receiver.store, event) == 1)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND"])
def test_any_method_is_taken(receiver: Receiver, method: str) -> None:
    assert (
        send(receiver, "/in/kartra/deep/er", method=method, query="orderId=1&status=ok", body=b"").status
        == 200
    )
    line = last(receiver.store).line
    assert (line.method, line.path, line.query) == (method, "/in/kartra/deep/er", "orderId=1&status=ok")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=300), path=st.text(max_size=20), query=st.text(alphabet="a=&%+;x1", max_size=20)
)
def test_whatever_comes_is_kept(receiver: Receiver, body: bytes, path: str, query: str) -> None:
    before = count(receiver.store, delivery)
    answer = send(receiver, f"/in/kartra/{path}", body=body, query=query)
    assert answer.status < 600
    assert count(receiver.store, delivery) == before + 1


def test_secrets_never_reach_the_disk(receiver: Receiver) -> None:
    card = "4111111111111111"
    form = f"secret_key=hush&cardNumber={card}&lead_email=a%40example.com".encode()
    headers = (("authorization", "Bearer hush"), ("cookie", "s=hush"), ("x-note", f"card {card}"))
    send(receiver, f"/in/kartra/{card}", form, query="password=hush&x=1", headers=headers)
    send(receiver, body=gzip.compress(json.dumps({"cvv": "hush", "ok": 1}).encode()))
    receiver.store.close()
    files = [path.read_bytes() for path in receiver.store.file.parent.iterdir()]  # type: ignore[union-attr]
    assert not [name for name in (b"hush", card.encode()) if any(name in held for held in files)]


def test_an_unknown_bin_is_not_there(receiver: Receiver) -> None:
    assert send(receiver, "/in/nowhere").status == 404
    assert send(receiver, "/in/").status == 404
    assert count(receiver.store, delivery) == 0


def test_a_bin_answers_as_it_is_set_up(receiver: Receiver) -> None:
    set_up(receiver, status=202, headers={"x-mode": "test"}, body="taken", delay_ms=1_500)
    answer = send(receiver, "/in/shop")
    assert (answer.status, answer.body, dict(answer.headers), answer.delay) == (
        202,
        b"taken",
        {"x-mode": "test"},
        1.5,
    )
    assert count(receiver.store, delivery) == 1


def test_the_path_may_ask_for_a_status(receiver: Receiver) -> None:
    assert [send(receiver, f"/in/kartra/{asked}").status for asked in ("503", "201", "999", "20")] == [
        503, 201, 200, 200,
    ]  # fmt: skip
    assert count(receiver.store, delivery) == 4


def test_a_secret_is_asked_for_and_never_kept(receiver: Receiver) -> None:
    set_up(receiver, secret="hush-hush")
    wrong = [send(receiver, path).status for path in ("/in/shop", "/in/shop/hush", "/in/shop/hush-hushx")]
    assert wrong == [404, 404, 404]
    assert send(receiver, "/in/shop/hush-hush/hook").status == 200
    assert last(receiver.store).line.path == "/in/shop/hook"
    assert count(receiver.store, delivery) == 1


def test_cors_is_for_bins_that_allow_it(receiver: Receiver) -> None:
    asking = (("access-control-request-method", "POST"), ("origin", "https://example.com"))
    assert "access-control-allow-origin" not in send(receiver, method="OPTIONS", headers=asking).headers
    set_up(receiver, cors=True)
    preflight = send(receiver, "/in/shop", method="OPTIONS", headers=asking)
    assert (preflight.status, preflight.headers["access-control-allow-origin"]) == (204, "*")
    assert send(receiver, "/in/shop").headers["access-control-allow-origin"] == "*"


def test_a_bin_s_own_cors_header_stands_alone(receiver: Receiver) -> None:
    own = {"Access-Control-Allow-Origin": "https://example.com"}
    set_up(receiver, cors=True, headers=own)
    for method in ("POST", "OPTIONS"):
        headers = (("access-control-request-method", "POST"),)
        answered = send(receiver, "/in/shop", method=method, headers=headers).headers
        origins = [value for name, value in answered.items() if name.lower() == "access-control-allow-origin"]
        assert origins == ["https://example.com"]


def test_a_web_page_hears_why_its_bin_refuses(receiver: Receiver) -> None:
    set_up(receiver, cors=True, paused=True, secret="hush")
    refused = [send(receiver, path) for path in ("/in/shop/hush", "/in/shop", "/in/kartra/", "/in/none")]
    assert [answer.status for answer in refused] == [503, 404, 200, 404]
    allowed = ["access-control-allow-origin" in answer.headers for answer in refused]
    assert allowed == [True, True, False, False]
    assert receiver.refusal_headers("/in/shop/hush")["access-control-allow-origin"] == "*"


def test_a_paused_bin_refuses_and_counts(receiver: Receiver) -> None:
    set_up(receiver, paused=True)
    answer = send(receiver, "/in/shop")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    eventually(lambda: _refused(receiver.store, "shop") == 1)
    assert count(receiver.store, delivery) == 0


def fill_disk(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA max_page_count=1")


def test_what_can_not_be_kept_is_refused_with_the_reason(receiver: Receiver) -> None:
    send(receiver)
    body = random.Random(1).randbytes(900_000)
    happening.listen(receiver.store._writing, "begin", fill_disk)
    answer = send(receiver, body=body)
    happening.remove(receiver.store._writing, "begin", fill_disk)
    assert answer.status == 503
    assert b"full" in answer.body
    # Another write may have met the full disk too, and its connection is only then given up.
    assert any(send(receiver, body=body).status == 200 for _ in range(5))


def test_a_body_too_large_is_refused_and_counted() -> None:
    store = connect()
    app = Faces(Starlette(), mounts(store))
    sent: list[dict[str, Any]] = []
    chunks = iter([(b"x" * BODY_LIMIT, True), (b"x", False)])

    async def receive() -> dict[str, Any]:
        body, more = next(chunks)
        return {"type": "http.request", "body": body, "more_body": more}

    async def take(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/in/kartra", "query_string": b"", "headers": [],
             "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2), "scheme": "http"}  # fmt: skip
    asyncio.run(app(scope, receive, take))  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    eventually(lambda: _refused(store, "kartra") == 1)
    with store.reading() as connection:
        counted = connection.execute(select(roll.c.name, roll.c.n).where(roll.c.kind == "refused")).all()
    assert counted == [("413", 1)]


def _refused(store: Store, name: str) -> int:
    with store.reading() as connection:
        return bins(connection)[name].refused


def test_a_listed_proxy_is_believed_and_nobody_else(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    forwarded = (("x-forwarded-for", "198.51.100.7, 10.0.0.2"),)
    send(receiver, headers=forwarded, remote="10.0.0.1")
    assert last(receiver.store).line.remote == "10.0.0.1"
    monkeypatch.setenv("FUNNELSCOPE_PROXIES", "10.0.0.0/8")
    send(receiver, headers=forwarded, remote="10.0.0.1", body=b"2")
    assert last(receiver.store).line.remote == "198.51.100.7"


def test_idempotency_keys_mark_what_is_sent_again(receiver: Receiver) -> None:
    send(receiver, body=b"1", headers=(("idempotency-key", "a"),))
    send(receiver, body=b"2", headers=(("idempotency-key", "a"),))
    assert last(receiver.store).line.dup_of == 1


def test_a_head_too_large_is_refused_and_counted(receiver: Receiver) -> None:
    assert send(receiver, headers=(("x-long", "a" * 65_530),)).status == 200
    answer = send(receiver, headers=(("x-long", "a" * 65_531),))
    assert answer.status == 431 and b"65536" in answer.body and "retry-after" not in answer.headers
    eventually(lambda: _refused(receiver.store, "kartra") == 1)
    assert count(receiver.store, delivery) == 1


def test_large_heads_are_not_remembered(receiver: Receiver) -> None:
    headers = tuple((f"x-{n}", "a" * 1000) for n in range(5))
    send(receiver, headers=headers)
    send(receiver, headers=headers[:1])
    assert headers not in sent_headers._known and headers[:1] in sent_headers._known


def test_keys_that_look_like_card_numbers_are_told_apart_and_not_kept(receiver: Receiver) -> None:
    cards = ("4111111111111111", "5555555555554444", "4111111111111111")
    for body, card in zip((b"1", b"2", b"3"), cards, strict=True):
        send(receiver, body=body, headers=(("idempotency-key", card),))
    with receiver.store.reading() as connection:
        kept = connection.execute(select(delivery.c.dup_of, delivery.c.idempotency_key)).all()
    assert [dup_of for dup_of, _ in kept] == [None, None, 1]
    assert not [key for _, key in kept if any(card in key for card in cards)]
