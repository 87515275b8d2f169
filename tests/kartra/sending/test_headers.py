"""Headers can not smuggle, and a replayed message gets a frame of its own."""

from __future__ import annotations

import pytest

from kartra.sending.headers import BadHeader, repeatable, sendable
from privacy import MASK


@pytest.mark.parametrize("value", ["a\r\nx-evil: 1", "a\nb", "a\rb", "a\x00b", "snow ☃", "a\x1fb"])
def test_a_value_with_a_line_break_or_a_control_is_refused(value: str) -> None:
    assert "X-Note" in sendable([("X-Note", value)]).reason


@pytest.mark.parametrize("name", ["", "x y", "x:y", "x\r\nEvil", "é", "x\t"])
def test_a_name_that_is_no_token_is_refused(name: str) -> None:
    assert isinstance(sendable([(name, "1")]), BadHeader)


@pytest.mark.parametrize(
    "name", ["Host", "content-length", "Transfer-Encoding", "CONNECTION", "upgrade", "Expect"]
)
def test_framing_and_host_can_not_be_given(name: str) -> None:
    assert name in sendable([(name, "1")]).reason


def test_too_many_headers_are_refused() -> None:
    assert "16384" in sendable([("x-long", "a" * 20_000)]).reason


def test_good_headers_go_as_they_are() -> None:
    pairs = (("Content-Type", "application/json"), ("X-Name", "Müller"))
    assert sendable(pairs) == pairs


def test_a_secret_that_was_masked_when_it_was_kept_is_not_sent_on() -> None:
    stored = (("authorization", MASK), ("cookie", f"token={MASK}"), ("x-own", "1"))
    assert repeatable(stored) == (("x-own", "1"),)


def test_of_a_stored_delivery_the_message_s_own_headers_are_repeated() -> None:
    own = (("content-type", "text/plain"), ("user-agent", "Kartra"))
    journey = (("host", "a"), ("content-length", "3"), ("x-forwarded-for", "1.1.1.1"))
    assert repeatable((*journey, *own, ("x-bad\n", "1"), ("x-bad", "a\r\nb"))) == own
