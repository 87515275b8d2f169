"""The start page: three doors, two addresses, and samples in and out in one click each."""

from __future__ import annotations

from tests.pages.outcomes import opened


def test_it_shows_both_addresses_to_point_things_at() -> None:
    page = opened("start.py")
    assert not page.exception
    codes = [one.value for one in page.code]
    assert any(code.endswith("/konnektive") for code in codes)
    assert any(code.endswith("/in/kartra") for code in codes)


def test_samples_come_in_one_click_and_go_in_one() -> None:
    page = opened("start.py")
    page.button(key="start.load_samples").click().run(timeout=30)
    assert not page.exception
    assert {"Visits today", "Events today"} <= {one.label for one in page.metric}
    page.button(key="start.remove_samples").click().run()
    assert not page.exception
    assert page.button(key="start.load_samples")
