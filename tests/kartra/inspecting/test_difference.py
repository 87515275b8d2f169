"""What two bodies differ in."""

from __future__ import annotations

import pytest

from kartra.inspecting import Difference, differences


def test_differences_are_named_by_path() -> None:
    before = b'{"lead": {"id": "1", "tags": ["a", "b"]}, "gone": 1}'
    after = b'{"lead": {"id": 1, "tags": ["a", "c", "d"]}, "new": null}'
    assert differences(before, after) == (
        Difference("lead.id", "changed", '"1"', "1"),
        Difference("lead.tags[1]", "changed", '"b"', '"c"'),
        Difference("lead.tags[2]", "added", "", '"d"'),
        Difference("gone", "removed", "1", ""),
        Difference("new", "added", "", "null"),
    )


def test_forms_differ_by_field_and_texts_by_line() -> None:
    assert differences(b"a=1&b=2", b"a=1&b=3") == (Difference("b", "changed", '"2"', '"3"'),)
    assert differences(b"one\ntwo\nthree", b"one\n2\nthree") == (Difference("line 2", "changed", "two", "2"),)


@pytest.mark.parametrize("body", [b"a=1&b=%20", b"\xff\x00\x01", b"", "Zoë\nline".encode()])
def test_the_same_body_differs_in_nothing(body: bytes) -> None:
    assert differences(body, body) == ()
