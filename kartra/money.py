"""Amounts as Kartra and its neighbours write them, read into integer cents; no currency is ever assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Literal

EMPTY = frozenset({"", "n/a", "na", "null", "none", "-"})
"""What stands for "no value" on either surface: the outbound API sends "", the IPN sends N/A."""

LARGEST_CENTS = 10**13
"""A hundred billion: integer columns hold the sum of nearly a million of them."""

_MARKS = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)
"""How several countries set thousands apart."""
_THOUSAND = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""1.000 is one to some and a thousand to others."""
_NO_CENTS = re.compile(r"(\d)[.,][-\N{EN DASH}\N{EM DASH}]")
"""`49,-`: no cents."""
_PYTHONS = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", re.ASCII)
_GROUPED = r"\d{1,3}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d+)?"
_NUMBER = re.compile(rf"(?P<sign>[-+]?)(?P<digits>{_GROUPED}|\d+(?:[.,]\d+)?|[.,]\d+)", re.ASCII)
_MARK = r"(?:[A-Z]{0,3}\s?[$€£¥₹]|[A-Z]{3}|kr\.?|zł)"
_MARKED = re.compile(rf"(?P<sign>[-+]?)\s*{_MARK}\s*(?P<after>.+)|(?P<before>.+?)\s*{_MARK}")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in integer cents, or none; `note` says what was odd about it, empty for ordinary numbers."""

    cents: int | None
    note: Literal["", "mended", "rounded", "ambiguous", "unreadable", "too-large"] = ""


NOTHING = Amount(None)


def amount(value: Any) -> Amount:
    """Read one amount: a number, "58.80", "1,234.50", "49,00", "$49.00", "(49.00)", "", "N/A" or null."""
    kind = type(value)
    if kind is str:
        if len(value) < 16 and value.isascii() and _is_plain(value):
            whole, _, part = value.partition(".")
            return Amount(int(whole + part.ljust(2, "0")))
    elif kind is int or (kind is float and -1e12 < value < 1e12):
        # A float's last binary digits are no statement of the sender's.
        cents = round(value * 100)
        if abs(value * 100 - cents) < 1e-4:
            return Amount(cents) if abs(cents) <= LARGEST_CENTS else Amount(None, "too-large")
    if value is None or isinstance(value, bool | dict | list):
        return NOTHING if value is None else Amount(None, "unreadable")
    # A float's last binary digits are no statement of the sender's.
    text = (repr(round(value, 6)) if isinstance(value, float) else str(value)).translate(_MARKS).strip()
    if text.casefold() in EMPTY:
        return NOTHING
    if len(text) > 64:
        return Amount(None, "unreadable")
    plain = _plain(text)
    if plain is None:
        return Amount(None, "unreadable")
    read = _in_cents(Decimal(plain), mended=plain != text)
    is_ambiguous = kind is str and not read.note and _THOUSAND.fullmatch(plain)
    return Amount(read.cents, "ambiguous") if is_ambiguous else read


def _is_plain(text: str) -> bool:
    """Whether this is how nearly every amount is written: digits, a point, two digits at most."""
    whole, _, part = text.partition(".")
    return whole.isdigit() and len(part) <= 2 and (not part or part.isdigit())


def _plain(text: str) -> str | None:
    """The number in Python's own notation, or none when there is no single number in the text."""
    if _PYTHONS.fullmatch(text):
        return text
    bare = _NO_CENTS.sub(r"\1", text.replace("\N{MINUS SIGN}", "-"))
    if bare.endswith("-") and not bare.startswith("-"):
        bare = "-" + bare[:-1]
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1].strip()
    if marked := _MARKED.fullmatch(bare):
        bare = (marked["sign"] or "") + (marked["after"] or marked["before"])
    match = _NUMBER.fullmatch(bare)
    return match["sign"] + _ungrouped(match["digits"].strip()) if match else None


def _ungrouped(digits: str) -> str:
    """Without thousands marks; the last `.` or `,` is decimal, except a lone `,` before three digits."""
    digits = digits.replace("'", "").replace(" ", "")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    mark, tail = digits[last], digits[last + 1 :]
    grouping = digits.count(mark) > 1 or (
        mark == "," and len(tail) == 3 and "." not in digits and not digits.startswith("0")
    )
    whole = re.sub(r"[.,]", "", digits if grouping else digits[:last])
    return whole if grouping else f"{whole or '0'}.{tail or '0'}"


def _in_cents(number: Decimal, *, mended: bool) -> Amount:
    cents = number.scaleb(2).to_integral_value(ROUND_HALF_EVEN)
    if abs(cents) > LARGEST_CENTS:
        return Amount(None, "too-large")
    if cents != number.scaleb(2):
        return Amount(int(cents), "rounded")
    return Amount(int(cents), "mended" if mended else "")


def money_text(cents: int | None) -> str:
    """Cents as people read them, without a currency: 123450 is "1,234.50", nothing is "–"."""
    if cents is None:
        return "–"
    sign = "−" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
