"""What is held comes back as it was, and is no word while it is held."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from privacy.held import Held


@given(st.lists(st.text()))
def test_everything_held_comes_back(shown: list[str]) -> None:
    held = Held()
    text = " ".join(held.hold(one) for one in shown)
    assert held.shown(text) == " ".join(shown)
    assert not any(char.isalnum() for char in text)
