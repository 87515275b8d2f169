"""Invented people belong to nobody, and are of one piece."""

from __future__ import annotations

import ipaddress

from hypothesis import given, settings
from hypothesis import strategies as st

from kartra.generation.people import person
from kartra.generation.places import COUNTRIES
from kartra.generation.seed import seeded

FREE = [ipaddress.ip_network(one) for one in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]


@settings(max_examples=100)
@given(st.integers())
def test_address_phone_and_mail_lie_where_nobody_lives(seed: int) -> None:
    one = person(seeded(seed), 0)
    name, _, host = one.email.partition("@")
    assert host in ("example.com", "example.org", "example.net")
    assert name.isascii() and " " not in name
    assert any(ipaddress.ip_address(one.ip) in network for network in FREE)
    assert one.city in one.country.cities
    pattern = one.country.phone
    assert len(one.phone) == len(pattern) and one.phone.startswith(pattern.rstrip("#"))


def test_the_same_seed_is_the_same_person() -> None:
    assert person(seeded(1), 5) == person(seeded(1), 5) != person(seeded(2), 5)


def test_every_country_has_its_codes_and_a_city() -> None:
    for one in COUNTRIES:
        assert (len(one.code_2), len(one.code_3)) == (2, 3) and one.cities and "/" in one.time_zone
