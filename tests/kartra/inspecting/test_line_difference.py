"""Which lines two texts differ in: right, as short as can be, and in bounded time."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.inspecting import line_difference
from kartra.inspecting.line_difference import Stretch, stretches

TEXT = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def patched(one: list[str], other: list[str], found: list[Stretch]) -> list[str]:
    """The second text, made of the first and the stretches."""
    made, at = [], 0
    for stretch in found:
        made += one[at : stretch.before.start]
        made += other[stretch.after.start : stretch.after.stop]
        at = stretch.before.stop
    return [*made, *one[at:]]


@given(TEXT, TEXT)
def test_the_stretches_turn_one_text_into_the_other(one: list[str], other: list[str]) -> None:
    found = list(stretches(one, other))
    assert patched(one, other, found) == other
    for stretch in found:
        same = set(one[stretch.before.start : stretch.before.stop])
        assert stretch.before or stretch.after
        assert same.isdisjoint(other[stretch.after.start : stretch.after.stop]) or len(stretch.before) > 1


@given(TEXT, st.integers(0, 30))
def test_one_line_more_is_one_stretch(one: list[str], at: int) -> None:
    (found,) = stretches(one, [*one[:at], "new", *one[at:]])
    assert (len(found.before), len(found.after)) == (0, 1)


@given(st.permutations(list("abcdefghijkl")))
def test_no_more_lines_are_named_than_a_plain_comparison_names(other: list[str]) -> None:
    one = sorted(other)
    named = sum(len(found.before) for found in stretches(one, other))
    opcodes = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    assert named <= sum(b - a for tag, a, b, _, _ in opcodes if tag != "equal")


def test_a_change_amid_many_like_lines_is_found_exactly() -> None:
    one = ["x"] * 200_000
    other = ["x"] * 70_000 + ["y"] + ["x"] * 100_000 + ["z"] + ["x"] * 29_998
    found = list(stretches(one, other))
    assert patched(one, other, found) == other
    assert sum(len(stretch.before) + len(stretch.after) for stretch in found) == 4


def test_what_takes_too_long_is_told_as_one_stretch_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_difference, "_STEPS", 20_000)
    one, other = ["a", "b", "c"] * 1_000, ["c", "a", "d"] * 1_000
    found = list(stretches(one, other))
    assert patched(one, other, found) == other
    assert [stretch.is_coarse for stretch in found] == [True]
