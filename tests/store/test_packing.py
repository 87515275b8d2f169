"""Packed bodies come back to the byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.packing import packed, unpacked


@given(st.binary(max_size=2_000), st.integers(0, 200))
def test_every_body_comes_back(body: bytes, times: int) -> None:
    assert unpacked(packed(body * times)) == body * times


def test_what_repeats_takes_less_room_and_nothing_takes_more_than_a_byte() -> None:
    assert len(packed(b'{"lead": {"id": "1"}}' * 100)) < 300
    assert len(packed(bytes(range(256)))) == 257
