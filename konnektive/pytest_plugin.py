"""A fixture for a funnel's own tests: `pytest_plugins = ["konnektive.pytest_plugin"]` in a conftest.py.

def test_the_checkout_sells(crm_sandbox):
    checkout(api=crm_sandbox.url)
    assert crm_sandbox.paths()[-1] == "order/confirm"
    assert crm_sandbox.audit().verdict == "go"
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from konnektive.sandbox import Sandbox
from konnektive.serving import ServedSandbox, serve


@pytest.fixture(scope="session")
def _served_crm() -> Iterator[ServedSandbox]:
    with serve(Sandbox()) as served:
        yield served


@pytest.fixture
def crm_sandbox(_served_crm: ServedSandbox) -> ServedSandbox:
    """The CRM's sandbox on a port of its own, as new for each test; login demo, password demo, campaign 1."""
    # What a test set (catalogue, users, clock, seed, faults) is gone with what its buyers did.
    _served_crm.sandbox.restore(Sandbox().snapshot())
    _served_crm.happened.clear()
    return _served_crm
