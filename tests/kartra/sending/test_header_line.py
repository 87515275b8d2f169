"""A header is typed as `Name: value`."""

from __future__ import annotations

import pytest

from kartra.sending.header_line import typed_headers
from kartra.sending.headers import BadHeader


def test_name_and_value_are_parted_at_the_first_colon() -> None:
    assert typed_headers(["X-A: b:c", "X-Empty:"]) == (("X-A", "b:c"), ("X-Empty", ""))


@pytest.mark.parametrize(("line", "reason"), [("Foo", "expected Name: value"), (": x", "no header name")])
def test_what_is_no_header_is_explained(line: str, reason: str) -> None:
    told = typed_headers([line])
    assert isinstance(told, BadHeader) and reason in told.reason
