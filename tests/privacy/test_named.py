"""What stands after a quoted personal name goes, in whole notations and in pieces of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.named import without_named_values


def shown(text: str) -> str:
    return without_named_values(text, lambda kind, value: f"<{kind} {value}>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"first_name": "Maria", "id": "7"', '"first_name": "<name Maria>", "id": "7"'),
        ("'city' => 'K'", "'city' => '<city K>'"),
        (r"\"zip\":\"94107\"", r"\"zip\":\"<postal code 94107>\""),
        ('"phone": 4155550199,', '"phone": <phone 4155550199>,'),
        (r'"city": "K\u00f6ln"', '"city": "<city Köln>"'),
        ('"address": "12 El', '"address": "<address 12 El>"'),
        ("&quot;city&quot;:&quot;K&quot;", "&quot;city&quot;:&quot;<city K>&quot;"),
        ('"product_name": "Course"', '"product_name": "Course"'),
    ],
)
def test_the_value_goes_and_the_rest_stays(text: str, expected: str) -> None:
    assert shown(text).replace('>"', ">").rstrip() == expected.replace('>"', ">").rstrip()


@given(st.text(alphabet="\\\"': =>[]{},ab", max_size=40), st.text(alphabet="\\\"': =>[]{},ab", max_size=40))
def test_no_surroundings_keep_it(before: str, after: str) -> None:
    assert "Maria" not in without_named_values(
        f'{before} "first_name": "Maria"{after}', lambda kind, value: ""
    )
