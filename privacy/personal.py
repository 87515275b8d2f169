"""Which field names stand before something that tells who somebody is, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

PERSONAL: Mapping[str, str] = {
    "email": "email", "emailaddress": "email", "mail": "email", "emails": "email",
    "phone": "phone", "phonenumber": "phone", "mobile": "phone", "mobilephone": "phone", "cell": "phone",
    "cellphone": "phone", "telephone": "phone", "tel": "phone", "fax": "phone", "whatsapp": "phone",
    "firstname": "name", "lastname": "name", "lastname2": "name", "middlename": "name", "fullname": "name",
    "fname": "name", "lname": "name", "givenname": "name", "familyname": "name", "surname": "name",
    "username": "name", "nickname": "name", "displayname": "name", "achnameoncheck": "name",
    "cardholder": "name", "nameoncard": "name",
    "transactionaffiliate": "name", "transactionjv": "name",
    "address": "address", "address1": "address", "address2": "address", "street": "address",
    "addressline1": "address", "addressline2": "address", "streetaddress": "address",
    "zip": "postal code", "zipcode": "postal code", "postalcode": "postal code", "postcode": "postal code",
    "city": "city", "town": "city",
    "company": "company", "companyname": "company",
    "ip": "ip", "ipaddress": "ip", "remote": "ip", "gdprleadstatusip": "ip", "ipv4": "ip", "ipv6": "ip",
    "forwardedfor": "ip", "realip": "ip", "connectingip": "ip", "remoteaddr": "ip",
    "facebook": "profile", "twitter": "profile", "linkedin": "profile", "instagram": "profile",
    "googleplus": "profile", "website": "profile", "leadpicture": "profile", "picture": "profile",
    "salestaxid": "tax id", "taxid": "tax id", "birthday": "birthday", "birthdate": "birthday",
    "dateofbirth": "birthday", "dob": "birthday",
}  # fmt: skip
"""Field names (lower case, without marks and without prefixes like lead or buyer) to the kind of thing."""

_OF_SOMEBODY = (
    "lead|buyer|billing|bill|shipping|ship|customer|host|affiliate|vendor|user|client|contact|member|person"
    "|recipient|sender|subscriber|student|attendee|payer|guest|visitor|original|true|cf|x"
)
_PREFIX = re.compile(rf"^(?:{_OF_SOMEBODY})+(?=.)")
_NO_PERSON = frozenset({"hostname", "xname", "membershipname"})
_PARTS = re.compile(r"[\[\].:/]+")
_MARKS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[A-Z]?[a-z]+\d*|[A-Z]+(?![a-z])\d*|\d+")
_INHERITED = frozenset({"name", "address"})


@lru_cache(maxsize=8192)
def personal_kind(name: str, parent: str = "") -> str | None:
    """What kind of personal data a field of this name holds, if any; `lead[email]` counts as `email`."""
    parts = [part for part in _PARTS.split(name) if part] or [""]
    above = parts[-2] if len(parts) > 1 else parent
    return _kind(name) or _kind(parts[-1]) or _kind(above + parts[-1]) or _by_its_end(parts[-1])


def inherited_kind(kind: str | None) -> str | None:
    """What the parts of a thing of that kind are: `{"address": {"line": ...}}` is all address."""
    return kind if kind in _INHERITED else None


def _by_its_end(name: str) -> str | None:
    """What the last words say: `spouse_first_name` is a name, `homePhone` a phone."""
    words = _WORD.findall(name)
    return next((PERSONAL[end] for n in (3, 2, 1) if (end := "".join(words[-n:]).lower()) in PERSONAL), None)


def _kind(name: str) -> str | None:
    plain = _MARKS.sub("", name).lower()
    if plain in _NO_PERSON:
        return None
    if found := PERSONAL.get(plain):
        return found
    rest = _PREFIX.sub("", plain)
    return "name" if rest == "name" != plain else PERSONAL.get(rest)
