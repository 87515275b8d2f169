"""The lines around a place, with a caret below the character that is meant."""

from __future__ import annotations

from kartra.excerpt import excerpt


def test_the_caret_stands_below_the_character() -> None:
    lines = excerpt("one\ntwo, three\nfour", 2, 4, "here").split("\n")
    assert lines[1] == "2 | two, three"
    assert lines[2].index("^") == lines[1].index(",")
    assert lines[2].endswith("^ here")


def test_a_tab_counts_as_one_character() -> None:
    lines = excerpt("\t\tx", 1, 3).split("\n")
    assert lines[1].index("^") == lines[0].index("x")


def test_a_long_line_is_shown_around_the_place() -> None:
    lines = excerpt("a" * 5000 + "X" + "b" * 5000, 1, 5001).split("\n")
    assert lines[1].index("^") == lines[0].index("X")
    assert len(lines[0]) < 120


def test_a_place_beyond_the_end_is_the_last_line() -> None:
    assert "1 | x" in excerpt("x", 99, 99)
