"""Triggering and replaying over the control API."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from faces import Request, control
from kartra.control import OPERATIONS
from kartra.control.beginning import HOW, WAIT_SECONDS
from kartra.generation import KINDS
from kartra.lifecycles import MUTATIONS, lifecycles
from store import Arrival, connect
from store.attempts import Attempt
from store.inbox import one
from tests.kartra.sending.servers import shop

FACE = control(OPERATIONS)


def asked(
    method: str, path: str, body: Any = None, query: str = "", local: str = "127.0.0.1"
) -> tuple[int, Any]:
    content = b"" if body is None else json.dumps(body).encode()
    headers = (("host", "127.0.0.1:1"),)
    request = Request(method, f"/api{path}", query, headers, content)
    answer = asyncio.run(FACE(request))
    return answer.status, json.loads(answer.body)


def kept(*bodies: bytes) -> list[int]:
    store = connect()
    return [store.write(Arrival("kartra", n, body)).result().id for n, body in enumerate(bodies)]


def test_everything_that_can_happen_is_listed() -> None:
    status, told = asked("GET", "/trigger")
    assert status == 200
    assert [each["name"] for each in told["events"]] == list(KINDS)
    assert [each["name"] for each in told["lifecycles"]] == list(lifecycles())
    assert [each["name"] for each in told["mutations"]] == list(MUTATIONS)


def test_a_preview_is_what_is_sent() -> None:
    wanted = {"action": "buy_product", "seed": 3, "at": 1_795_000_000_000, "set": ["lead.email=x@y.z"]}
    _, told = asked("POST", "/trigger/preview", wanted)
    with shop() as there:
        status, progress = asked("POST", "/trigger", {**wanted, "to": there.url, "headers": {"x-own": "1"}})
    assert (status, progress["state"], progress["accepted"]) == (200, "finished", 1)
    assert [each["body"].encode() for each in told["requests"]] == there.bodies
    assert there.received[0].header("x-own") == "1"


def test_a_lifecycle_is_sent_and_its_attempts_are_there_at_once() -> None:
    with shop() as there:
        wanted = {"lifecycle": "subscription", "mutate": ["twins"], "to": there.url}
        _, progress = asked("POST", "/trigger", wanted)
    _, listed = asked("GET", "/attempts", query=f"batch={progress['batch']}&limit=500")
    assert len(listed["attempts"]) == progress["total"] == len(there.received)
    newest = listed["attempts"][0]
    assert newest["trigger"] == "lifecycle subscription: membership_revoked"
    _, whole = asked("GET", f"/attempts/{newest['id']}")
    assert json.loads(whole["body"])["action"] == "membership_revoked"
    status, found = asked("GET", f"/batches/{progress['batch']}")
    assert (status, found) == (200, progress)


def test_a_caller_need_not_wait_and_can_stop() -> None:
    with shop() as there:
        wanted = {"lifecycle": "subscription", "to": there.url, "speed": 0.001, "wait": False}
        status, begun = asked("POST", "/trigger", wanted)
        stopped = asked("POST", f"/batches/{begun['batch']}/stop")
    assert status == 202 and begun["state"] == "running"
    assert (stopped[0], stopped[1]["state"]) == (200, "stopped")


def test_deliveries_are_sent_again_in_order_and_stay() -> None:
    ids = kept(b'{"a": 1}', b'{"a": 2}')
    with shop() as there:
        status, progress = asked(
            "POST", "/replay", {"deliveries": ids[::-1], "to": there.url, "repeat": 2, "set": ["b:=3"]}
        )
    assert (status, progress["accepted"]) == (200, 4)
    assert there.bodies == [b'{"a": 1,"b":3}', b'{"a": 2,"b":3}'] * 2
    _, listed = asked("GET", "/attempts", query="delivery=1")
    assert {each["trigger"] for each in listed["attempts"]} == {"replay edited"}
    with connect().reading() as connection:
        assert one(connection, ids[0]).body == b'{"a": 1}'


def test_headers_and_edits_go_into_repeated_attempts_too() -> None:
    with shop() as there:
        asked("POST", "/replay", {"deliveries": kept(b'{"a": 1}'), "to": there.url})
        told = {"attempts": [1], "headers": {"x-own": "1"}, "set": ["a=2"]}
        status, progress = asked("POST", "/replay", told)
        refused = asked("POST", "/replay", {"attempts": [1], "set": ["a.b=2"]})
    assert (status, progress["accepted"], there.bodies) == (200, 1, [b'{"a": 1}', b'{"a": 2}'])
    assert there.received[1].header("x-own") == "1"
    assert refused[0] == 409 and "attempt 1 can not be edited so" in refused[1]["error"]


def test_a_masked_address_is_not_sent_to() -> None:
    masked = connect().write(Attempt("b", "t", 1, "http://127.0.0.1:1/?key=REDACTED", b"")).result()
    status, told = asked("POST", "/replay", {"attempts": [masked]})
    assert status == 409 and "masked" in told["error"]


def test_how_long_a_caller_waits_is_said_as_it_is() -> None:
    assert f"at most {WAIT_SECONDS:g} s" in HOW["wait"]["description"]


def test_a_body_that_no_edit_can_keep_is_not_sent() -> None:
    slipped = b'{"lead": {"email": "a@b.c", "website": "http://x/?a=b&c=d"}, "action": "assign_tag",}'
    with shop() as there:
        body = {"deliveries": kept(slipped), "to": there.url, "set": ["lead.email=me@x.y"]}
        status, told = asked("POST", "/replay", body)
    assert status == 409 and "not JSON to the letter" in told["error"]
    assert not there.received


def test_what_a_search_finds_and_what_was_attempted_is_sent_again() -> None:
    kept(b'{"a": 1}', b"plain")
    with shop() as there:
        asked("POST", "/replay", {"search": "bin:kartra", "to": there.url})
        _, listed = asked("GET", "/attempts")
        asked("POST", "/replay", {"attempts": [listed["attempts"][0]["id"]]})
    _, again = asked("GET", "/attempts")
    assert there.bodies == [b'{"a": 1}', b"plain", b"plain"]
    assert again["attempts"][0]["parent_id"] == listed["attempts"][0]["id"]


@pytest.mark.parametrize(
    ("path", "body", "status", "reason"),
    [
        ("/trigger", {}, 400, "oneOf"),
        ("/trigger", {"action": "buys"}, 400, "body.action"),
        ("/trigger", {"action": "buy_product", "set": ["x"]}, 400, "body.set[0]"),
        ("/trigger", {"action": "buy_product", "to": "gopher://x"}, 400, "body.to"),
        ("/trigger", {"action": "buy_product", "headers": {"host": "x"}}, 409, "host is set"),
        ("/trigger", {"action": "buy_product", "repeat": 0}, 400, "body.repeat"),
        ("/trigger", {"action": "buy_product", "colour": 1}, 400, "colour"),
        ("/trigger", {"action": "buy_product", "at": 5}, 400, "body.at"),
        ("/trigger", {"action": "buy_product", "seed": "\ud800"}, 400, "not JSON"),
        ("/trigger", {"scenario": "x: ["}, 409, "Not YAML"),
        ("/trigger/preview", {"lifecycle": "newcomer", "set": ["q=1"]}, 409, "no event of these"),
        ("/trigger/preview", {"action": "assign_tag", "set": [f"a[{'9' * 5_000}]=1"]}, 409, "too long"),
        ("/trigger/preview", {"action": "assign_tag", "set": [f"-{'9' * 5_000}"]}, 409, "too long"),
        ("/trigger/preview", {"action": "assign_tag", "set": [f"a{'.a' * 4_900}=1"]}, 409, "levels deep"),
        ("/trigger/preview", {"action": "assign_tag", "set": [f"a:={'[' * 4_900}"]}, 409, "levels deep"),
        ("/replay", {}, 409, "nothing to send"),
        ("/replay", {"deliveries": [99]}, 404, "99: there is no such delivery"),
        ("/replay", {"attempts": [99]}, 404, "99: there is no such attempt"),
        ("/batches/nowhere/stop", None, 404, "no such batch"),
    ],
)
def test_what_can_not_be_done_is_explained(path: str, body: Any, status: int, reason: str) -> None:
    given, told = asked("POST", path, body)
    assert given == status and reason in told["error"]


@pytest.mark.parametrize("path", ["/batches/nowhere", "/attempts/99", "/attempts/x", "/attempts/٣"])
def test_what_is_not_there_is_404(path: str) -> None:
    assert asked("GET", path)[0] == 404


@pytest.mark.parametrize(("local", "host"), [("192.168.1.4", "box:8501"), ("127.0.0.1", "hooks.example")])
def test_a_served_process_does_not_reach_its_own_machine(
    local: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNNELSCOPE_TOKEN", "t")
    with shop() as there:
        body = json.dumps({"action": "buy_product", "to": there.url}).encode()
        headers = (("authorization", "Bearer t"), ("host", host))
        request = Request("POST", "/api/trigger", "", headers, body, local=local)
        told = json.loads(asyncio.run(FACE(request)).body)
    assert told["refused"] == 1 and "this machine" in told["trouble"][0]
    assert not there.received
