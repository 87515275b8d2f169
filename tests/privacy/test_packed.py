"""Base64 hides nobody: what tells something is left out, what does not stays."""

from __future__ import annotations

import base64
import gzip

from hypothesis import given
from hypothesis import strategies as st

from privacy.packed import PACKED, without_packed


def tells(text: str) -> bool:
    return "Maria" in text


@given(st.binary(max_size=40))
def test_what_tells_something_is_left_out(around: bytes) -> None:
    for encoded in (base64.b64encode, base64.urlsafe_b64encode):
        piece = encoded(around + b"Maria Santos" + around).decode()
        assert without_packed(f'"{piece}"', tells) == f'"{PACKED}"'


def test_what_is_compressed_besides_is_left_out_and_the_rest_stays() -> None:
    assert without_packed(base64.b64encode(gzip.compress(b"anybody")).decode(), tells) == PACKED
    text = "transaction_subscription_id a27dbdf0a6e047dc84c5cc542e7608c3 /in/kartra/somewhere"
    assert without_packed(text, tells) == text
