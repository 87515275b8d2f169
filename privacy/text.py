"""Secrets inside text of any notation: JSON, forms, headers, PHP dumps, Python reprs, markup."""

from __future__ import annotations

import re

from privacy.cards import without_cards
from privacy.names import MASK, SECRET_WORDS

_NAME = "|".join(
    r"[_\- ]?".join(map(re.escape, words)) for words in sorted(SECRET_WORDS, key=lambda w: -len("".join(w)))
)
_QUOTE = r"""(?:\\*["'“”‘’]|%(?:25)*2[27]|&quot;|&\#0?3[49];|\\u0022)"""
_BLANK = r"(?:\s|%20|%0A|\+|\\n)*"
_NEXT_MEMBER = r"""["']?,\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*:"""
"""After a value that is called like a secret: a product may be named Cookie."""
_NAMED = re.compile(
    rf"""(?P<head>
        (?:(?<![A-Za-z0-9])|(?<=%[0-9A-F]{{2}})|(?<=\\[nrt])|(?<=u0022))[_\-]*
        (?:{_NAME})                                   # the name, and what stands between it and its value
        (?P<close>{_QUOTE})?(?:\]|%5D|:protected|:private)*(?:{_QUOTE})?\]?
        {_BLANK}
        (?P<sep>=>|[:=]|%3[AaDd]|;(?=s:\d+:)|(?=["']?[,>]\s*["'<])(?!{_NEXT_MEMBER}))
        (?P<colon>,)?{_BLANK}
        (?:string\(\d+\)\s*|s:\d+:|u(?=["']))?       # PHP's var_dump and serialize, Python 2
    )
    (?:(?P<quote>{_QUOTE})(?P<quoted>.*?)(?P<end>(?<!\\)(?P=quote)|\Z)
      |(?P<plain>(?:Bearer|Basic)\s+[^\s"'&,;]+|[^\s"'“”‘’&,;\]}}<>\\]+))""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_NAMING = (
    r"""\\*["'](?:name|key|header|field|parameter)\\*["']\s*:\s*"""
    rf"""\\*["'](?:[\w.\-]*\[)?(?:{_NAME})\]?\\*["']"""
)
_HOLDING = r"""\\*["'](?:value|val|content|text)\\*["']\s*:\s*(?P<quote>\\*["'])"""
_PAIR = re.compile(
    rf"(?P<head>{_NAMING}\s*,\s*{_HOLDING})(?P<value>.*?)(?=(?P=quote))", re.IGNORECASE | re.DOTALL
)
"""An object for each pair, as HAR and many logs write headers and fields."""
_PAIR_REVERSED = re.compile(
    rf"(?P<head>{_HOLDING})(?P<value>(?:(?!(?P=quote)).)*)(?=(?P=quote)\s*,\s*{_NAMING})",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(
    rf"""(?P<head>\bname=["']?[^"'\r\n]*?(?:{_NAME})\]?["']?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)
    (?P<value>.*?)(?=\r?\n--|\Z)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ELEMENT = re.compile(rf"(?P<head><(?P<tag>(?:\w+:)?(?:{_NAME}))\b[^>]*>)(?P<value>[^<]*)", re.IGNORECASE)
_HEADER = re.compile(
    r"(?im)^(?P<head>[ \t>*<]*(?:-H\s+[\"']?)?"
    r"(?:authorization|proxy-authorization|cookie|set-cookie)[ \t]*:[ \t]*)"
    r"(?P<value>[^\r\n\"']+)"
)
_USERINFO = re.compile(
    r"(?P<head>\b[a-z][a-z0-9+.\-]*://[^\s/:@?#\"']*:)(?P<value>[^\s/@?#\"']+)(?=@)", re.IGNORECASE
)
_QUERY_KEY = re.compile(r"(?P<head>[?&](?:key|sig|signature|jwt)=)(?P<value>[^\s&#\"'<>]+)", re.IGNORECASE)


def redacted_text(text: str) -> str:
    """The text with secrets and card numbers masked; what is not a secret stays to the letter.

    A masked JSON number becomes a string, so that JSON stays JSON.
    """
    for pattern in (_HEADER, _USERINFO, _QUERY_KEY, _PAIR, _PAIR_REVERSED, _PART, _ELEMENT):
        text = pattern.sub(_masked_value, text)
    return without_cards(_NAMED.sub(_masked_named, text))


def _masked_value(found: re.Match[str]) -> str:
    return found["head"] + (MASK if found["value"].strip() else found["value"])


def _masked_named(found: re.Match[str]) -> str:
    if found["quote"] is not None:
        kept = found["quoted"]
        return found["head"] + found["quote"] + (MASK if kept.strip() else kept) + found["end"]
    if found["plain"] in ("null", "None", "NULL", "true", "false", "[", "{", "array", "Array", "REDACTED"):
        return found.group()
    in_json = found["close"] is not None and found["sep"] == ":"
    return found["head"] + (f'"{MASK}"' if in_json and '"' in found["close"] else MASK)
