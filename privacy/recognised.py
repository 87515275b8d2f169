"""What tells who somebody is wherever it stands: addresses, IPs and phone numbers in free text."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address

Replace = Callable[[str, str], str]
"""From kind and value to what shall stand there."""

_DOMAIN = re.compile(r"(?:@|%(?:25)*40|\\u0040|&\#64;)[\w\-]+(?:\.[\w\-]+)+")
# Neither a percent escape's digits nor the letter of a backslash escape belong to the address.
_LOCAL = re.compile(
    r"(?<!%)(?<!%[0-9A-Fa-f])(?<!\\)(?<!\\u)(?<!\\u\w)(?<!\\u\w\w)(?<!\\u\w{3})"
    r"(?:(?:[\w.+\-]|%2[Bb])++(?:['’]|%27))*+(?:[\w.+\-]|%2[Bb])++\Z"
)
_LONGEST_LOCAL = 200
"""Characters looked at before the @; RFC 5321 allows 64, and each may be escaped."""
_AT = re.compile(r"%(?:25)*40|\\u0040|&#64;")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:]+(?:\d(?:\.\d{1,3}){3})?(?!\w)")
_DIGITS = re.compile(r"(?<![\w.])(?<![A-Za-z0-9]-)(?:\+|00)?\(?\d(?:[ \u00a0().\-/]{0,3}\d){6,16}(?![\w%])")
_GROUP = re.compile(r"\d+")
_DATE = re.compile(r"\d{4}[-./]\d\d?[-./]\d\d?(?!\d)|\d\d?[-./]\d\d?[-./](?:\d{4}|\d\d)(?!\d)")
_SHORTEST, _LONGEST = 7, 15
"""Digits of a phone number; ITU-T E.164 knows no longer one."""


def plain_address(text: str) -> str:
    """A mail address without the escapes of its marks."""
    return _AT.sub("@", text).replace("%27", "'").replace("%2B", "+").replace("%2b", "+")


def is_address(text: str) -> bool:
    """Whether the text is one mail address and nothing else."""
    at = text.find("@")
    if not 0 < at <= _LONGEST_LOCAL or _DOMAIN.fullmatch(text, at) is None:
        return False
    return _LOCAL.match(text, 0, at) is not None


def phone_digits(text: str) -> str:
    """By what a phone number is known, with or without its country: at most the last ten digits."""
    return "".join(char for char in text if char.isdecimal() and char.isascii())[-10:]


def without_addresses(text: str, replace: Replace) -> str:
    """The text with each mail address replaced."""
    if "@" not in text and "40" not in text and "64" not in text:
        return text
    pieces, end = [], 0
    for found in _DOMAIN.finditer(text):
        at = found.start()
        local = _LOCAL.search(text[max(end, at - _LONGEST_LOCAL) : at])
        if local is not None:
            begin = at - len(local.group())
            pieces += [text[end:begin], replace("email", plain_address(text[begin : found.end()]))]
            end = found.end()
    return "".join((*pieces, text[end:]))


def without_ips(text: str, replace: Replace) -> str:
    """The text with each IP of either version replaced."""
    if "." in text:
        text = _IPV4.sub(lambda found: replace("ip", found.group()), text)
    if ":" not in text:
        return text
    return _IPV6.sub(
        lambda found: replace("ip", found.group()) if _is_ip(found.group()) else found.group(), text
    )


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return any(char.isalnum() for char in text)


def without_phones(text: str, known: Callable[[str], bool], replace: Replace) -> str:
    """The text with phone numbers replaced: known ones, and digits that are grouped as phones are."""

    def seen(found: re.Match[str]) -> str:
        run = found.group()
        return replace("phone", run) if known(phone_digits(run)) or _is_grouped(run) else run

    return _DIGITS.sub(seen, text)


def _is_grouped(run: str) -> bool:
    groups = _GROUP.findall(run)
    count = sum(map(len, groups))
    if not _SHORTEST <= count <= _LONGEST or _DATE.match(run):
        return False
    if run.startswith("+"):
        return True
    return len(groups) > 2 and all(len(group) > 1 for group in groups[1:])
