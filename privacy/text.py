"""Secrets inside text of any notation: JSON, forms, headers, PHP dumps, Python reprs, markup."""

from __future__ import annotations

import json
import re

from privacy.cards import without_cards
from privacy.names import MASK, SECRET_WORDS

_NAME = "|".join(
    r"[_\- .\[]?".join(map(re.escape, words))
    for words in sorted(SECRET_WORDS, key=lambda w: -len("".join(w)))
)
_QUOTE = r"""(?:\\*["'“”‘’]|%(?:25)*2[27]|&quot;|&\#0?3[49];|\\u0022)"""
_BLANK = r"(?:\s|%20|%0A|\+|\\n)*"
_NEXT_MEMBER = r"""["']?,\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*:"""
"""After a value that is called like a secret: a product may be named Cookie."""
_NAMED = re.compile(
    rf"""(?P<head>
        (?:(?<![A-Za-z0-9])|(?-i:(?<=[a-z0-9])(?=[A-Z]))|(?<=%[0-9A-F]{{2}})|(?<=\\[nrt])|(?<=u0022))
        (?:{_NAME})                                   # the name, and what stands between it and its value
        (?P<close>{_QUOTE})?(?:\]|%5D|\[\d*\]|%5B\d*%5D|:protected|:private)*(?:{_QUOTE})?\]?
        {_BLANK}
        (?P<sep>=>|[:=]|%3[AaDd]|;(?=s:\d+:)|(?=["']?[,>]\s*["'<])(?!{_NEXT_MEMBER}))
        (?P<colon>,)?{_BLANK}
        (?:string\(\d+\)\s*|s:\d+:|u(?=["']))?       # PHP's var_dump and serialize, Python 2
    )
    (?:(?P<bare>["'])(?P<inner>(?:[^\\]|\\.)*?)(?P<stop>(?P=bare)|\\?\Z)
      |(?P<quote>{_QUOTE})(?P<quoted>.*?)(?:(?<!\\)(?:\\{{4}})*(?P<end>(?P=quote))|\Z)
      |(?P<plain>(?:Bearer|Basic)\s+[^\s"'&,;]+|[^\s"'“”‘’&,;\]}}<>\\]+))""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LONGEST = 20_000
"""Characters of a value beside its name: how far its end is looked for."""
_NAMING = (
    r"""["'](?:name|key|header|field|parameter)\\*["']\s*:\s*"""
    rf"""\\*["'](?:[\w.\-]*\[)?(?:{_NAME})\]?\\*["']"""
)
_HOLDING = r"""["'](?:value|val|content|text)\\*["']\s*:\s*(?P<quote>\\*["'])"""
_PAIR = re.compile(
    rf"(?P<head>{_NAMING}\s*,\s*\\*{_HOLDING})(?P<value>.{{0,{_LONGEST}}}?)(?=(?P=quote)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""An object for each pair, as HAR and many logs write headers and fields."""
_PAIR_REVERSED = re.compile(
    rf"(?P<head>{_HOLDING})(?P<value>(?:(?!(?P=quote)).){{0,{_LONGEST}}})"
    rf"(?=(?P=quote)\s*,\s*\\*{_NAMING})",
    re.IGNORECASE | re.DOTALL,
)
_PART_NAME = re.compile(rf"""\bname=["']?[^"'\r\n]{{0,100}}?(?:{_NAME})\]?(?:["';\s]|\Z)""", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\r?\n\r?\n")
_PART_END = re.compile(r"\r?\n--")
_ELEMENT = re.compile(rf"(?P<head><(?P<tag>(?:\w+:)?(?:{_NAME}))\b[^<>]*>)(?P<value>[^<]*)", re.IGNORECASE)
_HEADER = re.compile(
    r"(?im)^(?P<head>[ \t>*<]*(?:-H\s+[\"']?)?"
    r"(?:authorization|proxy-authorization|cookie|set-cookie)[ \t]*:[ \t]*)"
    r"(?P<value>[^\r\n\"']+)"
)
_BEFORE_NESTED = re.compile(rf"""(?:{_NAME})"\s*:\s*(?=[\[{{])""", re.IGNORECASE)
_DECODER = json.JSONDecoder()
_FAILURES = 20
"""What is no JSON so often is none: each refusal costs a look at all before it."""
_USERINFO = re.compile(
    r"(?P<head>\b[a-z][a-z0-9+.\-]{0,30}://[^\s/:@?#\"']*:)(?P<value>[^\s/@?#\"']+)(?=@)", re.IGNORECASE
)
_QUERY_KEY = re.compile(r"(?P<head>[?&](?:key|sig|signature|jwt)=)(?P<value>[^\s&#\"'<>]+)", re.IGNORECASE)


def redacted_text(text: str) -> str:
    """The text with secrets and card numbers masked; what is not a secret stays to the letter.

    A masked JSON number becomes a string, so that JSON stays JSON. Takes time in proportion to the length,
    whatever the text: it stands between a sender and the answer.
    """
    for pattern in (_HEADER, _USERINFO, _QUERY_KEY, _PAIR, _PAIR_REVERSED, _ELEMENT):
        text = pattern.sub(_masked_value, text)
    text = _without_parts(text) if "name=" in text else text
    return without_cards(_NAMED.sub(_masked_named, _without_nested(text)))


def _without_parts(text: str) -> str:
    """The parts of a multipart body that are named like a secret, masked."""
    kept, at, head = [], 0, 0
    for blank in _BLANK_LINE.finditer(text):
        start = blank.end()
        if head <= start and _PART_NAME.search(text, head, blank.start()):
            ending = _PART_END.search(text, start)
            end = ending.start() if ending else len(text)
            if text[start:end].strip():
                kept += [text[at:start], MASK]
                at = end
            start = end
        head = max(head, start)
    return "".join([*kept, text[at:]])


def _without_nested(text: str) -> str:
    """JSON lists and objects under a secret's name, masked whole."""
    kept, at, failures = [], 0, 0
    for name in _BEFORE_NESTED.finditer(text):
        if name.end() < at or failures == _FAILURES:
            continue
        try:
            value, end = _DECODER.raw_decode(text, name.end())
        except (ValueError, RecursionError):
            failures += 1
            continue
        if value:
            kept += [text[at : name.end()], f'"{MASK}"']
            at = end
    return "".join([*kept, text[at:]])


def _masked_value(found: re.Match[str]) -> str:
    return found["head"] + (MASK if found["value"].strip() else found["value"])


def _masked_named(found: re.Match[str]) -> str:
    if found["bare"] is not None:
        kept = found["inner"]
        return found["head"] + found["bare"] + (MASK if kept.strip() else kept) + found["stop"]
    if found["quote"] is not None:
        kept = found["quoted"]
        return found["head"] + found["quote"] + (MASK if kept.strip() else kept) + (found["end"] or "")
    if found["plain"] in ("null", "None", "NULL", "true", "false", "[", "{", "array", "Array", "REDACTED"):
        return found.group()
    in_json = found["close"] is not None and found["sep"] == ":"
    return found["head"] + (f'"{MASK}"' if in_json and '"' in found["close"] else MASK)
