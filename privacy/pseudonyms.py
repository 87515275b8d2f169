"""Stable stand-ins for people: the same address gives the same token, so shared data still joins."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, unquote_plus

import msgspec

from privacy.held import Held
from privacy.markup import without_named_elements, without_named_parts
from privacy.named import without_named_values
from privacy.names import MASK, is_secret
from privacy.packed import PACKED, without_packed
from privacy.people import NOTHING, People, is_valued, json_inside, pair_name
from privacy.personal import inherited_kind, personal_kind
from privacy.quick import may_hide
from privacy.recognised import (
    is_address,
    phone_digits,
    plain_address,
    without_addresses,
    without_ips,
    without_phones,
)
from privacy.text import redacted_text

__all__ = ["DEPTH", "TOO_DEEP", "Pseudonyms", "personal_kind"]

DEPTH = 100
"""Brackets inside one another; what stands deeper is hidden whole. An event has 5."""
TOO_DEEP = "(hidden: nested too deep)"
TOO_MANY = "(hidden: too many people)"
HIDDEN_PARTS: Mapping[str, str] = {
    "part nested too deep": TOO_DEEP,
    "packed part": PACKED,
    "text about too many people": TOO_MANY,
}
"""What is said of a part that is not shown, to what stands in its place."""
_LEAST_NUMBER = 10_000
_PAIR = re.compile(r"(?P<head>(?:^|(?<=[?&\s\"']))(?P<name>[\w.\[\]%\-]+)=)(?P<value>[^&\s\"'<>#]+)")
_STAND_IN = re.compile(
    r"person-[0-9a-f]{10}(?=(?:@|%40)example\.invalid)|198\.18\.\d+\.\d+|(?<!\d)555\d{7}(?!\d)"
    r"|(?:name|address|postal-code|city|company|profile|tax-id|birthday)-[0-9a-f]{8}"
)


@dataclass(slots=True)
class Pseudonyms:
    """Turns what tells who somebody is into tokens.

    A token depends on the key and the value (without regard to case) alone: two exports made with one key
    join, two made with different keys do not.
    """

    key: bytes
    spared: Collection[str] = ()
    """Words of JSON that name a field or an action and never a person, whatever somebody is called."""
    _issued: dict[str, str] = field(default_factory=dict)

    def token(self, kind: str, value: str) -> str:
        """The stand-in for one value: an address stays an address, an IP an IP (of the benchmark net)."""
        plain = " ".join(plain_address(value).split()).lower()
        if plain in self._issued or plain.removesuffix("@example.invalid") in self._issued:
            return value
        kind = "email" if is_address(plain) else kind
        known_by = phone_digits(plain) or plain if kind == "phone" else plain
        token = _token(
            kind, hmac.new(self.key, f"{kind}:{known_by}".encode("utf-8", "replace"), hashlib.sha256).digest()
        )
        self._issued[token.removesuffix("@example.invalid")] = kind
        return token

    def is_token(self, value: str) -> bool:
        """Whether this was given out in somebody's place."""
        return value.strip().replace("%40", "@").removesuffix("@example.invalid") in self._issued

    def counted(self, text: str) -> Counter[str]:
        """Kind to how many stand-ins are in a text that was written with these pseudonyms."""
        found = Counter(self._issued.get(one, "") for one in _STAND_IN.findall(text))
        found["secret"] = text.count(MASK)
        found |= Counter({kind: text.count(mark) for kind, mark in HIDDEN_PARTS.items()})
        del found[""]
        return +found

    def json(self, value: Any, people: People | None = None) -> Any:
        """Decoded JSON with people replaced, also where a value is echoed elsewhere; secrets masked."""
        if people is None:
            people = People()
            people.add_all(value)
        return _Replacing(self, people).json(value, "", "", None, 0)

    def text(self, text: str, people: People | None = None) -> str:
        """Free text, a form, XML with known people, addresses, IPs and phones replaced; secrets masked."""
        return _Replacing(self, people or People()).text(text, 0)


