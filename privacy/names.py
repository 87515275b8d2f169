"""Which names stand before a secret, however they are written."""

from __future__ import annotations

import re
from functools import lru_cache

MASK = "REDACTED"
"""What stands where a secret was."""

SECRET_WORDS: tuple[tuple[str, ...], ...] = (
    ("password",),
    ("passwd",),
    ("pwd",),
    ("passphrase",),
    ("api", "pass"),
    ("app", "password"),
    ("api", "password"),
    ("ecommerce", "password"),
    ("e", "commerce", "password"),
    ("secret",),
    ("secret", "key"),
    ("client", "secret"),
    ("x", "kartra", "secret"),
    ("api", "key"),
    ("access", "key"),
    ("auth", "key"),
    ("x", "api", "key"),
    ("token",),
    ("access", "token"),
    ("refresh", "token"),
    ("auth", "token"),
    ("ba", "token"),
    ("payment", "token"),
    ("apple", "pay", "token"),
    ("google", "pay", "token"),
    ("authorization",),
    ("proxy", "authorization"),
    ("cookie",),
    ("set", "cookie"),
    ("card", "number"),
    ("credit", "card", "number"),
    ("credit", "card"),
    ("card", "no"),
    ("cc", "number"),
    ("ccnum",),
    ("card", "security", "code"),
    ("card", "cvv"),
    ("card", "cvc"),
    ("security", "code"),
    ("cvv",),
    ("cvv2",),
    ("cvc",),
    ("ach", "account", "number"),
    ("ach", "routing", "number"),
    ("account", "number"),
    ("bank", "account"),
    ("routing", "number"),
    ("iban",),
    ("ddbic",),
)
"""Each name as its words: the CRM's, Kartra's and the usual ones; case and marks do not count."""

_PLAIN = frozenset("".join(words) for words in SECRET_WORDS)
_IN_QUERIES = _PLAIN | {"key", "sig", "signature", "jwt"}
WORDS = tuple(sorted(name for name in _PLAIN if not any(o != name and o in name for o in _PLAIN)))
"""The names again, without those that contain another one."""
QUERY_MARKS = ("key=", "sig=", "signature=", "jwt=")
"""Secrets of a query string whose names alone are too common to look for."""
_PREFILTER = tuple(word.encode() for word in (*WORDS, *QUERY_MARKS))
_USERINFO = re.compile(rb"://[^\s/@\"'?]*@")
_LAST_NUMBER = re.compile(r"(?:\[\d{0,9}\]\s*)+\Z")
_WORD = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")
_MOST_WORDS = 6


@lru_cache(maxsize=4096)
def is_secret(name: str, *, in_query: bool = False) -> bool:
    """Whether what this name stands for must not be kept: its last words are a secret's, however written.

    `lead[card_number]`, `userPassword`, `X-Gitlab-Token` and `password[]` are; `token_expires` is not.
    """
    words = [word.lower() for word in _WORD.findall(_LAST_NUMBER.sub("", name))]
    if in_query and "".join(words) in _IN_QUERIES:
        return True
    return any("".join(words[at:]) in _PLAIN for at in range(max(0, len(words) - _MOST_WORDS), len(words)))


def may_name_secret(body: bytes) -> bool:
    """A quick no: False only when no secret's name, and no URL that carries one, stands in these bytes."""
    squeezed = body.lower().translate(None, b"_- .[\0")
    return any(word in squeezed for word in _PREFILTER) or _USERINFO.search(body) is not None
