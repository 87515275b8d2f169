"""Walks on a sandbox of their own, for tests."""

from __future__ import annotations

from konnektive.client import Client
from konnektive.run import Run, started
from konnektive.sandbox import Sandbox
from konnektive.shipped import shipped_funnels
from konnektive.target import sandbox_client


def fresh_client(base_url: str = "http://127.0.0.1:8501/konnektive") -> Client:
    return sandbox_client(Sandbox(), base_url)


def fresh_run(funnel: str = "full", seed: int = 1) -> Run:
    return started(shipped_funnels()[funnel], seed)


def walked(funnel: str = "full", client: Client | None = None) -> Run:
    *_, run = fresh_run(funnel).to_end(client or fresh_client())
    return run
