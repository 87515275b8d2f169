"""Amounts as people and machines write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.money import LARGEST_CENTS, Amount, amount, money_text


@pytest.mark.parametrize(
    ("told", "cents"),
    [
        (49, 4900),
        (49.0, 4900),
        ("49", 4900),
        ("58.80", 5880),
        ("58.8", 5880),
        ("-49.00", -4900),
        ("1,234.50", 123450),
        ("1.234,50", 123450),
        ("1 234,56", 123456),
        ("1,234", 123400),
        ("49,00", 4900),
        ("$49.00", 4900),
        ("-$49.00", -4900),
        ("$-49", -4900),
        ("(49.00)", -4900),
        ("EUR 10", 1000),
        ("10 USD", 1000),
        ("49 €", 4900),
        ("R$ 10,00", 1000),
        (0.1 + 0.2, 30),
        ("0,500", 50),
        ("1\u202f234,56", 123456),
        ("1\u2019234.50", 123450),
        ("49,-", 4900),
        ("CHF 49.-", 4900),
        ("49.00-", -4900),
    ],
)
def test_an_amount_is_read_into_cents(told: object, cents: int) -> None:
    assert amount(told).cents == cents


@pytest.mark.parametrize("told", ["", "N/A", "n/a", None, "null"])
def test_an_empty_amount_is_nothing_and_not_odd(told: object) -> None:
    assert amount(told).cents is None
    assert amount(told).note == ""


@pytest.mark.parametrize(
    "told", ["free", "12abc", True, [1], {"a": 1}, float("nan"), float("inf"), "１２", "1.2.3,4"]
)
def test_what_is_no_amount_is_said_to_be_unreadable(told: object) -> None:
    assert amount(told).note == "unreadable"


def test_fractions_of_a_cent_are_rounded_half_to_even_and_noted() -> None:
    assert amount("49.005") == amount("49.004")
    assert amount("49.005").note == "rounded"
    assert amount("49.015").cents == 4902


def test_a_point_before_three_digits_may_mark_thousands_and_is_noted() -> None:
    assert [(amount(told).cents, amount(told).note) for told in ("1.000", "12.500", "1,000")] == [
        (100, "ambiguous"), (1250, "ambiguous"), (100000, "mended"),
    ]  # fmt: skip
    assert amount("49.00").note == amount(1.0).note == amount("0.500").note == ""


@pytest.mark.parametrize("told", ["9" * 30, "92233720368547758.07", 10**15, 1e11 + 1])
def test_an_amount_that_no_sum_could_hold_is_no_number(told: object) -> None:
    assert amount(told) == Amount(None, "too-large")
    assert amount("100000000000.00").cents == LARGEST_CENTS
    assert LARGEST_CENTS * 900_000 < 2**63


@given(st.integers(-(10**12), 10**12))
def test_what_is_printed_is_read_back(cents: int) -> None:
    assert amount(money_text(cents)).cents == cents


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_nothing_makes_it_fail(told: object) -> None:
    assert isinstance(amount(told).note, str)
