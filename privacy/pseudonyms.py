"""Stable stand-ins for people: the same address gives the same token, so shared data still joins."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from privacy.names import MASK, is_secret
from privacy.text import redacted_text

PERSONAL: Mapping[str, str] = {
    "email": "email", "emailaddress": "email", "mail": "email",
    "phone": "phone", "phonenumber": "phone", "shipphone": "phone",
    "firstname": "name", "lastname": "name", "lastname2": "name", "middlename": "name", "fullname": "name",
    "username": "name", "achnameoncheck": "name",
    "address": "address", "address1": "address", "address2": "address", "street": "address",
    "zip": "postal code", "postalcode": "postal code", "city": "city",
    "company": "company", "companyname": "company",
    "ip": "ip", "ipaddress": "ip", "remote": "ip", "gdprleadstatusip": "ip",
    "xforwardedfor": "ip", "xrealip": "ip",
    "facebook": "profile", "twitter": "profile", "linkedin": "profile", "instagram": "profile",
    "googleplus": "profile", "website": "profile", "leadpicture": "profile", "salestaxid": "tax id",
}  # fmt: skip
"""Field names (lower case, without marks and without prefixes like lead or buyer) to the kind of thing."""

_PREFIX = re.compile(r"^(?:lead|buyer|billing|bill|ship|shipping|customer|host|affiliate|vendor)+(?=.)")
_MARKS = re.compile(r"[\W_]+")
_EMAIL = re.compile(r"[A-Za-z0-9._+\-]+(?:@|%40)[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
DEPTH = 100
"""Brackets inside one another; what stands deeper is hidden whole. An event has 5."""
TOO_DEEP = "(hidden: nested too deep)"
_SHORTEST_ECHO = 4
"""Characters; a shorter value (a state's code, "Al") is not looked for inside other text."""


def personal_kind(name: str) -> str | None:
    """What kind of personal data a field of this name holds, if any."""
    plain = _MARKS.sub("", name).lower()
    return PERSONAL.get(plain) or PERSONAL.get(_PREFIX.sub("", plain))


@dataclass(slots=True)
class Pseudonyms:
    """Turns what tells who somebody is into tokens, and counts what it hid.

    A token depends on the key and the value (without regard to case) alone: two exports made with one key
    join, two made with different keys do not.
    """

    key: bytes
    hidden: Counter[str] = field(default_factory=Counter)
    """Kind to how many values were replaced."""

    def token(self, kind: str, value: str) -> str:
        """The stand-in for one value: an address stays an address, an IP an IP (of the benchmark net)."""
        plain = value.replace("%40", "@").strip().lower()
        digest = hmac.new(self.key, f"{kind}:{plain}".encode(), hashlib.sha256).digest()
        self.hidden[kind] += 1
        if kind == "email":
            return f"person-{digest.hex()[:10]}@example.invalid"
        if kind == "ip":
            return f"198.18.{digest[0]}.{digest[1]}"
        if kind == "phone":
            return "555" + "".join(str(byte % 10) for byte in digest[:7])
        return f"{kind.replace(' ', '-')}-{digest.hex()[:8]}"

    def json(self, value: Any) -> Any:
        """Decoded JSON with people replaced, also where a value is echoed elsewhere; secrets masked."""
        return self._replaced(value, "", self._echoes(value))

    def text(self, text: str) -> str:
        """Free text with addresses and IPs replaced and secrets masked."""
        return self._in_text(redacted_text(text), {})

    def _echoes(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        left: list[tuple[str, Any]] = [("", value)]
        while left:
            name, one = left.pop()
            if isinstance(one, dict):
                left += [(str(key), item) for key, item in one.items()]
            elif isinstance(one, list):
                left += [(name, item) for item in one]
            elif (
                isinstance(one, str) and len(one.strip()) >= _SHORTEST_ECHO and (kind := personal_kind(name))
            ):
                found[one.strip()] = kind
        return found

    def _replaced(self, value: Any, name: str, echoes: Mapping[str, str], depth: int = 0) -> Any:
        if isinstance(value, dict | list) and depth >= DEPTH:
            self.hidden["part nested too deep"] += 1
            return TOO_DEEP
        if isinstance(value, dict):
            return {key: self._replaced(item, str(key), echoes, depth + 1) for key, item in value.items()}
        if isinstance(value, list):
            return [self._replaced(item, name, echoes, depth + 1) for item in value]
        if is_secret(name) and value not in (None, "", True, False):
            self.hidden["secret"] += 1
            return MASK
        kind = personal_kind(name)
        if kind and value not in (None, "", 0, "0", False, True):
            return self.token(kind, str(value))
        return self._in_text(redacted_text(value), echoes) if isinstance(value, str) else value

    def _in_text(self, text: str, echoes: Mapping[str, str]) -> str:
        self.hidden["secret"] += text.count(MASK)
        for value in sorted(echoes, key=len, reverse=True):
            if value in text:
                text = text.replace(value, self.token(echoes[value], value))
        text = _EMAIL.sub(lambda found: self._unless_token("email", found.group()), text)
        return _IPV4.sub(lambda found: self._unless_token("ip", found.group()), text)

    def _unless_token(self, kind: str, value: str) -> str:
        return (
            value
            if value.endswith("example.invalid") or value.startswith("198.18.")
            else self.token(kind, value)
        )
