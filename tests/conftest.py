"""Each test has a store of its own, and CI skips no browser or PostgreSQL test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import store

# How long an example takes says how busy the machine is; what has to be quick is measured in benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point DATABASE_URL at a fresh file, and close what a test opened."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'funnelscope.db'}")
    yield
    if hasattr(store, "close_all"):
        store.close_all()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    report = yield
    needs = [mark for mark in ("browser", "postgres") if item.get_closest_marker(mark)]
    if report.skipped and needs and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"skipped although CI has what it needs ({', '.join(needs)}): {report.longrepr}"
    return report
