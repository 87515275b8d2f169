"""Query strings and form bodies are read once, as the CRM's server would."""

from __future__ import annotations

from konnektive.audit import parameters
from konnektive.audit.parameters import body_params, pairs


def test_pairs_keep_their_order_and_what_is_empty() -> None:
    assert pairs("b=1&a=x%26y&&b=&c") == [("b", "1"), ("a", "x&y"), ("b", ""), ("c", "")]


def test_a_plus_is_a_blank_and_an_encoded_plus_a_plus() -> None:
    assert pairs("first+name=Ann+Lee&phone=%2B1+555") == [("first name", "Ann Lee"), ("phone", "+1 555")]


def test_the_last_value_that_says_something_wins() -> None:
    assert body_params("a=1&a=2&a=&b=%20", "") == ({"a": "2"}, None)


def test_what_is_remembered_between_calls_holds_no_secret_and_does_not_grow() -> None:
    pairs("cardNumber=4111111111111111&cardSecurityCode=100&note=" + "x" * 5000)
    for number in range(20_000):
        pairs(f"emailAddress=a{number}@example.com")
    held = repr(parameters._PARTS)
    assert "4111111111111111" not in held and "cardSecurityCode" not in held and "x" * 2000 not in held
    assert len(parameters._PARTS) <= 8192