def _token(kind: str, digest: bytes) -> str:
    if kind == "email":
        return f"person-{digest.hex()[:10]}@example.invalid"
    if kind == "ip":
        return f"198.18.{digest[0]}.{digest[1]}"
    if kind == "phone":
        return "555" + "".join(str(byte % 10) for byte in digest[:7])
    return f"{kind.replace(' ', '-')}-{digest.hex()[:8]}"


@dataclass(frozen=True, slots=True)
class _Replacing:
    """The replacing in one delivery, of the people that are known there."""

    names: Pseudonyms
    people: People

    def json(self, value: Any, name: str, parent: str, inherited: str | None, depth: int) -> Any:
        if isinstance(value, dict | list) and depth >= DEPTH:
            return TOO_DEEP
        if isinstance(value, Mapping):
            return self._object(value, name, personal_kind(name, parent) or inherited, depth)
        if isinstance(value, list | tuple):
            return [self.json(item, name, parent, inherited, depth + 1) for item in value]
        if value is None or isinstance(value, bool) or value == "":
            return value
        if is_secret(name):
            return MASK
        return self._scalar(value, personal_kind(name, parent) or inherited, depth)

    def _object(self, value: Mapping[Any, Any], name: str, kind: str | None, depth: int) -> dict[str, Any]:
        named, below = pair_name(value), inherited_kind(kind)
        return {
            self._key(str(key)): self.json(item, named, "", below, depth + 1)
            if named and is_valued(key)
            else self.json(item, str(key), name, below, depth + 1)
            for key, item in value.items()
        }

    def _key(self, key: str) -> str:
        return key if key in self.names.spared or personal_kind(key) else self.text(key, DEPTH)

    def _scalar(self, value: Any, kind: str | None, depth: int) -> Any:
        plain = str(value)
        if isinstance(value, str) and (inner := json_inside(value)) is not None:
            return _encoded(self.json(inner, "", "", kind, depth + 1))
        if kind and plain.strip().lower() not in NOTHING:
            return self.names.token(kind, plain)
        if isinstance(value, str):
            if value in self.names.spared:
                return value
            known = self.people.kind_of(value)
            return self.names.token(known, value) if known else self.text(value, depth)
        return self._number(value, plain)

    def _number(self, value: Any, plain: str) -> Any:
        if not isinstance(value, int) or abs(value) < _LEAST_NUMBER:
            return value
        kind = "phone" if self.people.knows_phone(phone_digits(plain)) else self.people.kind_of(plain)
        return self.names.token(kind, plain) if kind else value

    def text(self, text: str, depth: int) -> str:
        held = Held()
        if may_hide(text.encode("utf-8", "replace")):
            text = redacted_text(text)

        def replace(kind: str, value: str) -> str:
            return held.hold(self.names.token(kind, value))

        def named(kind: str, value: str) -> str:
            return value if value.strip().lower() in NOTHING else replace(kind, value)

        if self.people.are_too_many_for(text):
            return TOO_MANY
        text = without_packed(text, self.people.are_in, held.hold(PACKED))
        if "<" in text:
            text = without_named_elements(text, replace)
        if "name=" in text:
            text = without_named_parts(text, replace)
        if ":" in text or "=" in text:
            text = without_named_values(text, named)
        if "=" in text:
            text = _PAIR.sub(lambda found: self._pair(found, held, depth), text)
        text = without_addresses(text, replace)
        text = self.people.replaced(text, replace)
        text = without_phones(without_ips(text, replace), self.people.knows_phone, replace)
        return held.shown(text)

    def _pair(self, found: re.Match[str], held: Held, depth: int) -> str:
        """One pair of a form or query; what is held is written as it was, percent-encoded."""
        name, value = unquote_plus(found["name"]), unquote_plus(found["value"])
        kind = personal_kind(name)
        if kind and value.strip().lower() not in NOTHING:
            return found["head"] + held.hold(quote_plus(self.names.token(kind, value)))
        if "%" not in found["value"] and "+" not in found["value"]:
            return found.group()
        safe = self.json(value, name, "", None, depth + 1) if depth < DEPTH else value
        return found.group() if safe == value else found["head"] + held.hold(quote_plus(str(safe)))


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()
