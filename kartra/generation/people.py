"""Invented people, each of one piece: name, address, telephone and time zone belong together."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kartra.generation.custom_fields import CustomField, custom_fields
from kartra.generation.places import COUNTRIES, STREETS, City, Country
from kartra.generation.seed import Chance

FIRST_NAMES = (
    "Maria", "Ethan", "Nora", "Liam", "Aisha", "Oliver", "Priya", "Lucas", "Hannah", "Mateo", "Grace",
    "Noah", "Ingrid", "Samuel", "Chloé", "Daniel", "Zoe", "Ahmed", "Fiona", "Jonas", "Carmen", "Felix",
    "Amara", "Victor", "Yuki", "Tomás", "Leila", "Hugo", "Signe", "Marcus", "Elena", "Patrick",
)  # fmt: skip
LAST_NAMES = (
    "Santos", "Cole", "Hale", "Murphy", "Okafor", "Bennett", "Sharma", "Weber", "Lindqvist", "Castillo",
    "Turner", "Moreau", "Nakamura", "Fischer", "O'Brien", "Kowalski", "Reyes", "Andersson", "Novak",
    "Byrne", "Delgado", "Whitaker", "Rossi", "Park", "Müller", "Hassan", "Doyle", "Grant",
)  # fmt: skip
MAIL_HOSTS = ("example.com", "example.org", "example.net")
FREE_NETWORKS = ("203.0.113", "198.51.100", "192.0.2")
"""Kept free for documentation (RFC 5737): no such address belongs to anyone."""
COMPANIES = ("Fitness", "Studio", "Consulting")
SOURCES = ("single-optin", "single-optin", "double-optin", "checkout")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the vendor's account. Address, telephone and IP lie in ranges kept free for examples."""

    id: int
    first_name: str
    last_name: str
    email: str
    username: str
    country: Country
    city: City
    address: str
    phone: str
    ip: str
    company: str
    source: str
    source_id: int
    joined_at: int
    """UTC milliseconds."""
    agrees: bool
    """Whether the person agreed to be written to."""
    answers: tuple[CustomField, ...]
    """What the person filled into the account's custom fields."""


def person(chance: Chance, joined_at: int, lead_id: int | None = None) -> Person:
    """A new person who joined at that time (UTC milliseconds)."""
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    country = chance.choices(COUNTRIES, [one.weight for one in COUNTRIES])[0]
    lead_id = lead_id or chance.randint(1_000, 999_999_999)
    return Person(
        id=lead_id,
        first_name=first,
        last_name=last,
        email=f"{_ascii(first)}.{_ascii(last)}{lead_id % 1_000_000}@{chance.choice(MAIL_HOSTS)}",
        username=f"{(_ascii(first) + _ascii(last))[:8]}{chance.getrandbits(32):08x}",
        country=country,
        city=chance.choice(country.cities),
        address=country.street.format(n=chance.randint(1, 220), s=chance.choice(STREETS)),
        phone="".join(str(chance.randint(0, 9)) if c == "#" else c for c in country.phone),
        ip=f"{chance.choice(FREE_NETWORKS)}.{chance.randint(1, 254)}",
        company=f"{last} {chance.choice(COMPANIES)}" if chance.random() < 0.15 else "",
        source=chance.choice(SOURCES),
        source_id=chance.randint(10, 900),
        joined_at=joined_at,
        agrees=chance.random() < 0.9,
        answers=custom_fields(chance),
    )


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(c for c in plain.lower() if c.isalpha())
