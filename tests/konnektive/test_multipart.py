"""Forms in parts: read as browsers and libraries write them, and in one pass whatever they hold."""

from __future__ import annotations

import pytest

from konnektive.multipart import form_fields


def part(head: str, value: str, boundary: str = "--b", end: str = "\r\n") -> str:
    return end.join([boundary, f"Content-Disposition: form-data; {head}", "", value, ""])


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_fields_are_read_in_their_order_and_files_are_left_out(end: str) -> None:
    parts = [
        part('name="one"', "1", end=end),
        part("name=two", "2", end=end),
        part('name="card"; filename="card.png"', "no", end=end),
    ]
    assert list(form_fields("".join(parts) + "--b--")) == [("one", "1"), ("two", "2")]


def test_a_value_keeps_its_lines() -> None:
    assert list(form_fields(part('name="note"', "a\n\nb") + "--b--")) == [("note", "a\n\nb")]


def test_forms_within_forms_without_end_are_no_fields() -> None:
    nested = "".join(f"--{n}\r\nContent-Type: multipart/mixed; boundary={n + 1}\r\n\r\n" for n in range(2000))
    assert list(form_fields(nested)) == []


@pytest.mark.parametrize("body", ["", "--", "a=1", "\n\n", '--b\r\nContent-Disposition: form-data; name="a"'])
def test_what_is_no_form_in_parts_has_no_fields(body: str) -> None:
    assert list(form_fields(body)) == []
