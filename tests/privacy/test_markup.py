"""What stands under a personal name in XML and in forms in parts is replaced, the rest stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.markup import is_markup, without_named_elements, without_named_parts


def elements(text: str) -> str:
    return without_named_elements(text, lambda kind, value: f"({kind}: {value})")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "<a><first_name>Maria</first_name><id>7</id></a>",
            "<a><first_name>(name: Maria)</first_name><id>7</id></a>",
        ),
        ("<city><![CDATA[Köln]]></city>", "<city>(city: Köln)</city>"),
        ("<lead><name>M &amp; S</name></lead>", "<lead><name>(name: M & S)</name></lead>"),
        ("<product><name>Course</name></product>", "<product><name>Course</name></product>"),
        ('<x email="a@b.c"/>', '<x email="(email: a@b.c)"/>'),
        ('<field name="phone">5</field>', '<field name="phone">(phone: 5)</field>'),
        ('<f name="phone" value="5"/>', '<f name="phone" value="(phone: 5)"/>'),
        ("<address><b>12 Elm</b> St</address>x", "<address><b>(address: 12 Elm)</b>(address: St)</address>x"),
        ("<ns:phone>5", "<ns:phone>(phone: 5)"),
    ],
)
def test_elements_and_attributes_lose_people(text: str, shown: str) -> None:
    assert elements(text) == shown


def test_parts_lose_people() -> None:
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\nContent-Type: text/plain\r\n\r\n{}\r\n'
    text = part.format("lead[phone]", "555") + part.format("note", "555") + "--x--"
    shown = without_named_parts(text, lambda kind, value: f"({kind})")
    assert shown == part.format("lead[phone]", "(phone)") + part.format("note", "555") + "--x--"


def test_xml_with_entities_of_its_own_says_more_than_it_shows() -> None:
    assert is_markup(" <a/>")
    assert not is_markup('<!DOCTYPE a [<!ENTITY m "Maria">]><a>&m;</a>')


@given(st.text(alphabet="<>/a =\"'![]CDT-x", max_size=80))
def test_any_text_can_be_walked(text: str) -> None:
    shown = without_named_elements(f"<first_name>Maria</first_name>{text}", lambda kind, value: "")
    assert "Maria" not in shown
