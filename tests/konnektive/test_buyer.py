"""Buyers: the same by the same seed, deliverable to nobody, and edited one value at a time."""

from __future__ import annotations

import ipaddress
import re

from hypothesis import given
from hypothesis import strategies as st

from konnektive.buyer import Card, edited, seeded_buyer


@given(st.integers(0, 10**9))
def test_no_seed_makes_somebody_real(seed: int) -> None:
    buyer = seeded_buyer(seed)
    assert buyer == seeded_buyer(seed)
    assert buyer.emailAddress.endswith(f".{seed}@example.com")
    assert re.fullmatch(r"\d{3}-555-01\d\d", buyer.phoneNumber)
    assert ipaddress.ip_address(buyer.ipAddress) in ipaddress.ip_network("203.0.113.0/24")
    assert buyer.card.is_test_card


def test_neighbouring_seeds_are_different_people() -> None:
    assert len({seeded_buyer(seed).emailAddress for seed in range(100)}) == 100


def test_an_edit_changes_the_person_or_the_card() -> None:
    buyer = edited(seeded_buyer(1), {"city": "Elsewhere", "cardNumber": "4111111111111111"})
    assert (buyer.city, buyer.card.cardNumber) == ("Elsewhere", "4111111111111111")
    assert buyer.firstName == seeded_buyer(1).firstName


def test_the_test_card_is_known_however_it_is_spaced() -> None:
    assert Card("0000-0000 0000-0000").is_test_card
    assert not Card("0000000000000001").is_test_card
