"""Card numbers inside text: found by brand, length and check digit."""

from __future__ import annotations

import re

from privacy.names import MASK

_RUN = re.compile(
    r"(?:(?<![\w.])|(?<=\bcc)|(?<=\bcc_)|(?<=\bcard)|(?<=\bcard_))\d(?:[ -]?\d){12,18}(?!\w)", re.IGNORECASE
)
_RUN_BYTES = re.compile(
    rb"\d(?:[ -]?\d){12,18}|(?:\d{4}(?:[./\t+]|%20|  | - |\xc2\xa0|\xe2\x80[\x80-\xaf])){3}\d"
)
_ESCAPED_RUN = re.compile(r"(?:(?<=%[0-9A-Fa-f]{2})|(?<==))\d(?:(?:%20|\+|-)?\d){12,18}(?!\d)")
_GROUPS = re.compile(
    r"(?<![\w.])\d{4}(?P<between>[./\t\u00a0\u2009\u202f\u2010-\u2014]|  | - )"
    r"\d{4}(?P=between)\d{4}(?P=between)\d{1,7}(?!\w)"
)
"""As people write it: in fours, with something between them that stands in no id."""
_JSON_NUMBER = re.compile(
    r"(?P<before>[:\[,]\s{0,20})-?(?P<digits>\d{13,19})(?:\.0*)?(?=\s{0,20}[\]},])(?<!\.)"
)
"""Bare between the marks of JSON: what takes its place is a string, so that JSON stays JSON."""
_BRAND = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|[689]\d)\d{11}"  # Diners Club
    r"|(?:6011|65\d\d|64[4-9]\d|62\d\d|35(?:2[89]|[3-8]\d))\d{12,15}"  # Discover, UnionPay, JCB
    r"|0{13,19}"  # the CRM's own test card
)


def is_card_number(digits: str) -> bool:
    """Whether these digits are a card's: a known brand at its length, with a right check digit."""
    return _BRAND.fullmatch(digits) is not None and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (
        int(d) * 2 if odd else int(d) for odd, d in ((i % 2, d) for i, d in enumerate(reversed(digits)))
    )
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def without_cards(text: str) -> str:
    """The text with each card number masked; everything else, ids and timestamps too, as it was."""
    text = _GROUPS.sub(_masked, _JSON_NUMBER.sub(_masked_number, text))
    text = _RUN.sub(_masked, text)
    return _ESCAPED_RUN.sub(_masked, text) if "%" in text or "=" in text else text


def _masked(run: re.Match[str]) -> str:
    digits = re.sub(r"%20|\D", "", run.group())
    return MASK if is_card_number(digits) else run.group()


def _masked_number(found: re.Match[str]) -> str:
    return f'{found["before"]}"{MASK}"' if is_card_number(found["digits"]) else found.group()


def may_hold_card(body: bytes) -> bool:
    """A quick no: False only when no 13 digits stand in these bytes as a card has them."""
    return _RUN_BYTES.search(body) is not None
