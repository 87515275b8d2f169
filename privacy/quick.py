"""A quick no for a whole body: one pass says that there is nothing in it to hide."""

from __future__ import annotations

import re

import re2

from privacy.names import QUERY_MARKS, WORDS

_BETWEEN = r"[_\- .\[\x00]*"
_NAMES = "|".join(_BETWEEN.join(re.escape(letter) for letter in word) for word in (*WORDS, *QUERY_MARKS))
_USERINFO = r"://[^\s/@\"'?]*@"
_DIGITS = r"\d(?:\x00*[ -]?\x00*\d){12}"
_GROUPS = r"(?:\d{4}(?:[./\t+]|%20|  | - |\x{a0}|[\x{2009}\x{202f}\x{2010}-\x{2014}])){3}\d"
# re2 runs all of it as one automaton: ten times the speed of a search for each word.
_ANY = re2.compile(f"(?i)(?:{_NAMES})|{_USERINFO}|{_DIGITS}|{_GROUPS}".encode())


def may_hide(body: bytes) -> bool:
    """False only when no secret's name, no URL with credentials and no run of 13 digits stands in it."""
    return _ANY.search(body) is not None
