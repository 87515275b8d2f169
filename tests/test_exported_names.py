"""Each package's public face is complete and true."""

from __future__ import annotations

import importlib

import pytest


@pytest.mark.parametrize("name", ["faces", "privacy", "store", "konnektive", "kartra"])
def test_what_a_package_exports_exists_once(name: str) -> None:
    package = importlib.import_module(name)
    assert len(set(package.__all__)) == len(package.__all__)
    missing = [exported for exported in package.__all__ if not hasattr(package, exported)]
    assert not missing
