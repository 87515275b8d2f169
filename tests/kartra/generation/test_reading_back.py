"""A stored body becomes editable, when it has fields."""

from __future__ import annotations

import pytest

from kartra.generation.reading_back import read_back


def test_json_and_forms_have_fields() -> None:
    one = read_back(b'{"action": "x", "lead": {}}')
    form = read_back(b"a=1&b=&c=%C3%A9", "application/x-www-form-urlencoded")
    assert one and (one.name, one.surface, one.body) == ("x", "outbound", b'{"action":"x","lead":{}}')
    assert form and (form.surface, form.payload) == ("ipn", {"a": "1", "b": "", "c": "é"})


@pytest.mark.parametrize("body", [b"", b"[1]", b"plain", b"\xff\xfe", b"5", b"a=1&&="])
def test_other_bodies_have_none(body: bytes) -> None:
    assert read_back(body) is None
