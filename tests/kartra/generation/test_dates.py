"""Dates are written so that reading them gives the moment back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kartra.generation.dates import calendar_date, ipn_date, kartra_date, utc_text
from kartra.moment import moment

MOMENTS = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: seconds * 1_000)


@given(MOMENTS)
def test_either_surface_s_date_reads_back_as_the_same_moment(at: int) -> None:
    assert moment(kartra_date(at)).ms == at
    assert moment(ipn_date(at)).ms == at


def test_each_spelling() -> None:
    at = 1_793_541_600_000
    assert kartra_date(at) == "2026-11-01 09:00:00"
    assert calendar_date(at) == "2026-11-01 09:00"
    assert ipn_date(at) == "01 Nov 2026 09:00:00"
    assert utc_text(at) == "2026-11-01T14:00:00Z"
