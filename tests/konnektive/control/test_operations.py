"""The sandbox's control API: each operation does what it says and refuses what it can not do."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

import store
from faces import Request, control
from konnektive.control import OPERATIONS
from konnektive.sandbox import shared
from konnektive.sandbox.identifiers import GREATEST_SEED
from tests.konnektive.sandbox.selling import LOGIN, call, clicked, lead, sold

FACE = control(OPERATIONS)


def ask(method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
    """The decoded answer of `/api/...`."""
    path, _, query = path.partition("?")
    raw = b"" if body is None else json.dumps(body).encode()
    answer = asyncio.run(FACE(Request(method, f"/api{path}", query, (), raw, "127.0.0.1")))
    assert answer.status == status, answer.body
    return json.loads(answer.body)


def test_it_tells_how_the_sandbox_stands() -> None:
    sold(shared())
    standing = ask("GET", "/sandbox")
    assert standing["holds"]["order"] == 1
    assert (standing["strict"], standing["seed"], standing["faults"]) == (False, 0, [])


def test_a_reset_forgets_and_the_same_calls_give_the_same_answers() -> None:
    crm = shared()
    first = [sold(crm), clicked(crm)]
    assert ask("POST", "/sandbox/reset")["holds"]["order"] == 0
    assert [sold(crm), clicked(crm)] == first
    assert ask("POST", "/sandbox/seed", {"seed": 9})["seed"] == 9
    assert sold(crm) != first[0]
    ask("POST", "/sandbox/seed", {}, status=400)


def test_a_snapshot_is_taken_and_restored() -> None:
    order = lead(shared())
    snapshot = ask("GET", "/sandbox/snapshot")
    ask("POST", "/sandbox/reset", {})
    assert ask("POST", "/sandbox/restore", snapshot)["holds"]["order"] == 1
    assert order in shared().account.orders
    assert (
        "Not a snapshot"
        in ask("POST", "/sandbox/restore", {"settings": {}, "objects": {"order": [1]}}, status=409)["error"]
    )


def test_a_broken_snapshot_is_refused_before_anything_of_it_is_applied() -> None:
    order = sold(shared())["orderId"]
    snapshot = ask("GET", "/sandbox/snapshot")
    hollow = snapshot | {"objects": snapshot["objects"] | {"purchase": []}}
    far = snapshot | {"settings": snapshot["settings"] | {"ahead": 10**17}}
    assert "does not hold" in ask("POST", "/sandbox/restore", hollow, status=409)["error"]
    assert "2100" in ask("POST", "/sandbox/restore", far, status=409)["error"]
    assert order in shared().account.orders and shared().account.clock.ahead == 0


def test_the_clock_is_held_moved_and_let_go() -> None:
    assert ask("PUT", "/sandbox/clock", {"at": "2026-11-01T00:00:00Z"})["clock"] == "2026-11-01 00:00:00"
    sold(shared(), 104)
    billed = ask("POST", "/sandbox/clock/advance", {"days": 30})
    assert (billed["approved"], billed["revenue"], billed["clock"]) == (1, 3995, "2026-12-01 00:00:00")
    assert ask("PUT", "/sandbox/clock", {"at": None})["clockIsSet"] is False
    ask("PUT", "/sandbox/clock", {"at": "yesterday"}, status=409)
    ask("POST", "/sandbox/clock/advance", {"days": -1}, status=400)


def test_a_catalogue_is_replaced_as_a_whole() -> None:
    catalogue = ask("GET", "/sandbox/catalogue")
    catalogue["campaigns"][0]["products"][0]["price"] = "1.00"
    ask("PUT", "/sandbox/catalogue", catalogue)
    assert sold(shared())["subTotal"] == "1.00"
    catalogue["campaigns"].append(catalogue["campaigns"][0])
    assert "used twice" in ask("PUT", "/sandbox/catalogue", catalogue, status=409)["error"]


def test_users_are_replaced_and_their_passwords_never_shown() -> None:
    ask("PUT", "/sandbox/users", [{"loginId": "qa", "password": "s3cret!", "endpoints": ["leads/import"]}])
    shown = ask("GET", "/sandbox/users")
    assert shown == [{"loginId": "qa", "password": "REDACTED", "endpoints": ["leads/import"]}]
    assert call(shared(), "leads/import").message == "Could not authenticate credentials"
    ask("PUT", "/sandbox/users", [{**shown[0], "endpoints": ["order/query"]}])
    login = {"loginId": "qa", "password": "s3cret!"}
    said = shared().answer("POST", "leads/import", login).message
    assert said == "API user does not have access to this endpoint"
    ask("PUT", "/sandbox/users", [shown[0], shown[0]], status=409)


def test_faults_are_switched_on_and_off() -> None:
    ask("POST", "/sandbox/faults", {"kind": "500", "endpoint": "leads/import"})
    assert len(ask("POST", "/sandbox/faults", {"kind": "delay", "seconds": 2, "rate": 0.5})) == 2
    assert call(shared(), "leads/import").status == 500
    assert ask("DELETE", "/sandbox/faults") == []
    assert call(shared(), "leads/import").status == 200
    ask("PUT", "/sandbox/faults", [{"kind": "earthquake"}], status=400)
    assert set(ask("GET", "/sandbox/faults/kinds")) == {
        "delay", "timeout", "dropped", "500", "html", "truncated", "duplicate",
    }  # fmt: skip


def test_strictness_is_switched() -> None:
    assert ask("PUT", "/sandbox/strictness", {"strict": True})["strict"] is True
    assert call(shared(), "landers/clicks/import", pageType="leadPage").result == "ERROR"


def test_traffic_is_listed_with_requests_and_answers() -> None:
    clicked(shared())
    store.close_all()
    visits = ask("GET", "/sandbox/visits?limit=5")
    assert [one["endpoint"] for one in visits[0]["calls"]] == ["landers/clicks/import"]
    calls = ask("GET", f"/sandbox/visits/{visits[0]['id']}/calls")
    assert calls[0]["request"]["password"] == "REDACTED"
    assert ask("GET", f"/sandbox/calls/{calls[0]['id']}")["response"]["result"] == "SUCCESS"
    ask("GET", "/sandbox/calls/999999", status=404)
    ask("GET", "/sandbox/visits/x/calls", status=404)


@pytest.mark.parametrize("kind", ["session", "customer", "order", "purchase", "transaction", "fulfillment"])
def test_what_the_sandbox_holds_is_listed_by_kind(kind: str) -> None:
    crm = shared()
    sold(crm, sessionId=clicked(crm))
    assert len(ask("GET", f"/sandbox/state/{kind}?limit=1")) == 1
    ask("GET", "/sandbox/state/unicorn", status=404)


def test_cards_and_assumptions_are_told() -> None:
    assert any(one["cardNumber"] == "0000000000000000" for one in ask("GET", "/sandbox/cards")["cards"])
    assert any("order/confirm" in one["calls"] for one in ask("GET", "/sandbox/assumed"))
    assert LOGIN["password"] == "demo"


def test_a_seed_is_bounded_as_everywhere() -> None:
    assert ask("POST", "/sandbox/seed", {"seed": GREATEST_SEED})["seed"] == GREATEST_SEED
    ask("POST", "/sandbox/seed", {"seed": GREATEST_SEED + 1}, status=400)
