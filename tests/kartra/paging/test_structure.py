"""The marks of JSON are found outside strings only, wherever the blocks end."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kartra.paging.structure import Structure

VALUES = st.recursive(
    st.none() | st.integers() | st.text(alphabet='a"\\{}[],\n', max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def expected(text: str) -> list[int]:
    """The same by going through the text one character after another."""
    found, inside, escaped = [], False, False
    for place, letter in enumerate(text):
        if inside:
            inside = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            inside = True
        elif letter in "[]{},":
            found.append(place)
    return found


@given(value=VALUES, size=st.integers(1, 40), indent=st.sampled_from([None, 1]))
@settings(max_examples=150)
def test_marks_are_found_whatever_the_blocks(value: object, size: int, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    data, structure, found = text.encode(), Structure(), []
    for start in range(0, len(data), size):
        places, _ = structure.marks(data[start : start + size])
        found += places.tolist()
    assert found == expected(text)
