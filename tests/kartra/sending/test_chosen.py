"""What is sent again is named by number or by search, and what is not there is named too."""

from __future__ import annotations

import pytest

from kartra.generation import Unfit
from kartra.sending.chosen import chosen
from store import Arrival, connect


@pytest.fixture(autouse=True)
def two_deliveries() -> None:
    for body in (b"one", b"two"):
        connect().write(Arrival("kartra", 1, body)).result()


def found(*ids: int, search: str = "") -> list[bytes] | str:
    with connect().reading() as connection:
        told = chosen(connection, ids, search)
    return str(told) if isinstance(told, Unfit) else [whole.body for whole in told]


def test_numbers_and_what_a_search_finds_are_taken_together_and_once() -> None:
    assert found(2, 2) == [b"two"]
    assert sorted(found(1, search="bin:kartra")) == [b"one", b"two"]


def test_what_is_not_there_is_named() -> None:
    assert found(1, 9) == "9: there is no such delivery, or no longer."
    assert found() == "deliveries: nothing that was received fits."
    assert found(search="nothing-like-this") == "nothing-like-this: nothing that was received fits."
    assert "before" in found(search="before:someday")
