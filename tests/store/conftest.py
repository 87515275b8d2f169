"""Each test of the store runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store import Store, connect
from tests.postgres import database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store on either database."""
    if request.param == "sqlite":
        yield connect()
        return
    with database() as url:
        opened = connect(url)
        yield opened
        opened.close()
