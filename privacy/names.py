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
_LAST_BRACKET = re.compile(r"\[([^\[\]]*)\]\s*$")
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def is_secret(name: str, *, in_query: bool = False) -> bool:
    """Whether what this name stands for must not be kept; `lead[card_number]` counts as `card_number`."""
    inner = _LAST_BRACKET.search(name)
    plain = _MARKS.sub("", (inner.group(1) or name) if inner else name).lower()
    return plain in (_IN_QUERIES if in_query else _PLAIN)


def may_name_secret(body: bytes) -> bool:
    """A quick no: False only when no secret's name, and no URL that carries one, stands in these bytes."""
    squeezed = body.lower().translate(None, b"_- \0")
    return any(word in squeezed for word in _PREFILTER) or _USERINFO.search(body) is not None
