"""Dates without a zone, and the zone they are taken to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.moment import EST, clock_text, day_text, moment, zone


def test_a_date_without_a_zone_is_taken_to_be_est_and_says_so() -> None:
    read = moment("2024-02-19 11:20:45")
    assert read.ms == 1708359645000
    assert read.zone == "EST (UTC-5)"


def test_new_york_follows_summer_time_where_est_does_not() -> None:
    summer, winter = "2024-07-01 12:00:00", "2024-01-01 12:00:00"
    new_york = zone("America/New_York")
    assert moment(summer).ms - moment(summer, new_york).ms == 3_600_000
    assert moment(winter).ms == moment(winter, new_york).ms


def test_an_offset_needs_no_assumption() -> None:
    assert moment("2024-02-19T11:20:45Z").ms == 1708341645000
    assert moment("2024-02-19T11:20:45+02:00").zone == "UTC+0200"


def test_the_ipn_spells_months() -> None:
    assert moment("05 Dec 2023 16:02:04").ms == moment("2023-12-05 16:02:04").ms


@pytest.mark.parametrize("told", ["", "N/A", None])
def test_an_empty_date_is_nothing(told: object) -> None:
    assert moment(told).ms is None
    assert moment(told).note == ""


def test_a_zero_date_is_nothing_and_noted() -> None:
    assert moment("0000-00-00 00:00:00").note == "zero"


@pytest.mark.parametrize("told", ["yesterday", "2024-13-01 00:00:00", 5, [1], True])
def test_what_is_no_date_is_said_to_be_unreadable(told: object) -> None:
    assert moment(told).note == "unreadable"


def test_an_unknown_zone_is_refused_with_an_example() -> None:
    with pytest.raises(ValueError, match="America/New_York"):
        zone("Mars/Olympus")


@given(st.datetimes())
def test_what_is_printed_is_read_back(when: object) -> None:
    ms = moment(f"{when:%Y-%m-%d %H:%M:%S}").ms
    text = clock_text(ms, EST)
    assert moment(text).ms == ms or len(text) < 19


def test_a_day_is_printed_as_people_write_it() -> None:
    assert day_text(moment("2026-11-01").ms) == "1 Nov 2026"
    assert day_text(None) == "–"


@pytest.mark.parametrize(
    "told",
    ["9999-12-31 23:59:59", "0001-01-01T00:00:00+14:00", "0001-01-01 00:00:00", "9999-12-31T23:59:59-12:00"],
)
def test_a_date_without_a_wall_clock_in_every_zone_is_none(told: str) -> None:
    assert moment(told).note == "unreadable"


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(["EST", "UTC", "Pacific/Kiritimati", "Etc/GMT+12"]))
def test_whatever_was_kept_can_be_shown(ms: int, name: str) -> None:
    assert day_text(ms, zone(name))
    assert clock_text(ms, zone(name))


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ("2026-11-01 10:00:00.123", "2026-11-01 10:00:00"),
        ("2026-11-01T10:00:00.000", "2026-11-01 10:00:00"),
        ("2026-11-01 10:00:00 EST", "2026-11-01T10:00:00-05:00"),
        ("2026-11-01 10:00:00 UTC", "2026-11-01T10:00:00Z"),
        ("11/01/2026 10:00 PM", "2026-11-01 22:00:00"),
    ],
)
def test_other_programs_spellings_are_read(told: str, same: str) -> None:
    assert moment(told).ms == moment(same).ms is not None
