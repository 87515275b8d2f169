"""The same step on two targets: shape and values, volatile fields aside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from konnektive.comparison import differences
from konnektive.exchange import Exchange
from tests.konnektive.walking import walked


def answered(message: Any) -> Exchange:
    return replace(walked("lead-only").attempts[0].exchange, result="SUCCESS", message=message)


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"orderId": "A"}, {"orderId": "B"}, []),
        ({"orderId": "A"}, {"orderId": 7}, [("message.orderId", "type", "text", "number")]),
        ({"a": None}, {}, [("message.a", "only here", "null", "")]),
        ({}, {"a": {}}, [("message.a", "only there", "", "object")]),
        ({"a": "1.00"}, {"a": "2.00"}, [("message.a", "value", "1.00", "2.00")]),
        ({"items": [{"qty": "1"}]}, {"items": [{"qty": "2"}, {}]},
         [("message.items", "value", "1 items", "2 items"), ("message.items[0].qty", "value", "1", "2")]),
        ("yes", {"a": 1}, [("message", "type", "text", "object")]),
    ],
)  # fmt: skip
def test_differences_are_named_by_their_place(here: Any, there: Any, found: list[tuple[str, ...]]) -> None:
    assert [
        (one.path, one.kind, one.here, one.there) for one in differences(answered(here), answered(there))
    ] == found


def test_two_walks_of_one_buyer_differ_in_nothing_but_volatile_fields() -> None:
    for one, other in zip(walked().attempts, walked().attempts, strict=True):
        assert differences(one.exchange, other.exchange) == ()
