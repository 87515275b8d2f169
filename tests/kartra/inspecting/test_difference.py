"""What two bodies differ in."""

from __future__ import annotations

import gzip

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


def test_repeated_names_of_a_form_all_count() -> None:
    assert differences(b"a=1&a=2", b"a=2") == (Difference("a", "changed", '["1","2"]', '"2"'),)


def test_what_is_packed_is_compared_unpacked() -> None:
    one, other = (gzip.compress(b'{"action": "%s"}' % name) for name in (b"one", b"two"))
    assert differences(one, other) == (Difference("action", "changed", '"one"', '"two"'),)
    assert differences(one, b'{"action":"one"}') == ()


def test_secrets_in_what_is_packed_stay_hidden() -> None:
    one, other = (gzip.compress(b'{"cardNumber": "%s"}' % n) for n in (b"4111111111111111", b"no card"))
    assert "4111111111111111" not in str(differences(one, other))


def test_bytes_that_are_no_text_differ_by_line_of_their_drawing() -> None:
    (found,) = differences(b"\x00" * 40, b"\x00" * 20 + b"\xff" + b"\x00" * 19)
    assert (found.path, found.kind) == ("line 2", "changed")
    assert "ff" in found.after


@pytest.mark.parametrize("depth", [100, 700])
def test_deep_nesting_is_compared(depth: int) -> None:
    bodies = [b'{"a":' * depth + leaf + b"}" * depth for leaf in (b"1", b"2")]
    (found,) = differences(*bodies)
    assert (found.before, found.after) == ("1", "2")
    (found,) = differences(bodies[0], b'{"a": 1}')
    assert (found.path, found.after) == ("a", "1")
