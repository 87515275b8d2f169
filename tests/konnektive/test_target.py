"""Where a walk's calls go: what stays on this machine, and what counts as live."""

from __future__ import annotations

import pytest

from konnektive.endpoints import IMPORT_CLICK
from konnektive.sandbox import Sandbox
from konnektive.target import is_loopback, sandbox_client


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8501/konnektive", "http://localhost", "http://[::1]:80/x", "https://127.8.9.1"]
)
def test_this_machine_is_not_live(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url", ["https://api.konnektive.com", "http://10.0.0.1", "http://localhost.example.com", "127.0.0.1", ""]
)
def test_everything_else_is(url: str) -> None:
    assert not is_loopback(url)


def test_the_sandbox_answers_without_a_socket() -> None:
    sandbox = Sandbox()
    exchange = sandbox_client(sandbox, "http://127.0.0.1:1/konnektive").call(
        IMPORT_CLICK, {"pageType": "leadPage"}
    )
    assert exchange.minted["sessionId"] in sandbox.account.sessions
