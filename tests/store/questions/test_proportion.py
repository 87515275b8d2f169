"""Rates carry their counts, and intervals are Wilson's."""

from __future__ import annotations

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.questions.proportion import Proportion


def test_a_percent_never_stands_alone() -> None:
    assert Proportion(50, 80).text == "62.5 % (50 of 80)"
    assert Proportion(1_000, 4_000).text == "25.0 % (1,000 of 4,000)"


def test_nothing_counted_has_no_rate() -> None:
    assert Proportion(0, 0).text == "– (0 of 0)"
    assert Proportion(0, 0).rate is None
    assert Proportion(0, 0).interval == (0, 1)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(50, 80, 0.5155, 0.7232), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    assert Proportion(part, whole).interval == pytest.approx((low, high), abs=5e-4)


@given(some.integers(1, 5_000).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))))
def test_the_interval_holds_the_rate_and_solves_wilsons_equation(counts: tuple[int, int]) -> None:
    one = Proportion(*counts)
    z = NormalDist().inv_cdf(0.975)
    low, high = one.interval
    rate = one.part / one.whole
    assert 0 <= low <= rate + 1e-9 and rate - 1e-9 <= high <= 1
    for edge in (low, high):
        if 1e-6 < edge < 1 - 1e-6:
            assert abs(rate - edge) == pytest.approx(z * (edge * (1 - edge) / one.whole) ** 0.5, rel=1e-5)


def test_few_are_flagged() -> None:
    assert "too few to act on" in Proportion(5, 29).interval_text
    assert "too few" not in Proportion(5, 30).interval_text
