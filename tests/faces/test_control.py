"""The control API answers what its table says, and wrong input with the place and the reason."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from faces import Answer, Asked, Field, Operation, Request, control, json_answer


async def echo(asked: Asked) -> Answer:
    return json_answer({"path": asked.path, "query": asked.query, "body": asked.body})


SIZED = {
    "type": "object",
    "required": ["size"],
    "properties": {"size": {"type": "integer", "minimum": 1}, "password": {"type": "string", "maxLength": 4}},
    "additionalProperties": False,
}
FACE = control(
    (
        Operation(
            "GET", "/things/{name}", "One thing", echo, query=(Field("n", "How many.", {"type": "integer"}),)
        ),
        Operation("GET", "/things/all", "All things", echo),
        Operation("PUT", "/things/{name}", "Change it", echo, body=SIZED),
        Operation("GET", "/must", "Needs q", echo, query=(Field("q", "The question.", required=True),)),
    )
)


def ask(method: str, path: str, query: str = "", body: bytes = b"", **more: Any) -> tuple[int, Any]:
    answer = asyncio.run(FACE(Request(method, path, query, body=body, **more)))
    return answer.status, json.loads(answer.body)


def test_path_and_query_arrive_in_their_types() -> None:
    assert ask("GET", "/api/things/a b", "n=3") == (
        200,
        {"path": {"name": "a b"}, "query": {"n": 3}, "body": None},
    )


def test_a_literal_path_goes_before_a_varying_one() -> None:
    assert ask("GET", "/api/things/all")[1]["path"] == {}


@pytest.mark.parametrize(
    ("method", "path", "query", "body", "status", "said"),
    [
        ("GET", "/api/things/a", "n=three", b"", 400, "n is 'three'; expected integer"),
        ("GET", "/api/things/a", "m=1", b"", 400, "Unknown query parameter 'm'"),
        ("GET", "/api/must", "", b"", 400, "'q' is required"),
        ("PUT", "/api/things/a", "", b"{", 400, "not JSON"),
        ("PUT", "/api/things/a", "", b"[" * 20_000, 400, "nested too deeply"),
        ("PUT", "/api/things/a", "", b'{"size":' + b"[" * 900 + b"]" * 900 + b"}", 400, "body"),
        ("PUT", "/api/things/a", "", b'{"size": 0}', 400, "body.size"),
        ("PUT", "/api/things/a", "", b'{"size": 1, "sise": 1}', 400, "'sise' was unexpected"),
        ("DELETE", "/api/things/a", "", b"", 405, "takes GET, PUT"),
        ("GET", "/api/nothing", "", b"", 404, "/api/openapi.json"),
    ],
)
def test_wrong_input_is_told_where_and_why(
    method: str, path: str, query: str, body: bytes, status: int, said: str
) -> None:
    answered, value = ask(method, path, query, body)
    assert answered == status
    assert said in value["error"]


def test_a_refused_secret_is_not_repeated() -> None:
    assert "hunter2" not in json.dumps(
        ask("PUT", "/api/things/a", body=b'{"size": 1, "password": "hunter2"}')
    )


def test_off_loopback_the_token_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = {"local": "192.0.2.1"}
    assert ask("GET", "/api/things/all", **elsewhere)[0] == 401
    monkeypatch.setenv("FUNNELSCOPE_TOKEN", "t0ken")
    assert ask("GET", "/api/things/all", **elsewhere)[0] == 401
    shown = (("authorization", "Bearer t0ken"),)
    assert ask("GET", "/api/things/all", headers=shown, **elsewhere)[0] == 200


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("host", "localhost:8501", 200),
        ("host", "[::1]:8501", 200),
        ("origin", "http://127.0.0.1:8501", 200),
        ("host", "funnel.tunnel.example", 401),
        ("host", "[", 401),
        ("origin", "https://evil.example", 401),
        ("origin", "null", 401),
        ("x-forwarded-for", "203.0.113.9", 401),
        ("x-real-ip", "203.0.113.9", 401),
        ("forwarded", "for=203.0.113.9", 401),
    ],
)
def test_a_tunnel_a_proxy_and_another_site_are_not_this_machine(header: str, value: str, status: int) -> None:
    assert ask("GET", "/api/things/all", headers=((header, value),))[0] == status


def test_the_description_lists_every_operation() -> None:
    described = ask("GET", "/api/openapi.json")[1]
    assert set(described["paths"]) == {"/api/things/{name}", "/api/things/all", "/api/must"}
    assert set(described["paths"]["/api/things/{name}"]) == {"get", "put"}


def test_a_whole_number_written_with_a_point_is_an_integer() -> None:
    answer = asyncio.run(FACE(Request("PUT", "/api/things/x", body=b'{"size": 3.0}')))
    assert (answer.status, json.loads(answer.body)["body"]) == (200, {"size": 3})
    assert b"3.0" not in answer.body
