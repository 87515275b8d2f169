"""Each test has a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point DATABASE_URL at a fresh file, and close what a test opened."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'funnelscope.db'}")
    yield
    import store

    if hasattr(store, "close_all"):
        store.close_all()
