"""Addresses, IPs and phones are found in any text, and what only looks like them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.recognised import phone_digits, without_addresses, without_ips, without_phones


def replaced(text: str) -> str:
    def shown(kind: str, value: str) -> str:
        return f"<{kind}>"

    return without_phones(without_ips(without_addresses(text, shown), shown), lambda digits: False, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to o'brien@example.com, now", "to <email>, now"),
        ("{'a': 'maria@example.com'}", "{'a': '<email>'}"),
        ("jose@exämple.com", "<email>"),
        ("%22maria%40example.com%22", "%22<email>%22"),
        (r"\u0022maria@example.com\n", r"\u0022<email>\n"),
        (r"x\nmaria@example.com", r"x\n<email>"),
        ("email=a+b@example.com&x=1", "email=<email>&x=1"),
        ("from 2001:db8::77 and ::1, fe80::1.", "from <ip> and <ip>, <ip>."),
        ("203.0.113.7:8080", "<ip>:8080"),
        ("+1 415 555 0199!", "<phone>!"),
        ("tel 415.555.0199", "tel <phone>"),
        ("0049 30 1234567", "<phone>"),
        ("call +4915112345678", "call <phone>"),
    ],
)
def test_what_tells_who_somebody_is_goes(text: str, shown: str) -> None:
    assert replaced(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01 10:11:12",
        "26-04-2018 10:11",
        "01/11/2026",
        "1700000000000",
        "order 4155550199",
        "550e8400-e29b-41d4-a716-446655440000",
        "std::vector a:b:c 10:11:12",
        "49.00 1,234.50",
        "@channel me@home",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert replaced(text) == text


@pytest.mark.parametrize("text", ["+1 415 555 0199", "(415) 555-0199", "4155550199", "001-415-555-0199"])
def test_a_phone_is_one_however_it_is_written(text: str) -> None:
    assert phone_digits(text) == "4155550199"


@given(st.text(alphabet="ab1.+-_'%25@: ()/\\u", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert "a.b@planted.example" not in replaced(f"{text} a.b@planted.example")
