"""What buyers are made of: names, places that fit their postal code and area code, and browsers."""

from __future__ import annotations

FIRST_NAMES = (
    "Maria", "James", "Aisha", "Daniel", "Grace", "Omar", "Ivy", "Victor", "Hannah", "Luis", "Mei", "Noah",
    "Sofia", "Kwame", "Elena", "Peter", "Ruth", "Andre", "Clara", "Hugo", "Nadia", "Felix", "Laura", "Samuel",
)  # fmt: skip
LAST_NAMES = (
    "Santos", "Nguyen", "Miller", "Okafor", "Schmidt", "Rossi", "Kim", "Johnson", "Haddad", "Larsen", "Novak",
    "Garcia", "Patel", "Brown", "Dubois", "Silva", "Ivanov", "Moreau", "Fischer", "Tanaka", "Reed", "Clark",
)  # fmt: skip
STREETS = (
    "Main Street",
    "Oak Avenue",
    "Maple Drive",
    "5th Avenue",
    "Cedar Lane",
    "Lake Road",
    "Elm Street",
    "Hill Court",
)
PLACES = (
    ("New York", "NY", "10118", "212"),
    ("Los Angeles", "CA", "90012", "213"),
    ("Chicago", "IL", "60601", "312"),
    ("Houston", "TX", "77002", "713"),
    ("Phoenix", "AZ", "85004", "602"),
    ("Denver", "CO", "80202", "303"),
    ("Seattle", "WA", "98101", "206"),
    ("Boston", "MA", "02108", "617"),
    ("Miami", "FL", "33130", "305"),
    ("Atlanta", "GA", "30303", "404"),
    ("Portland", "OR", "97204", "503"),
    ("Austin", "TX", "78701", "512"),
)
"""City, state, postal code, telephone area code."""
DEVICES = (
    ("desktop", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/140.0.0.0 Safari/537.36"),
    ("desktop", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "Version/18.5 Safari/605.1.15"),
    ("mobile", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
               "like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"),
    ("mobile", "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
               "Chrome/140.0.0.0 Mobile Safari/537.36"),
    ("tablet", "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
               "like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"),
)  # fmt: skip
"""Kind of device and its User-Agent header."""
