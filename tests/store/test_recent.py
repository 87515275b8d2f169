"""The contents of late: found while they are within the window, forgotten in the order they came."""

from __future__ import annotations

import pytest

from store import recent
from store.recent import Content, Recent


def test_a_content_is_found_while_it_is_late_enough() -> None:
    known = Recent()
    known.note(-7, Content(3, 1_795_000_000_000))
    assert known.first(-7, 1_795_000_000_000) == 3
    assert known.first(-7, 1_795_000_000_001) is None
    assert known.first(8, 0) is None


def test_the_latest_time_counts() -> None:
    known = Recent()
    known.note(1, Content(3, 10))
    known.note(1, Content(3, 20))
    assert known.first(1, 15) == 3


def test_what_came_first_is_forgotten_and_no_more_is_held_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "REMEMBERED", 10)
    known = Recent()
    for n in range(1, 101):
        known.note(n, Content(n, n))
    held = [n for n in range(1, 101) if known.first(n, 0)]
    assert held == list(range(101 - len(held), 101))
    assert 5 <= len(held) <= 10
