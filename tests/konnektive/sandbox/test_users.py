"""API users as somebody edits them."""

from __future__ import annotations

import pytest

from konnektive.sandbox import ApiUser
from konnektive.sandbox.users import edited
from privacy import MASK

KNOWN = (ApiUser("qa", "s3cret!"),)


def test_a_masked_password_stays_as_it_is() -> None:
    rows = [{"loginId": "qa", "password": MASK, "endpoints": ["order/query"]}]
    assert edited(rows, KNOWN) == (ApiUser("qa", "s3cret!", endpoints=("order/query",)),)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"loginId": "q" * 33, "password": "x"}], "length <= 32"),
        ([{"loginId": "qa", "password": ""}], "length >= 1"),
        ([{"loginId": "qa", "password": "x"}] * 2, "A loginId is used twice."),
    ],
)
def test_users_that_could_not_be_read_back_are_refused(rows: list[dict[str, str]], told: str) -> None:
    said = edited(rows, KNOWN)
    assert isinstance(said, str) and told in said
