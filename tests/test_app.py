"""One process, four faces, started in three ways."""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running import ROOT, STARTS, Running, running

CLICK = (
    "loginId=demo&password=demo&campaignId=1&pageType=presellPage&ipAddress=203.0.113.9&userAgent=Test"
    "&requestUri=https%3A%2F%2Ffunnel.example%2F"
)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
STALL = 0.020
"""Seconds; a delayed ACK costs 0.040, an answer takes less than a tenth of this."""


@pytest.fixture(scope="module", params=STARTS)
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(request.param, tmp_path_factory.mktemp("data")) as started:
        yield started


def ask(
    app: Running, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=10)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.02)


def test_the_dashboard_opens(app: Running) -> None:
    status, page = ask(app, "GET", "/walk")
    assert status == 200
    assert b"<html" in page


@pytest.mark.parametrize("prefix", ["/konnektive", ""])
def test_the_sandbox_answers_below_its_prefix_and_at_the_root(app: Running, prefix: str) -> None:
    status, body = ask(app, "POST", f"{prefix}/landers/clicks/import/", CLICK, FORM)
    assert status == 200
    assert len(json.loads(body)["message"]["sessionId"]) == 32


def test_capture_takes_a_webhook_with_an_empty_200(app: Running) -> None:
    body = json.dumps(
        {"lead": {"id": "1", "email": "a@example.com"}, "action": "assign_tag", "action_details": {}}
    )
    assert ask(app, "POST", "/in/kartra", body, {"Content-Type": "application/json"}) == (200, b"")
    assert json.loads(ask(app, "GET", "/api/deliveries")[1])["deliveries"], "a 200 means that it is kept"
    until(lambda: b"a@example.com" in ask(app, "GET", "/api/deliveries")[1], "the event is read")


def test_control_says_it_is_well(app: Running) -> None:
    status, body = ask(app, "GET", "/api/health")
    assert status == 200
    assert json.loads(body)["ok"] is True


def test_a_kept_alive_post_with_a_json_answer_does_not_stall(app: Running) -> None:
    """Fails when the listener loses TCP_NODELAY, as a plain `streamlit run` without uvloop does."""
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=10)
    took = []
    for _ in range(40):
        began = time.perf_counter()
        connection.request("POST", "/konnektive/landers/clicks/import/", CLICK, FORM)
        connection.getresponse().read()
        took.append(time.perf_counter() - began)
    assert statistics.median(took) < STALL


def test_it_listens_on_loopback_alone(app: Running) -> None:
    bound = [
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    assert [address for address in bound if address.endswith(f":{app.port:04X}")] == [
        f"0100007F:{app.port:04X}"
    ]


def test_the_parts_of_pages_are_found_by_scripts_that_run_at_once() -> None:
    code = "import app; from importlib.util import find_spec; print(find_spec('leads_asked') is not None)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_all_doors_are_also_below_the_path_of_the_dashboard(tmp_path: Path) -> None:
    """Where a proxy passes `/tools/` on and nothing else."""
    settings = {"STREAMLIT_SERVER_BASE_URL_PATH": "tools/"}
    with running("streamlit run app.py", tmp_path, "/tools", **settings) as app:
        assert ask(app, "PUT", "/tools/api/bins/kept", '{"secret": "hush-hush"}', JSON)[0] == 200
        assert ask(app, "POST", "/tools/in/kept/hush-hush", "{}", JSON) == (200, b"")
        assert ask(app, "POST", "/in/kartra", "{}", JSON) == (200, b"")
        assert ask(app, "PUT", "/tools/api/uploads/a.json", "{}")[0] == 201
        status, body = ask(app, "POST", "/tools/konnektive/landers/clicks/import/", CLICK, FORM)
        assert (status, json.loads(body)["result"]) == (200, "SUCCESS")
        assert ask(app, "GET", "/tools/inbox")[0] == 200
        assert "hush-hush" not in (tmp_path / "server.log").read_text()
