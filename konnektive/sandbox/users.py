"""API users: who may call, from where, and which endpoints; and the three documented refusals."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from functools import lru_cache
from hashlib import scrypt
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from privacy import MASK

BAD_CREDENTIALS = "Could not authenticate credentials"
NO_ACCESS = "API user does not have access to this endpoint"
NOT_WHITELISTED = "IP must be whitelisted - {}"

CLOUDS = ("AWS", "GOOGLE", "AZURE", "CLOUDFLARE", "DIGITAL_OCEAN")
"""Words that the vendor takes in place of addresses; the sandbox lets every address pass for them."""


class ApiUser(msgspec.Struct, frozen=True, omit_defaults=True):
    """A login of the access level "Api User"."""

    loginId: Annotated[str, Meta(min_length=1, max_length=32)]
    password: Annotated[str, Meta(min_length=1, max_length=128)]
    addresses: tuple[str, ...] = ()
    """Addresses or networks it may call from; any when empty."""
    endpoints: tuple[str, ...] = ()
    """The paths that are ticked; all when empty."""

    def refusal(self, path: str, caller: str) -> str:
        """Why this user may not make this call; empty when it may."""
        if self.addresses and not any(_covers(entry, caller) for entry in self.addresses):
            return NOT_WHITELISTED.format(caller)
        if self.endpoints and path not in self.endpoints:
            return NO_ACCESS
        return ""


def _covers(entry: str, caller: str) -> bool:
    if entry.upper() in CLOUDS:
        return True
    try:
        return ipaddress.ip_address(caller) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return entry == caller


DEMO = ApiUser("demo", "demo")
_SEALED = "scrypt$"


def sealed(user: ApiUser) -> ApiUser:
    """The user as it may be kept: of a password, other than the demo one, only a salted hash."""
    if user.password == DEMO.password or user.password.startswith(_SEALED):
        return user
    salt = secrets.token_hex(8)
    return msgspec.structs.replace(user, password=f"{_SEALED}{salt}${_hashed(user.password, salt)}")


def edited(rows: Any, known: Iterable[ApiUser]) -> tuple[ApiUser, ...] | str:
    """The API users as somebody wrote them, or what is wrong; a masked password stays as it is."""
    try:
        users = msgspec.convert(rows, list[ApiUser])
    except msgspec.ValidationError as wrong:
        return f"{wrong}."
    if len({one.loginId for one in users}) < len(users):
        return "A loginId is used twice."
    kept = {one.loginId: one.password for one in known}
    return tuple(
        msgspec.structs.replace(one, password=kept.get(one.loginId, MASK)) if one.password == MASK else one
        for one in users
    )


def is_whole(user: ApiUser) -> bool:
    """Whether a password that says it is sealed can be opened."""
    return not user.password.startswith(_SEALED) or user.password.count("$") == 2


def opens(user: ApiUser, password: str) -> bool:
    """Whether this is the user's password."""
    if not user.password.startswith(_SEALED):
        return user.password == password
    return _matches(user.password, password)


@lru_cache(maxsize=256)
def _matches(kept: str, password: str) -> bool:
    _, salt, hashed = kept.split("$")
    return hmac.compare_digest(_hashed(password, salt), hashed)


def _hashed(password: str, salt: str) -> str:
    return scrypt(password.encode(), salt=salt.encode(), n=2**12, r=8, p=1, dklen=24).hex()
